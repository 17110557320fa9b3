"""What the procedure put first, that it was proven, and what another choice would have cost."""

from __future__ import annotations

from bureau.report.content import Block, Paragraph, Picture, Section, Table
from bureau.report.discretion import Discretion, mean_said
from bureau.report.given import ReportInput
from koppelronde.domain.language import Text
from koppelronde.press.drawing import Drawing, Room
from koppelronde.press.picture_bars import Panel, panels_picture
from koppelronde.procedure.explained import goal_said
from matching.explain.compared import Compared, calls_said, calls_said_shortly


def goals(given: ReportInput, told: Discretion) -> Section:
    """The goals in order, and the price of the alternatives where they were computed."""
    lang, stages = told.lang, given.matching.stages
    blocks: list[Block] = []
    said = [goal_said(goal).say(lang) for goal in given.ronde.procedure.goals]
    if said and stages:
        order = Text("De doelen van de procedure, het eerste telt het zwaarst: ",
                     "The goals of the procedure, the first counts most: ")  # fmt: skip
        blocks.append(Paragraph(f"{order.say(lang)}{'; '.join(said)}."))
        proven = all(stage.proven for stage in stages)
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
        "Onderaan: aios en opleiders die liever elkaar hadden gehad dan wie zij kregen.",
        "The same lists and the same draw, with another order of what counts most. At the bottom: "
        "trainees and trainers who would rather have had each other than whom they got.",
    )
    rows = [
        (Text("geplaatste AIOS", "trainees placed"),
         [told.part_of(one.placed, _aios(given)) for one in compared]),
        (Text(f"koppelingen binnen {top} aan beide kanten", f"matches within {top} on both sides"),
         [_couples(one.within_top, one, told) for one in compared]),
        (calls_said(ronde), [told.count(one.calls) for one in compared]),
        (Text(f"koppelingen van meer dan {limit} minuten", f"matches over {limit} minutes"),
         [_couples(one.over_limit, one, told) for one in compared]),
        (Text("liever elkaar", "rather each other"),
         [told.count(one.blocking) for one in compared]),
        (Text("mensen die een ander krijgen", "people who get another partner"),
         [told.count(len(one.changed)) for one in compared]),
    ]  # fmt: skip
    if not told.anonymous:
        worst = ["–" if one.worst_rank is None else str(one.worst_rank) for one in compared]
        rows[3:3] = [
            (Text("slechtste plaats op een lijst", "worst place on any list"), worst),
            (Text("gemiddelde plaats, lijst van de AIOS", "mean place, trainees' lists"),
             [mean_said(one.mean_rank_aios, lang) for one in compared]),
            (Text("gemiddelde plaats, lijst van de HAO", "mean place, trainers' lists"),
             [mean_said(one.mean_rank_hao, lang) for one in compared]),
        ]  # fmt: skip
    table = Table(
        ("", *(one.says.say(lang) for one in compared)),
        tuple((says.say(lang), *cells) for says, cells in rows),
        strong_column=1,
    )
    shown: list[Block] = [Paragraph(about.say(lang), small=True), table]
    return shown if told.anonymous else [*shown, _picture(given, told)]


def _couples(number: int, one: Compared, told: Discretion) -> str:
    return told.of_couples(number, len(one.pairs)) if told.anonymous else str(number)


def _aios(given: ReportInput) -> int:
    gone = set(given.ronde.withdrawn)
    return sum(person.code not in gone for person in given.ronde.aios)


def _picture(given: ReportInput, told: Discretion) -> Picture:
    """Bars per measure; an anonymous report has none, since a length can be measured."""
    lang, compared = told.lang, given.compared
    top = given.ronde.number("top_ranks")
    counts = (
        (Text(f"binnen {top}, beide kanten", f"within {top}, both sides"),
         tuple(one.within_top for one in compared)),
        (calls_said_shortly(given.ronde), tuple(one.calls for one in compared)),
        (Text("liever elkaar", "rather each other"), tuple(one.blocking for one in compared)),
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
    panels += [
        Panel(says.say(lang), tuple(values),
              tuple(mean_said(v, lang) for v in values))
        for says, values in means
    ]  # fmt: skip
    labels = [one.says.say(lang) for one in compared]

    def draw(room: Room) -> tuple[Drawing, ...]:
        return (panels_picture(labels, panels, room.width),)

    return Picture(Text("De keuzes vergeleken", "The choices compared").say(lang), draw)
