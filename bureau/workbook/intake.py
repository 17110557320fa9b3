"""Files in, a new round out: everything understood, or every mistake of every file at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bureau.workbook.changes import changes_between
from bureau.workbook.files.cells import PlainSheet
from bureau.workbook.layout.columns import LIST_KINDS, Kind
from bureau.workbook.layout.recognising import Found, find_header, read_as
from bureau.workbook.layout.sheet_kinds import find_matrix, not_recognised, settle
from bureau.workbook.layout.sheets_in import one_round, opened_sheets
from bureau.workbook.rows.carrousel import read_carrousel_wishes, read_presence, read_tables
from bureau.workbook.rows.check_ronde import check_settings
from bureau.workbook.rows.cross_checks import cross_notices
from bureau.workbook.rows.desk import MOST_MISTAKES, Desk, Ignored
from bureau.workbook.rows.directory import several
from bureau.workbook.rows.draft import Draft, draft_of
from bureau.workbook.rows.folding import folded_unknowns
from bureau.workbook.rows.lists import read_lists
from bureau.workbook.rows.outcomes import read_outcomes
from bureau.workbook.rows.participants import PEOPLE, read_participants
from bureau.workbook.rows.ronde import read_ronde
from bureau.workbook.rows.travel import read_travel
from bureau.workbook.rows.vetoes import read_vetoes
from bureau.workbook.rows.wishes import read_wishes
from koppelronde.domain.counted import PRACTICES, counted
from koppelronde.domain.errors import InputMistakes, Mistake
from koppelronde.domain.language import Text, joined
from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True)
class Count:
    """Lines of one kind of sheet: read = stored + unchanged + refused + ignored."""

    kind: str
    read: int
    stored: int
    unchanged: int
    refused: int
    ignored: int

    def says(self) -> Text:
        """``AIOS: 24 gelezen = 3 opgeslagen + 21 ongewijzigd``."""
        parts = [
            (self.stored, Text("opgeslagen", "stored")),
            (self.unchanged, Text("ongewijzigd", "unchanged")),
            (self.refused, Text("geweigerd", "refused")),
            (self.ignored, Text("overgeslagen", "ignored")),
        ]
        said = joined([Text(f"{n} {word.nl}", f"{n} {word.en}") for n, word in parts if n], " + ")
        return Text(
            f"{self.kind}: {self.read} gelezen = {said.nl or 0}",
            f"{self.kind}: {self.read} read = {said.en or 0}",
        )


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of reading the files; nothing is stored yet.

    ``read`` counts lines, ``summary`` says who is in the round now, ``direction`` says in words
    what the numbers on the lists were taken to mean: a person must look at that. ``taken_away``
    is what the files withdraw.
    """

    ronde: Koppelronde
    read: tuple[Count, ...]
    ignored: tuple[Ignored, ...]
    notices: tuple[Text, ...]
    direction: tuple[Text, ...]
    changes: tuple[Text, ...]
    taken_away: tuple[Text, ...]
    summary: Text


def read_files(files: Sequence[tuple[str, bytes]], ronde: Koppelronde) -> Intake:
    """The round with what these files (name, content) say, in whatever order they come.

    Raises InputMistakes with all mistakes of all files together; then nothing counts.
    """
    desk = Desk()
    sheets = opened_sheets(desk, files)
    draft = draft_of(ronde)
    found = [(sheet, find_header(sheet)) for sheet in sheets]
    tables = [header for _, header in found if header is not None]
    people = [
        (settled, read_as(header, settled))
        for header in tables
        if set(header.kinds) & {*PEOPLE, Kind.RONDE}
        and (settled := settle(desk, header, draft)) is not None
    ]
    facts = [header for settled, header in people if settled is Kind.RONDE]
    for header in facts:
        draft.settings = read_ronde(desk, header, ronde, draft.settings)
    for header in facts[-1:]:
        check_settings(desk, header, draft.settings)
    _one_sheet_of(desk, people)
    one_round(desk, people)
    read_participants(desk, [(k, h) for k, h in people if k is not Kind.RONDE], draft)
    _others(desk, found, draft)
    _nothing_read(desk, sheets)
    if desk.mistakes:
        raise InputMistakes(_bounded(folded_unknowns(desk, draft.directory, draft.touched)))
    new = draft.finished()
    return Intake(
        ronde=new,
        read=tuple(
            Count(
                kind.value, tally.read, tally.stored, tally.unchanged, tally.refused, tally.ignored
            )
            for kind in Kind
            if (tally := desk.tallies.get(kind)) is not None
        ),
        ignored=tuple(sorted(desk.ignored)),
        notices=(
            *dict.fromkeys(desk.notices),
            *_without_choices(desk),
            *_left_alone(draft),
            *cross_notices(new),
        ),
        direction=tuple(desk.direction),
        changes=changes_between(ronde, new),
        taken_away=tuple(desk.taken_away),
        summary=_summary(new),
    )


def _one_sheet_of(desk: Desk, people: list[tuple[Kind, Found]]) -> None:
    rondes = [found for kind, found in people if kind is Kind.RONDE]
    for found in rondes[1:]:
        desk.wrong(
            found.sheet,
            "",
            found.sheet.name,
            Text(
                f"één blad Ronde; er is ook {rondes[0].sheet.file}, {rondes[0].sheet.name}",
                f"one sheet Ronde; there also is {rondes[0].sheet.file}, {rondes[0].sheet.name}",
            ),
            "two_rondes",
        )


