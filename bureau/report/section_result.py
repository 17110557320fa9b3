"""How the matching turned out: both sides, and the ranks that people got."""

from __future__ import annotations

from bureau.report.content import Block, Paragraph, Picture, Section, Table
from bureau.report.discretion import LEAST, Discretion, Part
from bureau.report.given import ReportInput
from koppelronde.domain.language import Text, same
from koppelronde.domain.people import Side
from koppelronde.press.drawing import Drawing, Key, Room, legend
from koppelronde.press.picture_bars import Bar, Series, bars_sheets, columns_picture
from matching.figures.statistics import RoundStatistics, Share, SideStatistics, round_statistics

TEXT_WIDTH = 493.0
"""Points between the margins of an A4."""
QUESTION = Text("Hoe hoog stond de partner op de eigen lijst?",
                "How high did the partner stand on the own list?")  # fmt: skip


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
        return (_capital(share.says.say(told.lang)), told.share(share.number, share.out_of))

    rows = [row(share) for share in statistics.couples]
    for side, says in ((statistics.aios, Text("van de AIOS", "of the trainees")),
                       (statistics.hao, Text("van de HAO's", "of the trainers"))):  # fmt: skip
        mean = Text("Gemiddelde plaats op de lijst ", "Mean place on the list ") + says
        of = sum(number for _rank, number in side.profile)
        rows.append((mean.say(told.lang), told.mean(side.mean_rank, of)))
    heads = (Text("De groep", "The group"), Text("aantal", "number"))
    return Table(tuple(head.say(told.lang) for head in heads), tuple(rows))


def _profile(given: ReportInput, statistics: RoundStatistics, told: Discretion) -> list[Block]:
    top = given.ronde.number("top_ranks")
    about = Text(
        f"Plaats 1 tot en met {top} geldt als match; alles verder staat achter de streep.",
        f"Ranks 1 to {top} count as a match; everything further stands behind the line.",
    )
    question = QUESTION + same(" ") + about
    blocks: list[Block] = [Paragraph(question.say(told.lang), small=True)]
    if told.anonymous:
        blocks += [_merged(given, side, told) for side in (statistics.aios, statistics.hao)]
        return blocks
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


def _merged(given: ReportInput, side: SideStatistics, told: Discretion) -> Picture:
    """One side's people by rank, in groups of at least five."""
    top = given.ronde.number("top_ranks")
    aios = side.side is Side.AIOS
    whose = Text("lijst van de AIOS", "trainees' lists") if aios \
        else Text("lijst van de HAO", "trainers' lists")  # fmt: skip
    counts = dict(side.profile)
    worst = max([*counts, top])
    parts = [Part(same(str(rank)), counts.get(rank, 0)) for rank in range(1, worst + 1)]
    parts.append(Part(Text("niet genoemd", "not named"), side.left_off))
    if aios:
        open_ones = Text("zonder plaats", "without a place")
        parts.append(Part(open_ones, len(set(given.matching.unplaced))))
    else:  # else who is left over could be had by subtraction
        free = Text("plaats bleef open", "place stayed open")
        parts.append(Part(free, sum(number for _hao, number in given.matching.open_haos)))
    merged = told.parts(parts, apart=top)
    few = Text("minder dan 5", "fewer than 5").say(told.lang)
    bars = [
        Bar(_place(part, told), LEAST - 1 if part.number is None else part.number,
            few if part.number is None else str(part.number))
        for part in merged
    ]  # fmt: skip
    if not any(part.number for part in merged):
        bars = [bar._replace(value=0) for bar in bars]

    def draw(room: Room) -> tuple[Drawing, ...]:
        return bars_sheets(bars, Room(min(room.width, 620), 0), fill="s4" if aios else "s3")

    key = legend((Key(whose.say(told.lang), "s4" if aios else "s3"),), TEXT_WIDTH)
    return Picture(f"{QUESTION.say(told.lang)} ({whose.say(told.lang)})", draw, key)


def _place(part: Part, told: Discretion) -> str:
    label = part.label.say(told.lang)
    return Text("plaats ", "place ").say(told.lang) + label if label[:1].isdigit() else label
