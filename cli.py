"""The command ``koppel``: which commands there are, and how a run of one ends.

Read the table below as a contents page. Each command lives in :mod:`bureau.commands` and is
imported only when it is asked for, so that ``koppel --help`` needs no solver and no database.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from koppelronde.domain.language import DEFAULT_LANG, LANGS, Lang, Text

LIVELY: Final = 100_000
"""So many new objects before Python looks for garbage: importing makes many and drops none."""

COMMANDS: Final[dict[str, tuple[str, Text]]] = {
    "demo": (
        "demo.demo:demo",
        Text(
            "Een hele verzonnen ronde, van begin tot eind.",
            "A whole fictional round, from start to end.",
        ),
    ),
    "new": (
        "beginning.rounds:new",
        Text(
            "Begin een ronde en maak de werkmap om in te vullen.",
            "Start a round and write the workbook to fill in.",
        ),
    ),
    "import": (
        "beginning.intake:import_",
        Text("Lees werkbladen (.xlsx, .csv) in.", "Read spreadsheets (.xlsx, .csv)."),
    ),
    "export": (
        "beginning.intake:export",
        Text(
            "Schrijf alles van de ronde terug naar een werkmap.",
            "Write everything of the round back to a workbook.",
        ),
    ),
    "status": (
        "beginning.status:status",
        Text(
            "Wat is klaar, wat ontbreekt, van wie, en wat nu?",
            "What is done, what is missing, from whom, what next?",
        ),
    ),
    "rounds": (
        "beginning.rounds:rounds",
        Text(
            "Toon de rondes in deze map, of kies de huidige.",
            "Show the rounds of this folder, or choose one.",
        ),
    ),
    "carrousel": (
        "afternoon.carrousel:carrousel",
        Text(
            "Koppelcarrousel: plannen, printen, bel, bijsturen.",
            "The carousel: plan, print, bell, repair.",
        ),
    ),
    "visits": (
        "visits.visits:visits",
        Text(
            "Praktijkbezoeken: plannen, agenda's, bijhouden.",
            "Practice visits: plan, calendars, keep up.",
        ),
    ),
    "select": (
        "candidates.choosing:select",
        Text("Welke HAO's nodigt u uit?", "Which trainers to invite?"),
    ),
    "shortlist": (
        "candidates.choosing:shortlist",
        Text("Verdeel de kennismakingsgesprekken.", "Assign the interviews."),
    ),
    "lists": (
        "outcome.list_check:lists",
        Text(
            "Voorkeurslijsten nakijken voordat er gekoppeld wordt.",
            "Check the ranked lists before matching.",
        ),
    ),
    "seal": (
        "outcome.seal:seal",
        Text("Sluit de lijsten af en leg het lot vast.", "Seal the lists and fix the lottery."),
    ),
    "match": (
        "outcome.match:match",
        Text(
            "Reken de beste koppeling voor de hele groep uit.",
            "Compute the best matching for the whole group.",
        ),
    ),
    "verify": (
        "outcome.verify:verify",
        Text("Controleer het bewijs van een uitslagbestand.", "Check the proof of a result file."),
    ),
    "explain": (
        "outcome.explain:explain",
        Text(
            "Waarom deze koppeling, en waarom niet een andere?",
            "Why this couple, and why not another?",
        ),
    ),
    "calls": (
        "calling.telephone:calls",
        Text(
            "De bellijst, en wat er aan de telefoon is afgesproken.",
            "The call list, and what was agreed by phone.",
        ),
    ),
    "results": (
        "outcome.result:results",
        Text(
            "De uitslag: overzicht, lijsten en brieven.",
            "The results: overview, lists and letters.",
        ),
    ),
    "report": (
        "outcome.evaluation:report",
        Text(
            "Het verslag van de ronde, ook zonder personen.",
            "The report of the round, also without people.",
        ),
    ),
    "settle": (
        "calling.falling_away:settle",
        Text("Wat openblijft met de hand regelen.", "Settle what stays open by hand."),
    ),
    "mail": (
        "mail:mail",
        Text(
            "Eén bericht per persoon; eerst als concept.", "One message per person; drafts first."
        ),
    ),
    "account": (
        "keeping.closing:account",
        Text("De eindrekening, die op moet tellen.", "The closing account, which must add up."),
    ),
    "undo": (
        "keeping.steps_back:undo",
        Text("Neem de laatste wijziging terug.", "Take back the last change."),
    ),
    "restore": (
        "keeping.steps_back:restore",
        Text("Zet een eerdere kopie terug.", "Put an earlier copy back."),
    ),
    "journal": (
        "keeping.steps_back:journal",
        Text("Wie deed wat, wanneer en waarom.", "Who did what, when and why."),
    ),
    "check-store": (
        "keeping.steps_back:check_store",
        Text("Is de opslag heel?", "Is the store whole?"),
    ),
    "person": (
        "keeping.privacy:person",
        Text("Alles wat over iemand bewaard wordt.", "Everything held about somebody."),
    ),
    "purge": (
        "keeping.privacy:purge",
        Text("Wis wat weg moet volgens de termijnen.", "Erase by the terms of the procedure."),
    ),
    "portal": (
        "serving:portal",
        Text(
            "Het portaal: alles in een browser, voor iedereen.",
            "The portal: everything in a browser, for everybody.",
        ),
    ),
    "procedures": (
        "beginning.procedures:procedures",
        Text(
            "De procedures met fasen, regels en bronnen.",
            "The known procedures: phases, rules, sources.",
        ),
    ),
}
"""Name → where it is, and its line in the help. The order is that of a coordinator's weeks."""


def chosen_language(arguments: Sequence[str], environment: dict[str, str]) -> Lang:
    """``--lang en`` anywhere on the line, else ``KOPPEL_LANG``, else Dutch."""
    asked = environment.get("KOPPEL_LANG", DEFAULT_LANG)
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            asked = argument.partition("=")[2]
        elif argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
    return next((lang for lang in LANGS if lang == asked), DEFAULT_LANG)


def speak(lang: Lang) -> None:
    """Let our texts and click's own messages be in that language; before click is imported."""
    import gettext

    os.environ["KOPPEL_LANG"] = lang
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "koppelronde" / "locale"))
    gettext.textdomain("messages")


def let_every_letter_pass() -> None:
    """A screen or file that has no ``█`` or ``Ł`` gets a ``?`` there, and not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code (koppelronde/domain/errors.py lists them)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = chosen_language(given, dict(os.environ))
    let_every_letter_pass()
    gc.set_threshold(LIVELY, 20, 20)
    try:
        speak(lang)
        from bureau.commands.door.running import run

        sys.exit(run(COMMANDS, given))
    except KeyboardInterrupt:  # before the command began
        sys.stderr.write(Text("\nGestopt.\n", "\nStopped.\n").say(lang))
        sys.exit(130)


if __name__ == "__main__":
    main()
