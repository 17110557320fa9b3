"""Taking up: what people handed in becomes the lists of the round; in one step, as often as asked.

For each person and part the last hand-in that counts replaces what the round has. Nothing else of
the round changes, and where nothing differs nothing is saved, so it can run whenever somebody
needs the lists: status, checking, a trial, sealing, and after undoing or restoring. The journal
entry is of a kind of its own, which undo passes by: no step back of the office loses a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bureau.actions.handing_in import named_in
from bureau.actions.loading import load_round
from bureau.inbox.hand_ins import counting, hand_ins_of_round
from bureau.inbox.handle import Inbox
from bureau.inbox.opening import inbox_of
from bureau.inbox.records import HandInRecord, Part
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act
from koppelronde.domain.counted import counted
from koppelronde.domain.language import Text
from koppelronde.domain.lists import TieReading, Veto, VetoGround, Voorkeurslijst, list_of_ranks
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde, VisitWish

if TYPE_CHECKING:
    from bureau.store.handle import Store

_HAND_INS: Final = (Text("inzending", "hand-in"), Text("inzendingen", "hand-ins"))


@dataclass(frozen=True, slots=True)
class TakenUp:
    """The round afterwards, and which hand-ins changed it."""

    ronde: Koppelronde
    changed: tuple[HandInRecord, ...]


def take_up(store: Store, inbox: Inbox | None, by: By, *, name: str | None = None) -> TakenUp:
    """Bring the lists of the round up to what was handed in; nothing once it is sealed.

    SavedMeanwhile where somebody saves in this very moment; then nothing was changed, and it can
    be done again.
    """
    ronde = store.load(name)
    if inbox is None or ronde.sealed is not None:
        return TakenUp(ronde, ())
    after, changed = with_hand_ins(ronde, hand_ins_of_round(inbox, ronde.name))
    if not changed:
        return TakenUp(ronde, ())
    what = counted(len(changed), _HAND_INS, "{} overgenomen", "{} taken up")
    with store.transaction(
        by=by, what=what, name=ronde.name, expect_version=ronde.version, act=Act.TAKEN_UP
    ) as change:
        change.save(after)
    return TakenUp(change.ronde, changed)


def lists_up_to_date(store: Store, by: By, *, expect_version: int | None = None) -> Koppelronde:
    """The current round with everything that was handed in; for acts that need the lists.

    SavedMeanwhile where the round is not at the version that was seen. Go on with the version of
    what is returned: taking up is nobody's change that an act could overlook.
    """
    from bureau.actions.meeting.own_visits import take_up_visits

    load_round(store, expect_version)
    with inbox_of(store) as inbox:
        ronde = take_up(store, inbox, by).ronde
        if inbox is None or ronde.sealed is not None:
            return ronde
        return take_up_visits(store, inbox, by)


def with_hand_ins(
    ronde: Koppelronde, hand_ins: Iterable[HandInRecord]
) -> tuple[Koppelronde, tuple[HandInRecord, ...]]:
    """The round with these hand-ins in it, and which of them changed something.

    Whoever left the round, and whom a list names that left it, is passed over.
    """
    changed: list[HandInRecord] = []
    for one in sorted(counting(hand_ins).values(), key=lambda h: h.number):
        if ronde.person(one.code) is None or named_in(one.part, one.content) is None:
            continue
        after = _TAKE[one.part](ronde, one)
        if after != ronde:
            ronde, changed = after, [*changed, one]
    return ronde, tuple(changed)


def list_of_groups(
    owner: str, side: Side, groups: Iterable[Iterable[str]], ties: TieReading
) -> Voorkeurslijst:
    """A list from groups, first choice first; who is in one group shares its rank."""
    ranks: dict[str, int] = {}
    level = 0
    for group in groups:
        members = list(group)
        level += 1 if members else 0
        rank = len(ranks) + 1 if ties is TieReading.COMPETITION else level
        ranks |= dict.fromkeys(members, rank)
    return list_of_ranks(owner, side, ranks)


def _side(ronde: Koppelronde, code: str) -> Side:
    return Side.AIOS if code in ronde.aios_by_code else Side.HAO


def _list(ronde: Koppelronde, one: HandInRecord) -> Voorkeurslijst:
    side = _side(ronde, one.code)
    known = ronde.hao_by_code if side is Side.AIOS else ronde.aios_by_code
    groups = [[code for code in group if code in known] for group in one.content["groups"]]
    return list_of_groups(one.code, side, groups, ronde.procedure.ties)


def _in_place(lists: tuple[Voorkeurslijst, ...], new: Voorkeurslijst) -> tuple[Any, ...]:
    others = [each for each in lists if each.owner != new.owner]
    return tuple(sorted([*others, new], key=lambda each: each.owner))


def _take_list_before(ronde: Koppelronde, one: HandInRecord) -> Koppelronde:
    return replace(ronde, lists_before=_in_place(ronde.lists_before, _list(ronde, one)))


def _take_list(ronde: Koppelronde, one: HandInRecord) -> Koppelronde:
    new = _list(ronde, one)
    if new.side is Side.AIOS:
        return replace(ronde, lists_aios=_in_place(ronde.lists_aios, new))
    return replace(ronde, lists_hao=_in_place(ronde.lists_hao, new))


def _take_vetoes(ronde: Koppelronde, one: HandInRecord) -> Koppelronde:
    """This person's vetoes are those handed in; a couple that others vetoed stays as it was."""
    others = [veto for veto in ronde.vetoes if veto.by != one.code]
    taken = {(veto.aios, veto.hao) for veto in others}
    for row in one.content["vetoes"]:
        mine = _side(ronde, one.code) is Side.AIOS
        aios, hao = (one.code, row["about"]) if mine else (row["about"], one.code)
        known = aios in ronde.aios_by_code and hao in ronde.hao_by_code
        if known and (aios, hao) not in taken:
            taken.add((aios, hao))
            others.append(Veto(aios, hao, VetoGround(row["ground"]), one.code))
    return replace(ronde, vetoes=tuple(sorted(others)))


def _take_wishes(ronde: Koppelronde, one: HandInRecord) -> Koppelronde:
    """An aios wishes practices; an opleider wishes aios for the own practice."""
    side, order = _side(ronde, one.code), one.content["order"]
    if side is Side.AIOS:
        mine = [VisitWish(one.code, praktijk, rank) for rank, praktijk in enumerate(order, 1)]
        others = [w for w in ronde.visit_wishes if w.by is not side or w.aios != one.code]
    else:
        praktijk = ronde.hao_by_code[one.code].praktijk
        mine = [VisitWish(aios, praktijk, rank, side) for rank, aios in enumerate(order, 1)]
        others = [w for w in ronde.visit_wishes if w.by is not side or w.praktijk != praktijk]
    known = [
        w for w in mine if w.aios in ronde.aios_by_code and w.praktijk in ronde.praktijk_by_code
    ]
    return replace(ronde, visit_wishes=tuple(sorted([*others, *known])))


_TAKE: Final = {
    Part.LIST_BEFORE: _take_list_before,
    Part.LIST: _take_list,
    Part.VETO: _take_vetoes,
    Part.VISIT_WISHES: _take_wishes,
}
