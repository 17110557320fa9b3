"""The page for the beamer: one HTML file that counts the turns down and rings the bell.

Everything is inside the file and nothing is fetched, so it opens from a USB stick. The plan goes
along as JSON in which no character can end the script; names become text and never markup.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from html import escape
from typing import Final

from carrousel.afternoon.person_day import DayBook
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM, clock, long_date, short_date
from koppelronde.press.templates import template_file

TITLE: Final = Text("Koppelcarrousel: de bel", "Carousel: the bell")
WORDS: Final = {
    "turn": Text("Ronde {n} van {of}", "Turn {n} of {of}"),
    "pause_break": Text("Pauze", "Break"),
    "change": Text("Wisselen", "Change seats"),
    "before": Text("Begint over", "Starts in"),
    "before_day": Text("Begint op", "Starts on"),
    "done": Text("Afgelopen", "Finished"),
    "goodbye": Text("Dank je wel!", "Thank you!"),
    "paused": Text("Stilgezet", "Paused"),
    "next": Text("Straks: {what}, {at}", "Next: {what}, {at}"),
    "ends": Text("Straks: einde, {at}", "Next: the end, {at}"),
    "end": Text("Einde {at}", "Ends {at}"),
    "later": Text("{n} min later dan gepland", "{n} min later than planned"),
    "earlier": Text("{n} min eerder dan gepland", "{n} min earlier than planned"),
    "now": Text("nu: {who}", "now: {who}"),
    "soon": Text("straks: {who}", "next: {who}"),
    "nobody": Text("–", "–"),
    "free": Text("vrij", "free"),
    "at_table": Text("tafel {table}, {who}", "table {table}, {who}"),
    "table": Text("tafel {n}", "table {n}"),
    "which": Text("Wie van deze?", "Which of these?"),
    "nobody_found": Text("Niemand gevonden.", "Nobody found."),
    "find": Text("Waar moet ik zijn?", "Where must I be?"),
    "find_hint": Text("naam of code", "name or code"),
    "pause": Text("Stilzetten", "Pause"),
    "resume": Text("Doorgaan", "Resume"),
    "more": Text("+1 minuut", "+1 minute"),
    "less": Text("−1 minuut", "−1 minute"),
    "undo": Text("Ongedaan maken", "Undo"),
    "tables": Text("Klok / tafels", "Clock / tables"),
    "sound": Text("Geluid", "Sound"),
    "sound_on": Text("Bel proberen", "Try the bell"),
    "sound_off": Text("Geluid staat uit: klik hier", "Sound is off: click here"),
    "theme": Text("Donker / licht", "Dark / light"),
    "full": Text("Volledig scherm", "Full screen"),
    "help": Text("Toetsen", "Keys"),
    "help_pause": Text("Stilzetten of doorgaan; de rest van de dag schuift mee",
                       "Pause or resume; the rest of the day moves along"),
    "help_more": Text("Deze ronde een minuut langer; de rest schuift mee",
                      "This turn a minute longer; the rest moves along"),
    "help_less": Text("Deze ronde een minuut korter", "This turn a minute shorter"),
    "help_sound": Text("Bel proberen", "Try the bell"),
    "keys": Text("Toetsen", "Keys"),
    "space": Text("spatie", "space"),
    "close": Text("Sluiten", "Close"),
    "sleep": Text(
        "Zet de slaapstand van de laptop uit. De klok rekent vanaf de tijd van deze computer: "
        "controleer of die goed loopt.",
        "Switch off the laptop's sleep mode. The countdown uses this computer's clock: check "
        "that it is right.",
    ),
}  # fmt: skip
_FIELD: Final = re.compile(r"\{([a-z]+)\}")
NOSCRIPT: Final = Text("Zet JavaScript aan voor de klok.", "Switch on JavaScript for the clock.")


def bell_page(
    ronde: Koppelronde, timetable: Timetable, lang: Lang = "nl", *, short_hash: str = "",
    trial: bool = False,
) -> str:  # fmt: skip
    """The whole page as text (UTF-8). The same plan gives the same page."""
    plan = _plan(ronde, timetable, lang, short_hash, trial)
    # what the timekeeper changed is kept under this name: another plan begins afresh
    times = json.dumps([ronde.name, plan["turns"], plan["breaks"]])
    plan["key"] = hashlib.sha256(times.encode()).hexdigest()[:16]
    data = json.dumps(plan, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    for character in "<>&":
        data = data.replace(character, f"\\u{ord(character):04x}")
    fields = {
        "lang": lang,
        "title": escape(f"{TITLE.say(lang)} · {ronde.name}"),
        "noscript": escape(NOSCRIPT.say(lang)),
        "style": template_file("bell", "bell.css").rstrip(),
        "script": template_file("bell", "bell.js").rstrip(),
        "data": data,
    }
    # filled in at once, so that nothing in a name or a script can be taken for a field
    return _FIELD.sub(lambda field: fields[field[1]], template_file("bell", "bell.html"))


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _plan(
    ronde: Koppelronde, timetable: Timetable, lang: Lang, short_hash: str, trial: bool
) -> dict[str, object]:
    book = DayBook(ronde, timetable)
    codes = sorted(set(book.people) | {c for m in timetable.meetings for c in (m.aios, m.hao)})
    index = {code: at for at, code in enumerate(codes)}
    begin = book.begin
    made = timetable.made_at.astimezone(AMSTERDAM)
    stamp = [
        Text(f"planversie {timetable.version}", f"plan version {timetable.version}").say(lang),
        Text("gemaakt ", "made ").say(lang) + f"{short_date(made.date()).say(lang)} {clock(made)}",
        short_hash,
    ]
    where = [ronde.name, ronde.settings.carrousel_location, long_date(begin.date()).say(lang)]
    return {
        "rooms": len(book.rooms),
        "words": {name: text.say(lang) for name, text in WORDS.items()},
        "where": " · ".join(part for part in where if part),
        "day": f"{short_date(begin.date()).say(lang)} {clock(begin)}",
        "stamp": " · ".join(part for part in stamp if part),
        "trial": Text("PROEF", "TRIAL").say(lang) if trial else "",
        "warn_ms": ronde.number("warning_minutes") * 60_000,
        "turns": [
            [t.number, _milliseconds(t.begin), _milliseconds(t.end)] for t in book.turn.values()
        ],
        "breaks": [[_milliseconds(b.begin), _milliseconds(b.end)] for b in timetable.breaks],
        "people": [[code, ronde.name_of(code)] for code in codes],
        "tables": [
            [number, table.room, [index[c] for c in book.at_home.get(number, ()) if c in index]]
            for number, table in sorted(book.table.items())
        ],
        "meetings": [
            [m.turn, m.table, index[m.aios], index[m.hao]]
            for m in sorted((*timetable.meetings, *timetable.catch_up))
            if m.turn in book.turn
        ],
    }