def _others(
    desk: Desk,
    found: list[tuple[PlainSheet, Found | None]],
    draft: Draft,
) -> None:
    owners: dict[tuple[Kind, str], str] = {}
    settled: list[tuple[Kind, Found]] = []
    for sheet, header in found:
        if header is not None and set(header.kinds) & {*PEOPLE, Kind.RONDE}:
            continue
        header = header or find_matrix(sheet, draft)
        if header is None:
            not_recognised(desk, sheet)
            continue
        kind = settle(desk, header, draft)
        if kind is not None:
            settled.append((kind, read_as(header, kind)))
    one_round(desk, [(kind, header) for kind, header in settled if kind in LIST_KINDS])
    for kind, header in sorted(settled, key=lambda item: list(Kind).index(item[0])):
        if kind in LIST_KINDS:
            read_lists(desk, kind, header, draft, owners)
        elif kind is Kind.BEZOEKWENSEN:
            read_wishes(desk, header, draft)
        elif kind is Kind.BEZOEKUITKOMSTEN:
            read_outcomes(desk, header, draft)
        elif kind is Kind.VETOS:
            read_vetoes(desk, header, draft)
        elif kind is Kind.REISTIJDEN:
            read_travel(desk, header, draft)
        elif kind is Kind.CARROUSELWENSEN:
            read_carrousel_wishes(desk, header, draft)
        elif kind is Kind.AANWEZIGHEID:
            read_presence(desk, header, draft)
        else:
            read_tables(desk, header, draft)


def _nothing_read(desk: Desk, sheets: list[PlainSheet]) -> None:
    """Headings without a line below them, and nothing else: nobody means to import that."""
    if desk.mistakes or not desk.tallies or any(tally.read for tally in desk.tallies.values()):
        return
    for sheet in sheets:
        if (sheet.file, sheet.name) in desk.headings:
            desk.wrong(
                sheet,
                "",
                sheet.name,
                Text("regels onder de kopjes; er staat er geen", "lines below the headings; there "
                     "are none"),
                "no_lines",
            )  # fmt: skip


def _without_choices(desk: Desk) -> list[Text]:
    """Whose list came in empty; that may well be a slip."""
    return [
        Text(
            f"{kind.value}: zonder een enkele voorkeur, en dus niet ingelezen: {several(owners)} "
            f"({len(owners)}).",
            f"{kind.value}: without a single choice, and so not read: {several(owners)} "
            f"({len(owners)}).",
        )
        for kind, owners in desk.empty_lists.items()
    ]


def _bounded(mistakes: list[Mistake]) -> tuple[Mistake, ...]:
    """All of them in the order of the files; a flood is cut with the number that is left."""
    ordered = list(dict.fromkeys(mistakes))
    if len(ordered) <= MOST_MISTAKES:
        return tuple(ordered)
    left = len(ordered) - MOST_MISTAKES
    return (
        *ordered[:MOST_MISTAKES],
        Mistake(
            ordered[-1].file,
            "",
            "",
            f"+{left}",
            Text(
                f"er zijn er nog {left}; verbeter eerst deze", f"{left} more; correct these first"
            ),
            "",
            "more",
        ),
    )


def _left_alone(draft: Draft) -> list[Text]:
    """Who is in the round but not on a sheet of their kind that was read again: they stay."""
    known = {
        Kind.AIOS: draft.ronde.aios_by_code,
        Kind.HAO: draft.ronde.hao_by_code,
        Kind.PRAKTIJKEN: draft.ronde.praktijk_by_code,
        Kind.VOORKEUREN_VOORAF: {x.owner: x for x in draft.ronde.lists_before},
        Kind.VOORKEUREN_AIOS: {x.owner: x for x in draft.ronde.lists_aios},
        Kind.VOORKEUREN_HAO: {x.owner: x for x in draft.ronde.lists_hao},
        Kind.VETOS: {f"{v.aios} {v.hao}": v for v in draft.ronde.vetoes},
        Kind.BEZOEKUITKOMSTEN: {f"{o.aios} {o.praktijk}": o for o in draft.ronde.visit_outcomes},
    }
    said = []
    for kind, before in known.items():
        missing = sorted(set(before) - draft.touched.get(kind, set()))
        if kind in draft.touched and missing:
            said.append(
                Text(
                    f"{kind.value}: niet meer op het blad, en gebleven zoals het was: "
                    f"{several(missing)} ({len(missing)}).",
                    f"{kind.value}: no longer on the sheet, and kept as it was: "
                    f"{several(missing)} ({len(missing)}).",
                )
            )
    return said


def _summary(ronde: Koppelronde) -> Text:
    practices = counted(len(ronde.praktijken), PRACTICES)
    said = Text(
        f"{len(ronde.aios)} AIOS, {len(ronde.haos)} HAO, {practices.nl}",
        f"{len(ronde.aios)} AIOS, {len(ronde.haos)} HAO, {practices.en}",
    )
    if ronde.lists_before:
        said += Text(
            f"; voorkeuren vooraf van {len(ronde.lists_before)} AIOS",
            f"; lists beforehand of {len(ronde.lists_before)} AIOS",
        )
    if ronde.lists_aios or ronde.lists_hao:
        said += Text(
            f"; voorkeuren van {len(ronde.lists_aios)} AIOS en {len(ronde.lists_hao)} HAO",
            f"; lists of {len(ronde.lists_aios)} AIOS and {len(ronde.lists_hao)} HAO",
        )
    return said
