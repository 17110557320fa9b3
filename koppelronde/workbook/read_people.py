"""The sheets AIOS, HAO and Praktijken: everything of a line but its references to others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final, NamedTuple, TypeVar

from koppelronde.language import Text
from koppelronde.people import Aios, Hao, Place, Praktijk
from koppelronde.times import WorkDays
from koppelronde.workbook.cells import Cell, address
from koppelronde.workbook.characters import (
    LONGEST_SERIES,
    latin_look,
    mixed_scripts,
    same_letters,
)
from koppelronde.workbook.columns import Kind
from koppelronde.workbook.directory import CODE, Who
from koppelronde.workbook.draft import Draft
from koppelronde.workbook.reading import Desk, Line, lines
from koppelronde.workbook.recognising import Found
from koppelronde.workbook.values import (
    Unreadable,
    read_coordinate,
    read_emails,
    read_phones,
    read_postcode,
    read_text,
    read_whole,
    read_years,
    read_yes_no,
)
from koppelronde.workbook.values_dates import read_date, read_periods
from koppelronde.workbook.values_weeks import read_visit_windows, read_work_days

SomePerson = TypeVar("SomePerson", Aios, Hao)
_INFIX: Final = frozenset(
    "van de der den het 't ten ter te la le el al von zu du d' in op aan uit over bij da".split()
)
_TITLES: Final = re.compile(
    r"^(?:(?:dhr|de heer|mw|mevr|mevrouw|dr|drs|prof|ir|mr)\b\.?\s+)+(?=\S)", re.IGNORECASE
)
_NO_DAYS: Final[WorkDays] = frozenset()
_UNKNOWN: Final = frozenset("? onbekend n.v.t. nvt unknown".split())
_CODE_WANTED: Final = Text(
    "een korte code van letters en cijfers, bijvoorbeeld A01",
    "a short code of letters and digits, such as A01",
)


class PersonLine(NamedTuple):
    """A line whose owner is known; ``old`` is None for somebody new."""

    line: Line
    code: str
    old: Aios | Hao | Praktijk | None


def person_lines(
    desk: Desk, found: Found, kind: Kind, who: Who, draft: Draft, seen: dict[str, str]
) -> list[PersonLine]:
    """Each line with its code; refuses strange and doubled codes. ``seen`` spans all sheets."""
    known: dict[Who, Any] = {
        Who.AIOS: draft.aios,
        Who.HAO: draft.haos,
        Who.PRAKTIJK: draft.praktijken,
    }
    result = []
    for line in lines(desk, found, kind, "code"):
        written = line.get("code", _read_code, "")
        if not written:
            desk.tally(kind).refused += 1
            continue
        code = draft.directory.existing(who, written) or written
        owner = draft.directory.owner(written)
        place = f"{found.sheet.name} {address(line.row.number, found.columns['code'][0])}"
        if owner is not None and owner[0] is not who:
            line.wrong_at(
                "code",
                Text(
                    f"een eigen code; {written} is al van een {owner[0].value}",
                    f"a code of its own; {written} already is a {owner[0].value}",
                ),
                "code_taken",
            )
        elif same_letters(code) in seen:
            line.wrong_at(
                "code",
                Text(
                    f"elke code één keer; {code} staat ook in {seen[same_letters(code)]}",
                    f"each code once; {code} is also in {seen[same_letters(code)]}",
                ),
                "doubled_code",
            )
        if line.marred:
            desk.tally(kind).refused += 1
            continue
        seen[same_letters(code)] = place
        old = known[who].get(code)
        # known at once, so that a second line with nearly this code is seen as the same
        draft.directory.add({Who.AIOS: Aios, Who.HAO: Hao, Who.PRAKTIJK: Praktijk}[who](code=code))
        result.append(PersonLine(line, code, old))
    return result


def _read_code(cell: Cell) -> str:
    code = read_text(cell)
    if not CODE.fullmatch(code):
        plain = latin_look(code)
        alike = plain != code and CODE.fullmatch(plain)
        raise Unreadable("look_alike" if alike else "code", _CODE_WANTED, plain if alike else "")
    return code


def read_aios(row: PersonLine, draft: Draft) -> Aios:
    """The trainee of this line, without references to trainers."""
    line, code, old = row
    aios = _person(line, old if isinstance(old, Aios) else Aios(code=code))
    years = draft.ronde.procedure.years
    year = _year(line, years, old.year if isinstance(old, Aios) else None)
    fields: dict[str, Any] = {"year": year, "home": _place(line, aios.home)}
    if line.has("had_large_hds"):
        fields["had_large_hds"] = line.get("had_large_hds", _maybe, None)
    return replace(aios, **fields)


def _year(line: Line, years: tuple[int, ...], old: int | None) -> int:
    default = old or (years[0] if len(years) == 1 else 0)
    if not line.cells("year"):
        if not default:
            line.wrong_at("year", _one_of(years), "year_missing")
        return default or years[0]

    def reader(cell: Cell) -> int:
        digits = re.sub(r"(?i)\s*(?:e|ste|de)?[\s-]*jaars?\s*", "", cell.shown)
        year = read_whole(Cell(digits, digits), 1, 9)
        if year not in years:
            raise Unreadable("year_not_here", _one_of(years))
        return year

    return line.get("year", reader, years[0])


def _one_of(years: tuple[int, ...]) -> Text:
    shown = [str(year) for year in years]
    return Text("opleidingsjaar " + " of ".join(shown), "training year " + " or ".join(shown))


def read_hao(row: PersonLine, draft: Draft) -> Hao:
    """The trainer of this line, without its practice."""
    line, code, old = row
    hao = _person(line, old if isinstance(old, Hao) else Hao(code=code))
    fields: dict[str, Any] = {}
    years = draft.ronde.procedure.years
    if line.cells("supervises"):
        fields["supervises"] = line.get("supervises", read_years, frozenset(years))
    elif line.has("supervises") and len(years) > 1:
        line.wrong_at("supervises", _one_of(years), "year_missing")
    elif old is None or line.has("supervises"):
        fields["supervises"] = frozenset(years)
    if line.has("places"):
        fields["places"] = line.get("places", lambda cell: read_whole(cell, 0, 20), 1)
    if line.has("last_aios_until"):
        fields["last_aios_until"] = line.get("last_aios_until", read_date, None)
    if line.has("large_hds"):
        fields["large_hds"] = line.get("large_hds", _maybe, None)
    if line.has("leerwerkplan"):
        fields["leerwerkplan"] = line.get("leerwerkplan", read_text, "")
    if any(line.has(f"places_{year}") for year in (1, 2, 3)):
        limits = {
            year: line.get(f"places_{year}", lambda cell: read_whole(cell, 0, 20), -1)
            for year in (1, 2, 3)
        }
        fields["year_places"] = tuple((year, n) for year, n in limits.items() if n >= 0)
    return replace(hao, **fields)


def read_praktijk(row: PersonLine, draft: Draft) -> Praktijk:
    """The practice of this line; a cap above the procedure's needs a reason."""
    line, code, old = row
    praktijk = old if isinstance(old, Praktijk) else Praktijk(code=code)
    fields: dict[str, Any] = {"place": _place(line, praktijk.place)}
    for key in ("name", "kind", "surroundings"):
        if line.has(key):
            fields[key] = line.get(key, read_text, "")
    if line.has("visit_windows"):
        fields["visit_windows"] = line.get("visit_windows", _bounded(read_visit_windows), ())
    if line.has("phone"):
        fields["phone"] = line.get("phone", lambda cell: read_phones(cell, 1)[0], "")
    if line.has("email"):
        fields["email"] = line.get("email", lambda cell: read_emails(cell, 1)[0], "")
    if line.has("places"):
        fields["places"] = line.get("places", lambda cell: read_whole(cell, 0, 50), None)
    if line.has("max_visits"):
        most = line.get("max_visits", lambda cell: read_whole(cell, 0, 200), None)
        fields["max_visits"] = most
        _check_cap(line, code, most, draft)
    return replace(praktijk, **fields)


