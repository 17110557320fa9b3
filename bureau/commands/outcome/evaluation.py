"""``koppel report``: the whole round as one page and one PDF, for an evaluation or a board."""

from __future__ import annotations

import click

from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.language import Text


@command(
    name="report",
    help=t(
        "Schrijf het verslag van de ronde: getallen, fasen, plaatjes, gesprekken en wat een "
        "andere keuze had gekost, als één HTML-bestand en één PDF. Met --anonymous kan niemand "
        "erin herkend worden: zonder namen, codes en kaart, en geen groep kleiner dan vijf.\n\n"
        "Voorbeeld:  koppel report --anonymous",
        "Write the report of the round: numbers, phases, pictures, calls and what another choice "
        "would have cost, as one HTML file and one PDF. With --anonymous nobody can be "
        "recognised: no names, codes or map, and no group smaller than five.\n\n"
        "Example:  koppel report --anonymous",
    ),
)
@click.option("--anonymous", is_flag=True,
              help=t("Zonder personen, om samen te bekijken.",
                     "Without people, to look at together."))  # fmt: skip
def report(work: Work, anonymous: bool) -> None:
    """Compare the orders of goals, build the report once, write it twice."""
    from bureau.actions.kept import call_records_of, load_documents, result_of
    from bureau.commands.door.hand_out import hand_out
    from bureau.commands.door.progress import progress_line
    from bureau.report import ReportInput, build_report, report_html, report_pdf
    from koppelronde.domain.facts import couple_facts
    from matching.explain.compare import compare

    with work.open_store() as store:
        ronde = store.load()
        kept, documents = result_of(store, ronde), load_documents(store, ronde)
        listed = documents.calls
        if listed is not None and listed.result_hash != kept.matching.result_hash:
            listed = None  # it is about another result
        with progress_line(work, Text("Andere keuzes doorrekenen", "Computing other choices")):
            compared = compare(ronde, couple_facts(ronde), seed=kept.matching.seed)
        given = ReportInput(
            ronde=ronde, matching=kept.matching, made_at=work.now(),
            timetable=documents.timetable, calendar=documents.calendar, calls=listed,
            records=call_records_of(store), compared=compared, announced=documents.announced,
        )  # fmt: skip
        made = build_report(given, lang=work.lang, anonymous=anonymous)
        name = t("verslag", "report") + (t("-zonder-personen", "-without-people")
                                         if anonymous else "")  # fmt: skip
        papers = {f"{name}.html": report_html(made).encode(), f"{name}.pdf": report_pdf(made)}
        files = hand_out(work, store, ronde, name, papers, Text("verslag", "report"))
    if not anonymous:
        work.say(Text("Alleen voor uzelf; voor anderen:  koppel report --anonymous",
                      "For you only; for others:  koppel report --anonymous"))  # fmt: skip
    for file in files:
        work.say(file)
    work.tell(files=files, anonymous=anonymous)
