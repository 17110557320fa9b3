"""What somebody can do next, as data: each door words it (a command, or a button).

A step may stand inside a sentence. There it is a mark between two private characters
(:meth:`Step.said`), which the door replaces by its own words (:func:`word_steps`), so that no
sentence below the doors says how the command line is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from koppelronde.domain.language import Text, same

_OPEN, _BETWEEN, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK: Final = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")


class Do(StrEnum):
    """The acts that a sentence may point to."""

    BEGIN = "begin"
    BEGIN_FOR_EXAMPLE = "begin_for_example"
    BEGIN_ANOTHER = "begin_another"
    PROCEDURES = "procedures"
    ROUNDS = "rounds"
    USE_ROUND = "use_round"
    READ_PEOPLE = "read_people"
    READ_PEOPLE_TOO = "read_people_too"
    READ_LISTS_BEFORE = "read_lists_before"
    READ_WISHES = "read_wishes"
    READ_OUTCOMES = "read_outcomes"
    READ_LISTS = "read_lists"
    SELECT = "select"
    INVITE_ALSO = "invite_also"
    SHORTLIST = "shortlist"
    CARROUSEL = "carrousel"
    PLAN_CARROUSEL = "plan_carrousel"
    PLAN_CARROUSEL_AFRESH = "plan_carrousel_afresh"
    ADJUST_CARROUSEL = "adjust_carrousel"
    PRINT_CARROUSEL = "print_carrousel"
    VISITS = "visits"
    PLAN_VISITS = "plan_visits"
    HAND_OUT_VISITS = "hand_out_visits"
    SEAL = "seal"
    DRAW = "draw"
    LET_DRAW = "let_draw"
    BREAK_SEAL = "break_seal"
    MATCH = "match"
    TRY_MATCH = "try_match"
    CALLS = "calls"
    LIST_CALLS = "list_calls"
    NAME_THE_OTHER = "name_the_other"
    RECORD_CALL = "record_call"
    RESULTS = "results"
    ANNOUNCE = "announce"
    MAIL_RESULT = "mail_result"
    MAIL_RESULT_CHANGED = "mail_result_changed"
    SETTLE = "settle"
    LIST_OPEN = "list_open"
    REPLAN_VISITS = "replan_visits"
    ANNOUNCE_DESPITE = "announce_despite"
    SEE_COPIES = "see_copies"
    LIST_COPIES = "list_copies"
    SETTLE_WITHDRAW = "settle_withdraw"


@dataclass(frozen=True, slots=True)
class Step:
    """One act and what it is about: codes, names, or nothing."""

    do: Do
    args: tuple[str, ...] = ()

    @property
    def said(self) -> Text:
        """The step as a part of a sentence, until a door words it."""
        return same(_OPEN + _BETWEEN.join((self.do.value, *self.args)) + _CLOSE)


def word_steps(sentence: str, words: Callable[[Step], str]) -> str:
    """The sentence with each step in it worded by a door; without steps the sentence itself."""
    if _OPEN not in sentence:
        return sentence

    def worded(match: re.Match[str]) -> str:
        do, *args = match[1].split(_BETWEEN)
        return words(Step(Do(do), tuple(args)))

    return _MARK.sub(worded, sentence)
