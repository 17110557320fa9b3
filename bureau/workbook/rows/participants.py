"""All sheets about people and practices together: codes first, then who refers to whom."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import folded, same_letters
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.recognising import Found
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.directory import Who
from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.people import read_aios, read_hao
from bureau.workbook.rows.person_lines import PersonLine, person_lines
from bureau.workbook.rows.practices import read_praktijk
from bureau.workbook.rows.reading import Line
from bureau.workbook.values.single import read_yes_no
from koppelronde.domain.language import Text
from koppelronde.domain.people import Aios, Hao, Praktijk
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.steps import Do, Step

PEOPLE: Final = {Kind.PRAKTIJKEN: Who.PRAKTIJK, Kind.HAO: Who.HAO, Kind.AIOS: Who.AIOS}
_NOBODY: Final = frozenset(("", "geen", "nee", "nvt", "niemand", "none"))


def read_participants(desk: Desk, sheets: list[tuple[Kind, Found]], draft: Draft) -> None:
    """Read all AIOS, HAO and Praktijken sheets into the draft."""
    seen: dict[str, str] = {}
    rows = [
        (kind, row)
        for kind, who in PEOPLE.items()
        for sheet_kind, found in sheets
        if sheet_kind is kind
        for row in person_lines(desk, found, kind, who, draft, seen)
    ]
    fresh: list[tuple[Kind, PersonLine, Aios | Hao | Praktijk]] = []
    for kind, row in rows:
        person: Aios | Hao | Praktijk
        if kind is Kind.AIOS:
            person = read_aios(row, draft)
        elif kind is Kind.HAO:
            person = read_hao(row, draft)
        else:
            person = read_praktijk(row, draft)
        draft.directory.add(person)
        fresh.append((kind, row, person))
    for kind, row, person in fresh:
        _finish(desk, kind, row, person, draft)
    _double_addresses(desk, rows, draft)
    desk.say_names()


def _finish(
    desk: Desk, kind: Kind, row: PersonLine, person: Aios | Hao | Praktijk, draft: Draft
) -> None:
    """Fill in whom this line refers to, count it and put it in the draft."""
    if isinstance(person, Aios):
        person = _aios_references(row.line, person, draft)
        draft.aios[person.code] = person
    elif isinstance(person, Hao):
        person = _hao_references(row.line, person, draft)
        draft.haos[person.code] = person
    else:
        draft.praktijken[person.code] = person
    if kind is not Kind.PRAKTIJKEN:
        _withdraw(row.line, person.code, draft)
    draft.touch(kind, person.code)
    tally = desk.tally(kind)
    if row.line.marred:
        tally.refused += 1
    elif person == row.old:
        tally.unchanged += 1
    else:
        tally.stored += 1


def _withdraw(line: Line, code: str, draft: Draft) -> None:
    """Who is marked as dropped out takes no part; sealed lists ask for the command and a reason."""
    gone = line.get("withdrawn", read_yes_no, False)
    if gone and code not in draft.withdrawn and draft.ronde.sealed is not None:
        line.wrong_at(
            "withdrawn",
            Text(
                "leeg; de lijsten zijn verzegeld, gebruik  ", "nothing; the lists are sealed, use  "
            )
            + Step(Do.SETTLE_WITHDRAW, (code,)).said,
            "withdrawn_after_sealing",
        )
    elif gone and not line.marred:
        draft.withdrawn.add(code)
    elif code in draft.withdrawn and line.cells("withdrawn"):
        line.desk.notices.append(
            Text(
                f"{line.place()}: {code} deed al niet meer mee; dat blijft zo.",
                f"{line.place()}: {code} had withdrawn already; that stays so.",
            )
        )


def _aios_references(line: Line, aios: Aios, draft: Draft) -> Aios:
    if line.has("trainer_year_1"):
        aios = replace(aios, trainer_year_1=_former_trainer(line, draft))
    if line.has("relations"):
        aios = replace(aios, relations=_codes_in(line, "relations", Who.HAO, draft))
    if line.has("apart_from"):
        others = _codes_in(line, "apart_from", Who.AIOS, draft)
        if aios.code in others:
            line.wrong_at(
                "apart_from",
                Text("codes van andere aios", "codes of other trainees"),
                "apart_from_self",
            )
        aios = replace(aios, apart_from=others)
    return aios


def _codes_in(line: Line, key: str, who: Who, draft: Draft) -> tuple[str, ...]:
    """Everybody whom the cells under that heading name."""
    codes: set[str] = set()

    def one(cell: Cell) -> str:
        return draft.directory.find(cell.shown, who)

    for column, cell in line.cells(key):
        known = cell.problem is not None or draft.directory.knows(cell.shown, who)
        for piece in [cell.shown] if known else _pieces(cell.shown):
            if folded(piece) not in _NOBODY:
                code = line.read(column, Cell(piece, piece, cell.problem), one, "", cell.shown)
                codes |= {code} if code else set()
    return tuple(sorted(codes))


def _former_trainer(line: Line, draft: Draft) -> str:
    """The trainer of year 1 may well take no part in this round; then the code says nothing."""
    text = line.shown("trainer_year_1")
    if folded(text) in _NOBODY:
        return ""
    unreadable = any(cell.problem is not None for _, cell in line.cells("trainer_year_1"))
    if unreadable or re.search(r"\d", text) or draft.directory.knows(text, Who.HAO):
        return line.get(
            "trainer_year_1", lambda cell: draft.directory.find(cell.shown, Who.HAO), ""
        )
    line.desk.notices.append(
        Text(
            f"{line.place()}: de opleider van jaar 1 doet niet mee in deze ronde.",
            f"{line.place()}: the trainer of year 1 takes no part in this round.",
        )
    )
    return ""


def _hao_references(line: Line, hao: Hao, draft: Draft) -> Hao:
    if not line.has("praktijk"):
        return hao
    if not line.cells("praktijk") and draft.ronde.procedure.has(PhaseKind.VISITS):
        line.wrong_at(
            "praktijk",
            Text("de code van een praktijk", "the code of a practice"),
            "praktijk_missing",
        )
    code = line.get("praktijk", lambda cell: draft.directory.find(cell.shown, Who.PRAKTIJK), "")
    return replace(hao, praktijk=code)


def _pieces(text: str) -> list[str]:
    """Several references with a separator between."""
    return [piece.strip() for piece in re.split(r"[;,/\n&+]|\ben\b", text) if piece.strip()]


def _double_addresses(desk: Desk, rows: list[tuple[Kind, PersonLine]], draft: Draft) -> None:
    """Two people with one address would get each other's letters; colleagues may share one."""
    owners: dict[str, list[str]] = {}
    people: dict[str, Aios | Hao] = {**draft.aios, **draft.haos}
    for code in sorted(people):
        for email in people[code].emails:
            owners.setdefault(same_letters(email), []).append(code)
    for kind, row in rows:
        if kind is Kind.PRAKTIJKEN or row.code not in people:
            continue
        person = people[row.code]
        for email in person.emails:
            others = [code for code in owners[same_letters(email)] if code != row.code]
            if not others:
                continue
            other = people[others[0]]
            if (
                isinstance(person, Hao)
                and isinstance(other, Hao)
                and person.praktijk == other.praktijk
            ):
                if row.code < other.code:
                    desk.notices.append(
                        Text(
                            f"{row.code} en {other.code} delen het adres {email}.",
                            f"{row.code} and {other.code} share the address {email}.",
                        )
                    )
            else:
                before = row.line.marred
                row.line.wrong_at(
                    "emails",
                    Text(
                        f"een eigen e-mailadres; dit is ook van {other.code}",
                        f"an address of their own; {other.code} has this too",
                    ),
                    "doubled_email",
                )
                if not before:
                    desk.tally(kind).refused += 1