def _check_cap(line: Line, code: str, most: int | None, draft: Draft) -> None:
    cap = draft.number("practice_cap")
    key = f"practice_cap:{code}"
    reason = line.get("cap_reason", read_text, "") or draft.settings.reasons.get(key, "")
    if most is None or not 0 < cap < most:
        return
    if reason:
        reasons = {**draft.settings.reasons, key: reason}
        draft.settings = replace(draft.settings, reasons=dict(sorted(reasons.items())))
        return
    line.wrong_at(
        "max_visits",
        Text(
            f"hoogstens {cap} (grens van de procedure), of een reden in de kolom "
            "'Reden meer bezoeken'",
            f"at most {cap} (the procedure's cap), or a reason in the column 'Reden meer bezoeken'",
        ),
        "cap_without_reason",
        str(cap),
    )


def _person(line: Line, person: SomePerson) -> SomePerson:
    fields: dict[str, Any] = {}
    separate = [key for key in ("first_name", "infix", "surname") if line.has(key)]
    for key in separate:
        fields[key] = line.get(key, read_text, "")
    if line.cells("full_name") and not any(fields.values()):
        whole = line.get("full_name", read_text, "")
        fields |= dict(zip(("first_name", "infix", "surname"), split_name(whole), strict=True))
    if fields and not any(fields.values()) and not line.marred:
        line.wrong_at(
            "surname" if line.has("surname") else "full_name",
            Text("een naam", "a name"),
            "name_missing",
        )
    if mixed_scripts(" ".join(fields.values())):
        line.desk.notices.append(
            Text(
                f"{line.place()}: de naam van {person.code} heeft letters uit twee schriften.",
                f"{line.place()}: the name of {person.code} has letters of two scripts.",
            )
        )
    for key, reader in (("emails", read_emails), ("phones", read_phones)):
        if line.has(key):
            found: list[str] = []
            for column, cell in line.cells(key):
                values: tuple[str, ...] = line.read(column, cell, reader, ())
                found += [value for value in values if value not in found]
                if key == "phones" and values and values[0][1:] == cell.shown:
                    line.desk.notices.append(
                        Text(
                            f"{line.place()}: telefoonnummer gelezen als {values[0]}.",
                            f"{line.place()}: phone number read as {values[0]}.",
                        )
                    )
            fields[key] = tuple(found)
    if line.has("work_days"):
        fields["work_days"] = line.get("work_days", read_work_days, _NO_DAYS)
    if line.has("absences"):
        fields["absences"] = line.get("absences", _bounded(read_periods), ())
    return replace(person, **fields)


