"""How both sides saw each other: the heat map, or in an anonymous report how mutual it was."""

from __future__ import annotations

from collections import Counter
from typing import Final

from bureau.report.content import Paragraph, Picture, Section
from bureau.report.discretion import LEAST, Discretion
from bureau.report.given import ReportInput
from koppelronde.domain.facts import Facts, couple_facts
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.press.drawing import SHADES, Drawing, Key, Room, legend
from koppelronde.press.picture_grid import MOST_IN_A_MAP, Cell, grid_sheets
from matching.goals.partners import pairs_of

TITLE = Text("De voorkeuren van beide kanten", "The preferences of both sides")


def shade(rank: int, top: int) -> int:
    """4 for a first choice of both, down to 2 within the top ranks, 1 beyond."""
    return 1 if rank > top else 4 - (rank - 1) * 3 // max(top, 1)


_RECOGNISED: Final = Text(
    "De kaart per persoon staat niet in deze versie: wie zijn eigen lijst kent, zou zichzelf en "
    "daarmee anderen herkennen.",
    "The map per person is left out of this version: whoever knows their own list would recognise "
    "themselves, and thereby others.",
)
_TOO_LARGE: Final = Text(
    "Een kaart per persoon is voor zo'n grote groep geen plaatje meer; in het rekenblad van "
    "de uitslag staat iedereen.",
    "A map per person is no picture any more for so large a group; the workbook of the result "
    "has everybody.",
)


def preferences(given: ReportInput, told: Discretion) -> Section | None:
    """Nothing where nobody met anybody."""
    facts = couple_facts(given.ronde)
    if not facts.couples:
        return None
    if told.anonymous:
        made = _mutual(given, facts, told, _RECOGNISED)
    elif max(len(facts.aios), len(facts.haos)) > MOST_IN_A_MAP:
        made = _mutual(given, facts, told, _TOO_LARGE)
    else:
        made = _heat(given, facts, told)
    return Section("voorkeuren", TITLE.say(told.lang), made)


def _heat(given: ReportInput, facts: Facts, told: Discretion) -> tuple[Paragraph | Picture, ...]:
    top = given.ronde.number("top_ranks")
    worse = {(c.aios, c.hao): max(c.rank_by_aios, c.rank_by_hao) for c in facts.couples}
    for couple in given.matching.couples:
        if couple.worse_rank is not None:
            worse[couple.aios, couple.hao] = couple.worse_rank
    made = pairs_of(given.matching)
    rows = facts.aios
    columns = diagonal(rows, tuple(places.hao for places in facts.haos), given.matching)

    def cell(row: int, column: int) -> Cell:
        pair = (rows[row], columns[column])
        rank = worse.get(pair)
        if rank is None:
            return Cell("+" if pair in made else "", 0, pair in made)
        return Cell(str(rank), shade(rank, top), pair in made)

    def draw(room: Room) -> tuple[Drawing, ...]:
        return grid_sheets(rows, columns, cell, room)

    says = Text(
        "Rijen zijn AIOS, kolommen HAO's. Het getal is de slechtste van beide plaatsen op de "
        "lijsten: hoe sterker de kleur, hoe hoger bij allebei. Leeg: geen mogelijke koppeling. "
        "Omlijnd: de koppelingen; de kolommen staan zo dat die op een schuine lijn liggen.",
        "Rows are trainees, columns trainers. The number is the worse of both places on the "
        "lists: the stronger the colour, the higher with both. Empty: no possible match. "
        "Outlined: the matches; the columns stand so that these lie on a slanting line.",
    )
    picture = Picture(TITLE.say(told.lang), draw, _key(top, told), wide=len(columns) > 32)
    return (Paragraph(says.say(told.lang), small=True), picture)


def _key(top: int, told: Discretion) -> Drawing:
    by_level: dict[int, list[int]] = {}
    for rank in range(1, top + 1):
        by_level.setdefault(shade(rank, top), []).append(rank)
    keys = [
        Key(Text(f"plaats {_span(ranks)} bij allebei", f"place {_span(ranks)} of both")
            .say(told.lang), SHADES[level])
        for level, ranks in sorted(by_level.items(), reverse=True)
    ]  # fmt: skip
    beyond = Text(f"verder dan {top} bij één van beide", f"beyond {top} of one of both")
    keys.append(Key(beyond.say(told.lang), "s1"))
    keys.append(Key(Text("gekoppeld", "matched").say(told.lang), None, "ink"))
    return legend(tuple(keys), 490)


def _span(ranks: list[int]) -> str:
    return str(ranks[0]) if len(ranks) == 1 else f"{ranks[0]}–{ranks[-1]}"


def diagonal(rows: tuple[str, ...], columns: tuple[str, ...], matching: Matching) -> list[str]:
    """The columns in the order of the rows that they are matched to, the others behind."""
    first = {aios: at for at, aios in enumerate(rows)}
    place = {c.hao: first.get(c.aios, len(rows)) for c in reversed(matching.couples)}
    return sorted(columns, key=lambda hao: (place.get(hao, len(rows)), hao))


def _mutual(
    given: ReportInput, facts: Facts, told: Discretion, why: Text
) -> tuple[Paragraph | Picture, ...]:
    """How often a rank by one side went with a rank by the other, and why no more; by fives."""
    top = given.ronde.number("top_ranks")
    counted = Counter(
        (min(c.rank_by_aios, top + 1), min(c.rank_by_hao, top + 1)) for c in facts.couples
    )
    most = max(counted.values())
    labels = [str(rank) for rank in range(1, top + 1)]
    labels.append(f"{top + 1}+")

    def cell(row: int, column: int) -> Cell:
        number = counted[row + 1, column + 1]
        if number < LEAST:
            return Cell("< 5" if number else "0", 0)
        low = number // LEAST * LEAST
        level = 1 + (low * 3) // (most // LEAST * LEAST) if most >= LEAST else 1
        return Cell(f"{low}–{low + LEAST - 1}", min(4, level))

    def draw(room: Room) -> tuple[Drawing, ...]:
        return grid_sheets(labels, labels, cell, Room(min(room.width, 300), 0))

    says = Text(
        "Hoe vaak ging een plaats op de lijst van de AIOS (rijen) samen met een plaats op die van "
        "de HAO (kolommen)? Geteld zijn alle AIOS en HAO's die elkaar konden krijgen, in klassen "
        "van vijf. ",
        "How often did a place on the trainee's list (rows) go with a place on the trainer's "
        "(columns)? Counted are all who could have been matched, in classes of five. ",
    )
    says += why
    if most < LEAST:
        few = Text(" De groep is te klein om er iets van te tonen.",
                   " The group is too small to show any of it.")  # fmt: skip
        return (Paragraph((says + few).say(told.lang), small=True),)
    return (Paragraph(says.say(told.lang), small=True), Picture(TITLE.say(told.lang), draw))
