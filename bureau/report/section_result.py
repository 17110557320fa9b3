"""How the matching turned out: both sides, and the ranks that people got."""

from __future__ import annotations

from bureau.report.content import Block, Paragraph, Picture, Section, Table
from bureau.report.discretion import Discretion, Part, mean_said
from bureau.report.given import ReportInput
from koppelronde.domain.language import Text, same
from koppelronde.press.drawing import Drawing, Key, Room, legend
from koppelronde.press.picture_bars import Series, columns_picture
from matching.figures.statistics import RoundStatistics, Share, SideStatistics, round_statistics

TEXT_WIDTH = 493.0
"""Points between the margins of an A4."""
QUESTION = Text("Hoe hoog stond de partner op de eigen lijst?",
                "How high did the partner stand on their own list?")  # fmt: skip


def result(given: ReportInput, told: Discretion) -> Section:
    """Shares per side, the couples as a group, and the rank profile."""
    statistics = round_statistics(given.ronde, given.matching, given.calls, given.records)
    blocks: list[Block] = []
    if not told.anonymous:
        blocks.append(_sides(statistics, told))
    blocks.append(_group(statistics, told))
    blocks += _profile(given, statistics, told)
    title = Text("De uitslag voor de groep", "The result for the group")
    return Section("uitslag", title.say(told.lang), tuple(blocks))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sides(statistics: RoundStatistics, told: Discretion) -> Table:
    rows = [
        (_capital(mine.says.say(told.lang)), told.share(mine.number, mine.out_of),
         told.share(theirs.number, theirs.out_of))
        for mine, theirs in zip(statistics.aios.shares, statistics.hao.shares, strict=True)
    ]  # fmt: skip
    heads = (Text("Per kant", "Per side"), Text("AIOS", "trainees"), Text("HAO's", "trainers"))
    return Table(tuple(head.say(told.lang) for head in heads), tuple(rows))


def _group(statistics: RoundStatistics, told: Discretion) -> Table:
    def row(share: Share) -> tuple[str, str]:
        shown = told.of_couples(share.number, share.out_of)
        return (_capital(share.says.say(told.lang)), shown)

    rows = [row(share) for share in statistics.couples]
    sides = ((statistics.aios, Text("van de AIOS", "of the trainees")),
             (statistics.hao, Text("van de HAO's", "of the trainers")))  # fmt: skip
    for side, says in () if told.anonymous else sides:
        mean = Text("Gemiddelde plaats op de lijst ", "Mean place on the list ") + says
        rows.append((mean.say(told.lang), mean_said(side.mean_rank, told.lang)))
    heads = (Text("De groep", "The group"), Text("aantal", "number"))
    return Table(tuple(head.say(told.lang) for head in heads), tuple(rows))


def _profile(given: ReportInput, statistics: RoundStatistics, told: Discretion) -> list[Block]:
    top = given.ronde.number("top_ranks")
    about = Text(
        f"Voorkeur 1 tot en met {top} is een match; voorkeur {top + 1} en verder staat rechts van "
        "de streep.",
        f"Ranks 1 to {top} are a match; rank {top + 1} and lower stands right of the line.",
    )
    question = QUESTION + same(" ") + about
    blocks: list[Block] = [Paragraph(question.say(told.lang), small=True)]
    if told.anonymous:
        return [*blocks, _classes(given, statistics, told)]
    groups, values = _columns((statistics.aios, statistics.hao), top, told)
    own = (Text("lijst van de AIOS", "trainees' lists"), Text("lijst van de HAO",
           "trainers' lists"))  # fmt: skip
    key = legend((Key(own[0].say(told.lang), "s4"), Key(own[1].say(told.lang), "s2")), TEXT_WIDTH)

    def draw(room: Room) -> tuple[Drawing, ...]:
        series = (Series("s4", values[0]), Series("s2", values[1]))
        return (columns_picture(groups, series, min(room.width, 620), apart=top),)

    blocks.append(Picture(QUESTION.say(told.lang), draw, key))
    return blocks


def _columns(
    sides: tuple[SideStatistics, SideStatistics], top: int, told: Discretion
) -> tuple[tuple[str, ...], tuple[tuple[int, ...], tuple[int, ...]]]:
    """The ranks and, behind them, all ranks too far to draw and who was not named."""
    worst = max([rank for side in sides for rank, _n in side.profile] + [top])
    ranks = range(1, min(worst, top + 8) + 1)
    groups = [str(rank) for rank in ranks]
    values = [[dict(side.profile).get(rank, 0) for rank in ranks] for side in sides]
    last = [sum(n for rank, n in side.profile if rank > ranks[-1]) for side in sides]
    if any(last):
        groups.append(f"> {ranks[-1]}")
        values = [[*row, more] for row, more in zip(values, last, strict=True)]
    if any(side.left_off for side in sides):
        groups.append(Text("niet genoemd", "not named").say(told.lang))
        values = [[*row, side.left_off] for row, side in zip(values, sides, strict=True)]
    return tuple(groups), (tuple(values[0]), tuple(values[1]))


def _classes(given: ReportInput, statistics: RoundStatistics, told: Discretion) -> Table:
    """Both sides' couples by rank in three classes whose edges the procedure gives."""
    top = given.ronde.number("top_ranks")
    middle = "2" if top == 2 else f"2 t/m {top}"
    classes = (
        Text("plaats 1", "place 1"),
        Text(f"plaats {middle}", f"place {middle.replace('t/m', 'to')}"),
        Text(f"plaats {top + 1} of verder, niet genoemd, of geen koppeling",
             f"place {top + 1} or further, not named, or no match"),
    )  # fmt: skip
    wholes = (
        sum(person.code not in given.ronde.withdrawn for person in given.ronde.aios),
        sum(hao.places for hao in given.ronde.haos if hao.code not in given.ronde.withdrawn),
    )
    columns = []
    for side, whole in zip((statistics.aios, statistics.hao), wholes, strict=True):
        by_rank = dict(side.profile)
        first = by_rank.get(1, 0)
        within = sum(number for rank, number in by_rank.items() if 1 < rank <= top)
        parts = zip(classes, (first, within, whole - first - within), strict=True)
        columns.append(told.parts([Part(says, number) for says, number in parts]))
    rows = tuple(
        (label, mine, theirs)
        for (label, mine), (_label, theirs) in zip(columns[0], columns[1], strict=True)
    )
    heads = (QUESTION, Text("lijst van de AIOS", "trainees' lists"),
             Text("lijst van de HAO", "trainers' lists"))  # fmt: skip
    return Table(tuple(head.say(told.lang) for head in heads), rows)
