"""Several orders of goals side by side on one page: a table and a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.ronde import Koppelronde
from koppelronde.press.drawing import Key, Role, legend
from koppelronde.press.drawing_paper import place
from koppelronde.press.house_style import A4, MUTED, SMALL, landscape, mm
from koppelronde.press.picture_bars import Series, columns_picture
from koppelronde.press.table import Column, Row, draw_table
from matching.explain.compared import Compared, calls_heading, calls_said_shortly
from matching.figures.figure_tables import decimal_said
from matching.papers.options import ReportOptions, report_paper
from matching.papers.overview import first_capital

TITLE: Final = Text("De koppeling vergeleken", "The matching compared")


def comparison_pdf(
    ronde: Koppelronde,
    compared: Sequence[Compared],
    options: ReportOptions,
    matching: Matching | None = None,
) -> bytes:
    """The same round under several orders of goals; ``matching`` lends its hash and moment.

    Without one, before anything is decided, it is printed as a trial.
    """
    paper = report_paper(TITLE, ronde, matching, options)
    paper.size = landscape(A4)
    paper.new_page()
    paper.heading(TITLE)
    paper.paragraph(
        Text("Dezelfde lijsten, dezelfde loting, een andere volgorde van wat het zwaarst telt. "
             "Een blokkerend paar zijn twee mensen die liever elkaar hadden gehad.",
             "The same lists, the same lottery, another order of what counts most. A blocking "
             "pair are two people who would rather have had each other."),
        colour=MUTED, size=SMALL,
    )  # fmt: skip
    top, limit = ronde.number("top_ranks"), ronde.number("travel_limit_minutes")
    narrow = 22 * mm
    columns = [
        Column(Text("Wat voorgaat", "What comes first"), share=1, bold=True),
        Column(Text("Geplaatst", "Placed"), fixed=narrow, align="right"),
        Column(Text(f"Binnen {top} aan beide kanten", f"Within {top} by both"), fixed=24 * mm,
               align="right"),
        Column(calls_heading(ronde), fixed=narrow, align="right"),
        Column(Text("Slechtste plaats", "Worst place"), fixed=narrow, align="right"),
        Column(Text("Gemiddeld AIOS", "Mean trainees"), fixed=narrow, align="right"),
        Column(Text("Gemiddeld HAO", "Mean trainers"), fixed=narrow, align="right"),
        Column(Text(f"Meer dan {limit} min reizen", f"Over {limit} min"), fixed=narrow,
               align="right"),
        Column(Text("Blokkerende paren", "Blocking pairs"), fixed=27 * mm, align="right"),
        Column(Text("Krijgt een ander", "Get another"), fixed=narrow, align="right"),
    ]  # fmt: skip
    rows = [
        Row((
            first_capital(one.says.say(paper.lang)), str(one.placed), str(one.within_top),
            str(one.calls), "–" if one.worst_rank is None else str(one.worst_rank),
            decimal_said(one.mean_rank_aios, paper.lang),
            decimal_said(one.mean_rank_hao, paper.lang),
            str(one.over_limit), str(one.blocking), str(len(one.changed)),
        ), strong=number == 0)
        for number, one in enumerate(compared)
    ]  # fmt: skip
    draw_table(paper, columns, rows)
    paper.y -= 8 * mm
    measures: tuple[tuple[Text, Role, list[int]], ...] = (
        (Text("geplaatst", "placed"), "s4", [c.placed for c in compared]),
        (Text(f"binnen {top}", f"within {top}"), "s2", [c.within_top for c in compared]),
        (calls_said_shortly(ronde), "s3", [c.calls for c in compared]),
        (Text("blokkerende paren", "blocking pairs"), "ink", [c.blocking for c in compared]),
    )
    keys = tuple(Key(says.say(paper.lang), fill) for says, fill, _values in measures)
    place(paper, legend(keys, paper.width))
    groups = [one.says.say(paper.lang) for one in compared]
    series = [Series(fill, tuple(values)) for _says, fill, values in measures]
    height = min(75 * mm, paper.y - paper.bottom)
    place(paper, columns_picture(groups, series, paper.width, height=height))
    return paper.pdf()
