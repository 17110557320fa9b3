"""How to read the report, and what was left out of it."""

from __future__ import annotations

from bureau.report.content import Block, Paragraph, Section
from bureau.report.discretion import Discretion
from bureau.report.given import ReportInput
from koppelronde.domain.language import Text


def about(given: ReportInput, told: Discretion) -> Section:
    """Who may see this, how it counts, and which result and procedure it is about."""
    lang, procedure = told.lang, given.ronde.procedure
    says = [_privacy(told)]
    if given.matching.trial:
        says.append(Text(
            "Dit is een PROEF: de uitslag telt niet.", "This is a TRIAL: the result does not count."
        ))  # fmt: skip
    says.append(Text(
        "Wie de partner niet op de lijst had, telt als 'niet genoemd' en nooit als een goede "
        "plaats. Onbekende reistijd telt niet als kort. Percentages zijn afgerond.",
        "Whoever did not have the partner on the list counts as 'not named' and never as a good "
        "place. Unknown travel does not count as short. Percentages are rounded.",
    ))  # fmt: skip
    version = procedure.version.isoformat()
    says.append(Text(
        f"Procedure: {procedure.name}, versie {version}. Uitslag: "
        f"{given.matching.result_hash[:8]}; dit kenmerk staat op elk stuk van dezelfde uitslag.",
        f"Procedure: {procedure.name}, version {version}. Result: "
        f"{given.matching.result_hash[:8]}; this mark stands on every paper of the same result.",
    ))  # fmt: skip
    blocks: tuple[Block, ...] = tuple(Paragraph(one.say(lang)) for one in says)
    return Section(
        "verantwoording", Text("Over dit verslag", "About this report").say(lang), blocks
    )


def _privacy(told: Discretion) -> Text:
    if not told.anonymous:
        return Text(
            "Alleen voor de coördinator: dit verslag toont codes, voorkeuren en waar mensen wonen. "
            "Maak voor anderen een verslag zonder personen.",
            "For the coordinator only: this report shows codes, preferences and where people live. "
            "Make a report without people for others.",
        )
    return Text(
        "Zonder personen: geen namen, codes, praktijken, woonplaatsen of reden van een veto. Een "
        "groep van één tot en met vier mensen staat er niet in: uitkomsten die optellen zijn "
        "samengevoegd tot groepen van vijf of meer, andere aantallen staan als klasse van vijf. "
        "Niemand (0) en iedereen staan er wel.",
        "Without people: no names, codes, practices, homes or grounds of a veto. No group of one "
        "to four people is shown: outcomes that add up are merged into groups of five or more, "
        "other numbers are given as classes of five. Nobody (0) and everybody are given.",
    )