def split_name(whole: str) -> tuple[str, str, str]:
    """First name, infix and surname of ``Joris van der Yıldız`` or ``Yıldız, Joris van der``.

    Two doctors in one name stay together as the surname.
    """
    whole = _TITLES.sub("", whole)
    if re.search(r"\s(?:en|&|/|and)\s|&|/", whole):
        return "", "", whole
    if "," in whole:
        surname, _, rest = whole.partition(",")
        words = rest.split()
        tail = next((n for n, word in enumerate(words) if word.casefold() in _INFIX), len(words))
        return " ".join(words[:tail]), " ".join(words[tail:]), surname.strip()
    words = whole.split()
    if len(words) < 2:
        return "", "", whole
    first = next((n for n, word in enumerate(words) if n and word.casefold() in _INFIX), 1)
    last = first
    while last < len(words) - 1 and words[last].casefold() in _INFIX:
        last += 1
    return " ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:])


def _place(line: Line, place: Place) -> Place:
    fields: dict[str, Any] = {}
    for key, reader in (("address", read_text), ("town", read_text), ("postcode", read_postcode)):
        if line.has(key):
            fields[key] = line.get(key, reader, "")
    if line.has("latitude") or line.has("longitude"):
        fields |= _coordinates(line)
    return replace(place, **fields)


def _coordinates(line: Line) -> dict[str, float | None]:
    north, east = Text("breedtegraad", "latitude"), Text("lengtegraad", "longitude")
    shown = [line.shown(key).replace(",", ".") for key in ("latitude", "longitude")]
    try:
        first, second = (float(text) for text in shown)
        swapped = 3 <= first <= 8 and 50 <= second <= 54
    except ValueError:
        swapped = False
    if swapped:
        line.wrong_at(
            "latitude",
            north
            + Text(
                "; breedte en lengte lijken verwisseld", "; latitude and longitude look swapped"
            ),
            "coordinates_swapped",
            shown[1],
        )
        return {}
    latitude = line.get("latitude", lambda cell: read_coordinate(cell, 34, 72, north), None)
    longitude = line.get("longitude", lambda cell: read_coordinate(cell, -25, 45, east), None)
    if not line.marred and (latitude is None) != (longitude is None):
        missing = "latitude" if latitude is None else "longitude"
        line.wrong_at(missing, north if latitude is None else east, "coordinate_missing")
    return {"latitude": latitude, "longitude": longitude}


def _maybe(cell: Cell) -> bool | None:
    return None if cell.shown.casefold() in _UNKNOWN else read_yes_no(cell)


def _bounded(reader: Any) -> Any:
    def bounded(cell: Cell) -> Any:
        if len(cell.shown) > LONGEST_SERIES:
            raise Unreadable(
                "too_long",
                Text(f"hoogstens {LONGEST_SERIES} tekens", f"at most {LONGEST_SERIES} characters"),
            )
        return reader(cell)

    return bounded
