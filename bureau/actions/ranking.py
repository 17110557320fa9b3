"""What somebody ranks: whom, what they drafted and handed in, and every move in it.

An order is a tuple of groups, first choice first; who is in one group shares its place. Whoever is
in no group stands in the last shared place, behind all others (rule 6: a short list does not pay).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bureau.actions.handing_in import window_of
from bureau.inbox.drafts import draft, save_draft
from bureau.inbox.hand_ins import counting, hand_ins_of
from bureau.inbox.handle import Inbox
from bureau.inbox.records import DraftRecord, HandInRecord, Part
from koppelronde.domain.facts import met_couples
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.rules import refusal
from koppelronde.procedure.windows import Window

Order = tuple[tuple[str, ...], ...]


class ListState(StrEnum):
    """Where somebody's list stands, in the words of the page."""

    EMPTY = "empty"
    DRAFT = "draft"
    HANDED_IN = "handed_in"
    CHANGED_SINCE = "changed_since"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """One person's list as it stands; ``people`` is everybody whom they may place."""

    code: str
    part: Part
    people: tuple[str, ...]
    order: Order
    draft: DraftRecord
    hand_ins: tuple[HandInRecord, ...]
    window: Window
    sealed: bool

    @property
    def placed(self) -> frozenset[str]:
        """Whoever has a place of their own."""
        return frozenset(code for group in self.order for code in group)

    @property
    def rest(self) -> tuple[str, ...]:
        """Whoever shares the last place."""
        return tuple(code for code in self.people if code not in self.placed)

    @property
    def counts(self) -> HandInRecord | None:
        """The hand-in that counts; None as long as there is none."""
        return counting(self.hand_ins).get((self.code, self.part))

    @property
    def state(self) -> ListState:
        """Draft, handed in, changed since, or come in late."""
        if not self.hand_ins:
            return ListState.DRAFT if self.draft.revision else ListState.EMPTY
        last = self.hand_ins[-1]
        if order_of(last.content) != self.order:
            return ListState.CHANGED_SINCE
        return ListState.HANDED_IN if last.counts else ListState.LATE

    def may_change(self, moment: datetime) -> bool:
        """Whether the page is open for typing; afterwards a late list can still be sent."""
        return not self.sealed and not self.window.before(moment)


def ranking_of(inbox: Inbox, ronde: Koppelronde, code: str, part: Part) -> Ranking:
    """The list of that person: the draft, else what was handed in, else nobody placed."""
    people = people_to_rank(ronde, code, part)
    kept = draft(inbox, ronde.name, code, part)
    handed = hand_ins_of(inbox, ronde.name, code, part)
    content = kept.content if kept.revision else handed[-1].content if handed else None
    order = _only(order_of(content), people)
    return Ranking(
        code=code, part=part, people=people, order=order, draft=kept, hand_ins=handed,
        window=window_of(ronde, part), sealed=ronde.sealed is not None,
    )  # fmt: skip


def people_to_rank(ronde: Koppelronde, code: str, part: Part) -> tuple[str, ...]:
    """Beforehand everybody whom no rule forbids; afterwards whom somebody met, by name.

    As long as nothing is recorded of meetings, everybody whom no rule forbids.
    """
    others = _not_forbidden(ronde, code)
    if part is Part.LIST:
        met = {other for couple in met_couples(ronde) if code in couple for other in couple}
        others = [other for other in others if other in met] if met else others
    return tuple(sorted(others, key=lambda other: (ronde.name_of(other), other)))


def _not_forbidden(ronde: Koppelronde, code: str) -> list[str]:
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    mine = code in ronde.aios_by_code
    found = []
    for other in ronde.haos if mine else ronde.aios:
        aios, hao = (code, other.code) if mine else (other.code, code)
        veto = ronde.veto_by_couple.get((aios, hao))
        forbidden = refusal(rules, ronde.aios_by_code[aios], ronde.hao_by_code[hao], veto)
        if other.code not in ronde.withdrawn and forbidden is None:
            found.append(other.code)
    return found


def order_of(content: Any) -> Order:
    """The order in a draft or hand-in; nobody where there is none."""
    groups = content.get("groups", ()) if isinstance(content, dict) else ()
    return tuple(tuple(group) for group in groups if group)


def content_of(order: Order) -> dict[str, list[list[str]]]:
    """The order as it is drafted and handed in."""
    return {"groups": [list(group) for group in order]}


def save_order(
    inbox: Inbox, ronde: Koppelronde, asked: Ranking, order: Order, *, expect: int, by: str
) -> Ranking:
    """Keep the order as a draft over revision ``expect``; DraftChanged where it moved on."""
    right = _only(order, asked.people)
    kept = save_draft(
        inbox, ronde.name, asked.code, asked.part, content_of(right), expect=expect, by=by
    )
    return replace(asked, order=right, draft=kept)


def _only(order: Iterable[Iterable[str]], people: Iterable[str]) -> Order:
    """The groups without strangers, nobody twice, no empty group."""
    open_ones = set(people)
    made = []
    for group in order:
        kept = []
        for code in group:
            if code in open_ones:
                open_ones.remove(code)
                kept.append(code)
        if kept:
            made.append(tuple(kept))
    return tuple(made)


# ── moves, as buttons and keys make them ────────────────────────────────────────────────────


def _at(order: Order, code: str) -> int | None:
    return next((n for n, group in enumerate(order) if code in group), None)


def _without(order: Order, code: str) -> Order:
    return tuple(g for group in order if (g := tuple(c for c in group if c != code)))


def move_to(order: Order, code: str, place: int) -> Order:
    """Give that person a place of their own: the ``place``-th, counted from 1."""
    rest = _without(order, code)
    at = min(max(place - 1, 0), len(rest))
    return (*rest[:at], (code,), *rest[at:])


def move_up(order: Order, code: str) -> Order:
    """One place higher; out of a shared place first to a place of their own before it."""
    at = _at(order, code)
    if at is None:
        return order
    return move_to(order, code, at + 1 if len(order[at]) > 1 else max(at, 1))


def move_down(order: Order, code: str) -> Order:
    """One place lower; out of a shared place first to a place of their own behind it."""
    at = _at(order, code)
    if at is None:
        return order
    return move_to(order, code, at + 2)


def share_above(order: Order, code: str) -> Order:
    """Share the place of whoever stands just above."""
    at = _at(order, code)
    if not at or len(order[at]) > 1:
        return order
    return (*order[: at - 1], (*order[at - 1], code), *order[at + 1 :])


def place_last(order: Order, code: str) -> Order:
    """Behind everybody who has a place."""
    return move_to(order, code, len(order) + 1)


def take_off(order: Order, code: str) -> Order:
    """To the last shared place."""
    return _without(order, code)


MOVES: dict[str, Callable[[Order, str], Order]] = {
    "hoger": move_up,
    "lager": move_down,
    "samen": share_above,
    "erbij": place_last,
    "eraf": take_off,
}
"""What a button of the form does; its value is the person."""
