"""From a round and its result to the sections of the report."""

from __future__ import annotations

from typing import Final

from bureau.report.content import Report
from bureau.report.discretion import Discretion
from bureau.report.given import ReportInput
from bureau.report.section_about import about
from bureau.report.section_calls import calls
from bureau.report.section_carrousel import carrousel
from bureau.report.section_goals import goals
from bureau.report.section_map import travel
from bureau.report.section_preferences import preferences
from bureau.report.section_result import result
from bureau.report.section_round import numbers, phases
from bureau.report.section_visits import visits
from koppelronde.domain.language import Lang, Text

SHORT_HASH: Final = 8
"""So many characters of the result's hash stand on every page."""
TITLE: Final = Text("Verslag van de koppelronde", "Report of the matching round")
TITLE_ANONYMOUS: Final = Text(
    "Verslag van de koppelronde, zonder personen", "Report of the matching round, without people"
)


def build_report(given: ReportInput, *, lang: Lang = "nl", anonymous: bool = False) -> Report:
    """The report; with ``anonymous`` nobody can be recognised in it (see Discretion)."""

    key = given.matching.result_hash
    told = Discretion(anonymous=anonymous, lang=lang, key=key)
    made = (numbers, phases, result, preferences, calls, goals, visits, travel, about, carrousel)
    sections = [write(given, told) for write in made]
    procedure = given.ronde.procedure
    institute = given.ronde.settings.institute or procedure.name
    return Report(
        title=TITLE_ANONYMOUS if anonymous else TITLE,
        subtitle=f"{given.ronde.name} · {institute}",
        ronde=given.ronde.name,
        version=given.ronde.version,
        made_at=given.matching.made_at or given.made_at,
        short_hash=key[:SHORT_HASH],
        trial=given.matching.trial,
        lang=lang,
        sections=tuple(section for section in sections if section is not None),
    )
