"""Europe/Amsterdam as every calendar program understands it: two rules, no list of dates.

A list of dates (RDATE), as libraries write it, is ignored by Outlook and cut short by others, so
that summer visits come out an hour wrong. RFC 5545, 3.6.5.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from koppelronde.domain.times import AMSTERDAM

TZID: Final = "Europe/Amsterdam"
VTIMEZONE: Final = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def is_plain(moment: datetime) -> bool:
    """Whether the wall clock says this moment and no other.

    Not so in the hour that comes twice in October, nor in the one that March skips.
    """
    naive = moment.astimezone(AMSTERDAM).replace(tzinfo=None)
    return (
        naive.replace(tzinfo=AMSTERDAM, fold=0).utcoffset()
        == naive.replace(tzinfo=AMSTERDAM, fold=1).utcoffset()
    )


def written(begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Both as local time, or both in UTC where the wall clock alone would be ambiguous."""
    if is_plain(begin) and is_plain(end):
        return begin.astimezone(AMSTERDAM), end.astimezone(AMSTERDAM)
    return begin.astimezone(UTC), end.astimezone(UTC)
