"""Paper for the carrousel and the visits: all of it, some kinds, or for one person.

Both functions give PDF files by name. A name holds a kind and a code, never a person's name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from carrousel.afternoon.person_day import DayBook
from carrousel.papers.rosters.conversation import conversation_card
from carrousel.papers.rosters.desk import attendance_list, badges, bell_schedule
from carrousel.papers.rosters.options import PaperOptions
from carrousel.papers.rosters.personal import cards_a5, rosters_a4
from carrousel.papers.rosters.signs import floor_overview, table_signs
from carrousel.papers.rosters.visits import visit_lists_of_aios, visit_lists_of_praktijk
from carrousel.papers.rosters.wall_chart import wall_chart
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.file_names import file_stem
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde

__all__ = [
    "CarrouselPaper",
    "PaperOptions",
    "VisitPaper",
    "carrousel_papers",
    "new_cards",
    "visit_papers",
]


class CarrouselPaper(StrEnum):
    """What can be printed for the carrousel: the words of ``--only``."""

    ROSTERS = "rosters"
    CARDS = "cards"
    SIGNS = "signs"
    WALL = "wall"
    ATTENDANCE = "attendance"
    BADGES = "badges"
    BELL = "bell"
    FLOOR = "floor"
    CONVERSATION = "conversation"


class VisitPaper(StrEnum):
    """What can be printed for the visits."""

    AIOS = "aios"
    PRAKTIJKEN = "praktijken"


def carrousel_papers(
    ronde: Koppelronde, timetable: Timetable, lang: Lang = "nl", *,
    only: Collection[CarrouselPaper] | None = None, for_code: str | None = None,
    short_hash: str = "", trial: bool = False,
) -> Mapping[str, bytes]:  # fmt: skip
    """The papers of the carrousel, as PDF by file name.

    ``only`` names the kinds (default all). With ``for_code`` only what that person takes along:
    a roster on A4 and a card, unless ``only`` asks for something else of theirs (badge, sign).
    WrongUse for a code that is not in the timetable.
    """
    book = DayBook(ronde, timetable)
    options = PaperOptions(lang=lang, short_hash=short_hash, trial=trial)
    if for_code is not None:
        return _for_one(book, for_code, options, only)
    kinds = set(CarrouselPaper) if only is None else set(only)
    papers: dict[str, bytes] = {}
    if CarrouselPaper.ROSTERS in kinds:
        for side in Side:
            codes = book.people_of(side)
            if codes:
                papers[_name(f"roosters-{side}", f"rosters-{side}", lang)] = rosters_a4(
                    book, codes, options
                )
    if CarrouselPaper.CARDS in kinds and book.people:
        papers[_name("kaarten-a5", "cards-a5", lang)] = cards_a5(book, book.people, options)
    if CarrouselPaper.SIGNS in kinds and book.table:
        signs = table_signs(book, sorted(book.table), options)
        papers[_name("tafelborden", "table-signs", lang)] = signs
    if CarrouselPaper.WALL in kinds:
        papers[_name("wandkaart-a3", "wall-chart-a3", lang)] = wall_chart(book, options)
    if CarrouselPaper.ATTENDANCE in kinds and book.people:
        papers[_name("presentielijst", "attendance", lang)] = attendance_list(book, options)
    if CarrouselPaper.BADGES in kinds and book.people:
        papers[_name("badges", "badges", lang)] = badges(book, book.people, options)
    if CarrouselPaper.BELL in kinds:
        papers[_name("belschema", "bell-schedule", lang)] = bell_schedule(book, options)
    if CarrouselPaper.FLOOR in kinds and book.table:
        papers[_name("tafels-per-zaal", "tables-per-room", lang)] = floor_overview(book, options)
    if CarrouselPaper.CONVERSATION in kinds and ronde.procedure.conversation:
        card = conversation_card(ronde, timetable.version, timetable.made_at, options)
        papers[_name("gesprekskaart", "conversation-card", lang)] = card
    return papers


def new_cards(
    ronde: Koppelronde, timetable: Timetable, codes: Collection[str], lang: Lang = "nl"
) -> Mapping[str, bytes]:
    """Cards of A5 for these people, two on a sheet; nothing for nobody."""
    book = DayBook(ronde, timetable)
    mine = [code for code in book.people if code in codes]
    if not mine:
        return {}
    return {_name("kaarten-a5", "cards-a5", lang): cards_a5(book, mine, PaperOptions(lang=lang))}


def _for_one(
    book: DayBook, code: str, options: PaperOptions, only: Collection[CarrouselPaper] | None
) -> Mapping[str, bytes]:
    if code not in book.people:
        raise WrongUse(
            Text(f"{code} staat niet in het rooster van de carrousel.",
                 f"{code} is not in the timetable of the carousel.")
        )  # fmt: skip
    stem = file_stem(code)
    kinds = {CarrouselPaper.ROSTERS, CarrouselPaper.CARDS} if only is None else set(only)
    papers: dict[str, bytes] = {}
    if CarrouselPaper.ROSTERS in kinds:
        papers[_name(f"rooster-{stem}", f"roster-{stem}", options.lang)] = rosters_a4(
            book, [code], options
        )
    if CarrouselPaper.CARDS in kinds:
        papers[_name(f"kaart-{stem}", f"card-{stem}", options.lang)] = cards_a5(
            book, [code], options
        )
    if CarrouselPaper.BADGES in kinds:
        papers[f"badge-{stem}.pdf"] = badges(book, (code,), options)
    if CarrouselPaper.SIGNS in kinds and code in book.home:
        sign = table_signs(book, [book.home[code]], options)
        papers[_name(f"tafelbord-{stem}", f"table-sign-{stem}", options.lang)] = sign
    return papers


def visit_papers(
    ronde: Koppelronde, calendar: VisitCalendar, lang: Lang = "nl", *,
    only: Collection[VisitPaper] | None = None, for_code: str | None = None,
    short_hash: str = "", trial: bool = False,
) -> Mapping[str, bytes]:  # fmt: skip
    """The visit lists, as PDF by file name: all AIOS, all practices, or one of either.

    ``for_code`` may be an AIOS, a practice, or an HAO (whose practice it then is). WrongUse for
    a code that this round does not have.
    """
    options = PaperOptions(lang=lang, short_hash=short_hash, trial=trial)
    visitors = sorted({v.aios for v in calendar.visits} | {a for a, _ in calendar.without_moment})
    hosts = sorted({v.praktijk for v in calendar.visits} | {p for _, p in calendar.without_moment})
    suffix = ""
    if for_code is not None:
        hao = ronde.hao_by_code.get(for_code)
        code = hao.praktijk if hao is not None else for_code
        visitors = [code] if code in ronde.aios_by_code else []
        hosts = [code] if code in ronde.praktijk_by_code else []
        suffix = f"-{file_stem(code)}"
        if not visitors and not hosts:
            raise WrongUse(
                Text(f"{for_code} is geen aios, opleider of praktijk van deze ronde.",
                     f"{for_code} is not a trainee, trainer or practice of this round.")
            )  # fmt: skip
    kinds = set(VisitPaper) if only is None else set(only)
    papers: dict[str, bytes] = {}
    if VisitPaper.AIOS in kinds and visitors:
        name = _name("bezoeken" + (suffix or "-aios"), "visits" + (suffix or "-aios"), lang)
        papers[name] = visit_lists_of_aios(ronde, calendar, visitors, options)
    if VisitPaper.PRAKTIJKEN in kinds and hosts:
        name = _name("bezoeken" + (suffix or "-praktijken"),
                     "visits" + (suffix or "-practices"), lang)  # fmt: skip
        papers[name] = visit_lists_of_praktijk(ronde, calendar, hosts, options)
    return papers


def _name(nl: str, en: str, lang: Lang) -> str:
    return f"{Text(nl, en).say(lang)}.pdf"
