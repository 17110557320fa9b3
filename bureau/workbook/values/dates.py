"""Dutch dates, periods and clock times as people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from bureau.workbook.files.cells import Cell
from bureau.workbook.values.single import Unreadable
from koppelronde.domain.language import Text
from koppelronde.domain.times import Period, Weekday

EARLIEST_YEAR: Final = 2000
LATEST_YEAR: Final = 2079
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february febr",
            "maart mrt mar march maa",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAY: Final = (
    r"(?P<w>maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo)"
    r"\b[ .,]*"
)
_FORMS: Final = (
    re.compile(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4}|'?\d{2})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})e?[ .\-]*(?P<n>[a-z]{3,9})\.?[ ,\-]*(?P<y>\d{4}|'?\d{2})", re.ASCII),
)
_NO_YEAR: Final = (
    re.compile(r"(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})e?[ .\-]*(?P<n>[a-z]{3,9})\.?", re.ASCII),
)
DATE_WANTED: Final = Text("een datum, bijvoorbeeld 24-12-2026", "a date, such as 24-12-2026")
PERIODS_WANTED: Final = Text(
    "dagen of periodes, bijvoorbeeld 24-12-2026 t/m 03-01-2027; 6 jan 2027",
    "days or periods, such as 24-12-2026 t/m 03-01-2027; 6 jan 2027",
)
TIME_WANTED: Final = Text("een tijd, bijvoorbeeld 13:00", "a time, such as 13:00")
_TO: Final = re.compile(r"\s*(?:\bt/m\b|\btm\b|\btot en met\b|\btot\b|\buntil\b|–|—|\s-\s)\s*")


def read_date(cell: Cell) -> date:
    """A real Excel date, or one of the ways in which people type one; a time of day is left out."""
    if isinstance(cell.value, datetime):
        return _plausible(cell.value.date())
    if isinstance(cell.value, int) and 36_526 <= cell.value <= 65_745:
        guess = date.fromordinal(date(1899, 12, 30).toordinal() + cell.value)
        raise Unreadable("date_as_number", DATE_WANTED, f"{guess:%d-%m-%Y}")
    if not isinstance(cell.value, str):
        raise Unreadable("date", DATE_WANTED)
    return typed_date(_CLOCK_BEHIND.sub("", cell.value))


_CLOCK_BEHIND: Final = re.compile(
    r"(?<=[0-9])(?:,?\s+(?:om\s+)?|[Tt])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?"
    r"(?:\s*(?:uur|[AaPp]\.?[Mm]\.?))?\s*$"
)


def typed_date(text: str, year: int | None = None) -> date:
    """``24-12-2026``, ``24 december '26``, ``24/12/26``, ``2026-12-24``.

    ``year`` is used where the text has none. Raises Unreadable.
    """
    plain = " ".join(re.sub(r"[\u2012-\u2015]", "-", text.casefold().replace("’", "'")).split())
    named = re.match(_WEEKDAY, plain)
    plain = re.sub(r"[t ]0?0:00(?::00)?$", "", plain[named.end() if named else 0 :])
    for form in _FORMS if year is None else (*_FORMS, *_NO_YEAR):
        found = form.fullmatch(plain)
        if found:
            parts = found.groupdict()
            month = _MONTHS.get(parts["n"], 0) if parts.get("n") else int(parts.get("m") or 0)
            if parts.get("n") and not month:
                break
            written = parts.get("y")
            wanted = int(written.lstrip("'")) if written else year or 0
            day = _existing(wanted if wanted > 99 else 2000 + wanted, month, int(parts["d"]))
            if (
                named
                and ("ma", "di", "wo", "do", "vr", "za", "zo")[day.weekday()] != named["w"][:2]
            ):
                weekday = Weekday(day.weekday()).full
                raise Unreadable(
                    "other_weekday",
                    DATE_WANTED
                    + Text(
                        f"; {day:%d-%m-%Y} is een {weekday.nl}",
                        f"; {day:%d-%m-%Y} is a {weekday.en}",
                    ),
                )
            return day
    raise Unreadable("date", DATE_WANTED)


def _existing(year: int, month: int, day: int) -> date:
    try:
        return _plausible(date(year, month, day))
    except ValueError:
        swapped = f"{month:02d}-{day:02d}-{year}" if day <= 12 < month <= 31 else ""
        raise Unreadable(
            "date_missing",
            DATE_WANTED + Text(" (deze dag bestaat niet)", " (this day does not exist)"),
            swapped,
        ) from None


def _plausible(day: date) -> date:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise Unreadable(
            "date_range",
            DATE_WANTED
            + Text(
                f" (jaar {EARLIEST_YEAR} tot {LATEST_YEAR})",
                f" (year {EARLIEST_YEAR} to {LATEST_YEAR})",
            ),
        )
    return day


def read_periods(cell: Cell) -> tuple[Period, ...]:
    """``24-12-2026 t/m 03-01-2027; 6 jan 2027``, in order of time."""
    if not isinstance(cell.value, str):
        day = read_date(cell)
        return (Period(day, day),)
    if cell.value.strip().casefold() in ("geen", "nee", "-", "nvt", "n.v.t.", "none"):
        return ()
    periods = []
    said = re.sub(r"\([^()0-9]*\)", "", cell.value)  # what for, between brackets
    for piece in re.split(r"[;\n&+]|,(?![^(]*\))| en (?!met)", _shared_month(said)):
        plain = piece.strip()
        if _TO.search(plain.casefold()):  # "vanaf" without an end is no single day
            plain = re.sub(r"^(?:van|vanaf)\s+", "", plain, flags=re.IGNORECASE)
        if plain:
            periods.append(_period(plain))
    return tuple(sorted(set(periods)))


def _shared_month(text: str) -> str:
    """``24, 25 en 26 december 2026`` with the month and year behind every day."""
    days = re.compile(
        r"((?:\b\d{1,2}\s*(?:,|\ben\b|&)\s*)+)(\d{1,2})(\s+[a-z]{3,9}\.?\s+\d{4})\b", re.IGNORECASE
    )

    def whole(found: re.Match[str]) -> str:
        numbers = [*re.findall(r"\d{1,2}", found[1]), found[2]]
        return "; ".join(number + found[3] for number in numbers)

    return days.sub(whole, text)


def _period(text: str) -> Period:
    lowered = text.casefold()
    ends = _TO.split(lowered)
    try:
        if len(ends) == 1:
            day = typed_date(ends[0])
            return Period(day, day)
        if len(ends) == 2:
            last = typed_date(ends[1])
            first = (
                typed_date(ends[0], last.year)
                if not _day_only(ends[0])
                else last.replace(day=int(re.sub(r"\D", "", ends[0])))
            )
            if first > last and not re.search(r"\d{4}|'\d\d|[-/.]\d\d?[-/.]\d\d", ends[0]):
                first = first.replace(year=first.year - 1)
            if first > last:
                raise Unreadable(
                    "period_reversed",
                    PERIODS_WANTED
                    + Text(
                        " (het eind ligt voor het begin)", " (the end lies before the beginning)"
                    ),
                    f"{last:%d-%m-%Y} t/m {first:%d-%m-%Y}",
                )
            return Period(first, last)
    except ValueError:
        pass
    except Unreadable as wrong:
        if wrong.kind == "date":
            raise Unreadable("period", PERIODS_WANTED) from None
        raise
    raise Unreadable("period", PERIODS_WANTED)


def _day_only(text: str) -> bool:
    return bool(re.fullmatch(rf"(?:{_WEEKDAY})?\d{{1,2}}e?", text))


def read_time(cell: Cell) -> time:
    """``13:00``, ``13.00 uur``, ``13u30``, ``1300`` or a real Excel time."""
    if isinstance(cell.value, time):
        return cell.value.replace(second=0, microsecond=0)
    if isinstance(cell.value, int) and not isinstance(cell.value, bool) and 0 <= cell.value < 24:
        return time(cell.value)
    if isinstance(cell.value, float) and 0 <= cell.value < 24:
        # below 1 it is a part of the day, a time whose cell lost its format
        whole, base = (cell.value * 1440, 60) if cell.value < 1 else (cell.value * 100, 100)
        hours, minutes = divmod(round(whole), base)
        raise Unreadable("time", TIME_WANTED, f"{hours:02d}:{minutes:02d}" if minutes < 60 else "")
    if isinstance(cell.value, str):
        return typed_time(cell.value)
    raise Unreadable("time", TIME_WANTED)


def read_time_ranges(cell: Cell) -> tuple[tuple[time, time], ...]:
    """``14:00-14:30; 15.10 tot 15.20``, in order."""
    wanted = Text("tijden van en tot, zoals 14:00-14:30; 15:10-15:20",
                  "times from and until, like 14:00-14:30; 15:10-15:20")  # fmt: skip
    ranges = []
    for piece in re.split(r"[;\n]|\ben\b", cell.shown):
        if not piece.strip():
            continue
        found = re.fullmatch(r"\s*(?:van\s+)?(.+?)\s*(?:-|–|\btot\b|\bt/m\b)\s*(.+?)\s*", piece)
        try:
            first, last = (typed_time(found[1]), typed_time(found[2])) if found else (None, None)
        except Unreadable:
            first = last = None
        if first is None or last is None or last <= first:
            raise Unreadable("time_range", wanted)
        ranges.append((first, last))
    return tuple(sorted(ranges))


def typed_time(text: str) -> time:
    """A clock time in 24 hours; Unreadable for anything else."""
    plain = re.sub(r"\s*(?:uur|u|h)\.?$", "", text.strip().casefold())
    found = re.fullmatch(
        r"([0-9]{1,2})(?:\s?[:.uh,]\s?([0-9]{2})(?::00)?)?", plain
    ) or re.fullmatch(r"([0-9]{2})([0-9]{2})", plain)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Unreadable("time", TIME_WANTED)
    return time(int(found[1]), int(found[2] or 0))
