"""What the procedure put first, that it was proven, and what another choice would have cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koppelronde.language import Text, listed
from koppelronde.report.content import Block, Paragraph, Picture, Section, Table
from koppelronde.report.discretion import Discretion, decimal
from koppelronde.report.drawing import Drawing, Room
from koppelronde.report.picture_bars import Panel, panels_picture
from matching.compared import Compared

if TYPE_CHECKING:
    from koppelronde.report.build import ReportInput


def goals(given: ReportInput, told: Discretion) -> Section:
    """The goals in order, and the price of the alternatives where they were computed."""
    lang, stages = told.lang, given.matching.stages
    blocks: list[Block] = []
    first = {stage.name: stage.says.say(lang) for stage in reversed(stages)}
    names = list(dict.fromkeys(stage.name for stage in stages))
    if names:
        said = listed([first[name] for name in names])
        proven = all(stage.proven for stage in stages)
        order = Text(f"De doelen, het eerste telt het zwaarst: {said.nl}.",
                     f"The goals, the first counts most: {said.en}.")  # fmt: skip
        blocks.append(Paragraph(order.say(lang)))
        proof = Text(
            "Van elk doel is bewezen dat het niet beter kon zonder een eerder doel te schaden.",
            "For each goal it is proven that it could not be better without harm to an earlier "
            "one.",
        ) if proven else Text(
            "Niet van elk doel is bewezen dat het niet beter kon.",
            "Not for every goal is it proven that it could not be better.",
        )  # fmt: skip
        blocks.append(Paragraph(proof.say(lang)))
    if given.compared:
        blocks += _compared(given, told)
    title = Text("Andere keuzes en hun prijs", "Other choices and their price")
    return Section("keuzes", title.say(lang), tuple(blocks))


def _compared(given: ReportInput, told: Discretion) -> list[Block]:
    lang, ronde, compared = told.lang, given.ronde, given.compared
    top, limit = ronde.number("top_ranks"), ronde.number("travel_limit_minutes")
    about = Text(
        "Dezelfde lijsten en dezelfde loting, met een andere volgorde van wat het zwaarst telt. "
        "Een blokkerend paar zijn twee mensen die liever elkaar hadden gehad dan wie zij kregen.",
        "The same lists and the same lottery, with another order of what counts most. A blocking "
        "pair are two people who would rather have had each other than whom they got.",
    )
    heads = [
        Text("Wat voorgaat", "What comes first"),
        Text("geplaatst", "placed"),
        Text(f"binnen {top}, beide kanten", f"within {top}, both sides"),
        Text("te bellen", "to call"),
        Text("gemiddeld AIOS", "mean trainees"),
        Text("gemiddeld HAO", "mean trainers"),
        Text(f"meer dan {limit} min", f"over {limit} min"),
        Text("blokkerende paren", "blocking pairs"),
        Text("krijgt een ander", "get another"),
    ]
    if not told.anonymous:
        heads.insert(4, Text("slechtste plaats", "worst place"))
    table = Table(
        tuple(head.say(lang) for head in heads),
        tuple(_row(one, told) for one in compared),
        strong=0,
    )
    return [Paragraph(about.say(lang), small=True), table, _picture(given, told)]


def _row(one: Compared, told: Discretion) -> tuple[str, ...]:
    cells = [
        one.says.say(told.lang), told.count(one.placed), told.count(one.within_top),
        told.count(one.calls), told.mean(one.mean_rank_aios, one.placed),
        told.mean(one.mean_rank_hao, one.placed), told.count(one.over_limit),
        told.count(one.blocking), told.count(len(one.changed)),
    ]  # fmt: skip
    if not told.anonymous:
        cells.insert(4, "–" if one.worst_rank is None else str(one.worst_rank))
    return tuple(cells)


def _picture(given: ReportInput, told: Discretion) -> Picture:
    """Bars per measure; an anonymous report draws only the averages, whose length tells nothing."""
    lang, compared = told.lang, given.compared
    top = given.ronde.number("top_ranks")
    counts = (
        (Text(f"binnen {top}, beide kanten", f"within {top}, both sides"),
         tuple(one.within_top for one in compared)),
        (Text("te bellen", "to call"), tuple(one.calls for one in compared)),
        (Text("blokkerende paren", "blocking pairs"), tuple(one.blocking for one in compared)),
    )  # fmt: skip
    means = (
        (Text("gemiddelde plaats, AIOS", "mean place, trainees"),
         tuple(one.mean_rank_aios for one in compared)),
        (Text("gemiddelde plaats, HAO's", "mean place, trainers"),
         tuple(one.mean_rank_hao for one in compared)),
    )  # fmt: skip
    panels = [
        Panel(says.say(lang), tuple(float(v) for v in values), tuple(str(v) for v in values))
        for says, values in counts
    ]
    if told.anonymous:
        panels = []
    if not told.anonymous or min(one.placed for one in compared) >= 5:
        panels += [
            Panel(says.say(lang), tuple(values),
                  tuple("–" if v is None else decimal(v, lang) for v in values))
            for says, values in means
        ]  # fmt: skip
    labels = [one.says.say(lang) for one in compared]

    def draw(room: Room) -> tuple[Drawing, ...]:
        return (panels_picture(labels, panels, room.width),) if panels else ()

    return Picture(Text("De keuzes vergeleken", "The choices compared").say(lang), draw)
