"""The plan of the afternoon opened at a turn or a person, and its kinds of paper by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.actions.papers import Papers
from koppelronde.domain.acting import By
from koppelronde.domain.language import Lang
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.ronde import Koppelronde

if TYPE_CHECKING:
    from bureau.store.handle import Store
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


def visit_files(store: Store, by: By, *, changes_only: bool, lang: Lang) -> Papers:
    """The calendars as files, all or what changed since they were handed out, and the lists."""
    from dataclasses import replace

    from bureau.actions.meeting.visits import make_visit_calendars, make_visit_lists
    from carrousel.calendars import Form

    made = make_visit_calendars(store, by, form=Form.FILE, changes_only=changes_only, lang=lang)
    lists = {} if changes_only else make_visit_lists(store, by, lang=lang).files
    return replace(made.papers, files={**made.papers.files, **lists})
