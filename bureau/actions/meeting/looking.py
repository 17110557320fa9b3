"""The plan of the afternoon opened at a turn or a person, and its kinds of paper by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koppelronde.domain.outcome_carrousel import Timetable
from koppelronde.domain.ronde import Koppelronde

if TYPE_CHECKING:
    from carrousel.afternoon.person_day import DayBook
    from carrousel.papers.rosters import CarrouselPaper


def open_book(ronde: Koppelronde, timetable: Timetable) -> DayBook:
    """The book that papers, calendars and the bell read too."""
    from carrousel.afternoon.person_day import DayBook

    return DayBook(ronde, timetable)


def kind_of_paper(word: str) -> tuple[CarrouselPaper, ...]:
    """The kind of that name; none for an unknown one, which means all of them."""
    from carrousel.papers.rosters import CarrouselPaper

    return (CarrouselPaper(word),) if word in set(CarrouselPaper) else ()
