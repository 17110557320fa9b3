"""The whole round as one page and one PDF, for an evaluation or a board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bureau.actions.papers import Papers
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Subject
from koppelronde.domain.language import Lang, Text

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The report of a round; ``anonymous`` when nobody can be recognised in it."""

    ronde: Koppelronde
    anonymous: bool
    papers: Papers


def write_report(store: Store, by: By, *, lang: Lang, anonymous: bool = False) -> Reported:
    """Compute the other orders of goals, and build the report once, as HTML and as PDF.

    OutOfOrder while there is no result.
    """
    from bureau.actions.kept import call_records_of, load_documents, result_of
    from bureau.report import ReportInput, build_report, report_html, report_pdf
    from koppelronde.domain.facts import couple_facts
    from matching.explain.compare import compare

    ronde = store.load()
    kept, documents = result_of(store, ronde), load_documents(store, ronde)
    listed = documents.calls
    if listed is not None and listed.result_hash != kept.matching.result_hash:
        listed = None  # it is about another result
    given = ReportInput(
        ronde=ronde, matching=kept.matching, made_at=by.at,
        timetable=documents.timetable, calendar=documents.calendar, calls=listed,
        records=call_records_of(store), announced=documents.announced,
        compared=compare(ronde, couple_facts(ronde), seed=kept.matching.seed),
    )  # fmt: skip
    made = build_report(given, lang=lang, anonymous=anonymous)
    name = Text("verslag", "report").say(lang)
    if anonymous:
        name += Text("-zonder-personen", "-without-people").say(lang)
    files = {f"{name}.html": report_html(made).encode(), f"{name}.pdf": report_pdf(made)}
    papers = Papers(ronde=ronde, folder=name, what=Text("verslag", "report"), files=files,
                    about=Subject(kind="report"))  # fmt: skip
    return Reported(ronde=ronde, anonymous=anonymous, papers=papers)
