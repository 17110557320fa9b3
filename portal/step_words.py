"""Each step as the portal words it: the page where it is done."""

from __future__ import annotations

from typing import Final

from koppelronde.domain.language import Lang, Text
from koppelronde.domain.steps import Do, Step

PAGES: Final[dict[str, tuple[Text, frozenset[Do]]]] = {
    "intake": (
        Text("Inlezen", "Reading in"),
        frozenset({Do.BEGIN, Do.BEGIN_FOR_EXAMPLE, Do.BEGIN_ANOTHER, Do.READ_PEOPLE,
                   Do.READ_PEOPLE_TOO, Do.READ_LISTS_BEFORE, Do.READ_WISHES, Do.READ_OUTCOMES,
                   Do.READ_LISTS}),
    ),
    "seal": (Text("Sluiten en loten", "Closing and drawing"),
             frozenset({Do.SEAL, Do.DRAW, Do.BREAK_SEAL})),
    "match": (Text("Koppelen", "Matching"), frozenset({Do.MATCH, Do.TRY_MATCH})),
    "calls": (Text("Bellijst", "Call list"),
              frozenset({Do.CALLS, Do.LIST_CALLS, Do.RECORD_CALL, Do.NAME_THE_OTHER})),
    "announce": (Text("Bekendmaken", "Announcing"),
                 frozenset({Do.RESULTS, Do.ANNOUNCE, Do.ANNOUNCE_DESPITE})),
    "settle": (Text("Regelen", "Placing by hand"),
               frozenset({Do.SETTLE, Do.LIST_OPEN, Do.SETTLE_WITHDRAW})),
    "afternoon": (Text("Carrousel", "Carousel"),
                  frozenset({Do.CARROUSEL, Do.PLAN_CARROUSEL, Do.PLAN_CARROUSEL_AFRESH,
                             Do.ADJUST_CARROUSEL, Do.PRINT_CARROUSEL})),
    "visit_plan": (Text("Bezoeken", "Visits"),
               frozenset({Do.VISITS, Do.PLAN_VISITS, Do.HAND_OUT_VISITS, Do.REPLAN_VISITS})),
    "candidates": (Text("Kandidaten", "Candidates"),
                   frozenset({Do.SELECT, Do.INVITE_ALSO, Do.SHORTLIST})),
    "letters": (Text("Berichten", "Messages"),
                frozenset({Do.MAIL_RESULT, Do.MAIL_RESULT_CHANGED})),
    "journal": (Text("Logboek", "Journal"),
                frozenset({Do.SEE_COPIES, Do.LIST_COPIES, Do.ROUNDS, Do.USE_ROUND,
                           Do.PROCEDURES})),
}  # fmt: skip
"""The page of every step, by the name of its address."""

_PAGE_OF: Final = {do: route for route, (_, dos) in PAGES.items() for do in dos}


def route_of(step: Step) -> str:
    """The name of the address where that step is done; empty where a page is still missing."""
    return _PAGE_OF.get(step.do, "")


def words_of(step: Step, lang: Lang) -> str:
    """The title of that page."""
    route = route_of(step)
    return PAGES[route][0].say(lang) if route else step.do.value
