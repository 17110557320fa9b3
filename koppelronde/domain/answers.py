"""What was settled after the lists were sealed: told apart from the sealed input.

A result after telephone calls is made from both. Each answer names the entry of the journal in
which it stands, so that whoever checks a result can look up who gave it, when and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from koppelronde.domain.ronde import Agreement, AgreementKind, Koppelronde


class AnswerKind(StrEnum):
    """What was settled about a couple, or about one person."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    PLACED = "placed"
    VETO = "veto"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, order=True)
class Answer:
    """One answer. ``number`` is its entry in the journal; ``second`` is empty for a withdrawal."""

    number: int
    kind: AnswerKind
    first: str
    second: str = ""

    @property
    def about(self) -> tuple[str, str]:
        """The couple, or the person and nobody."""
        return (self.first, self.second)


def answers_since(
    ronde: Koppelronde, known: Iterable[Answer], number: int, by_hand: frozenset[tuple[str, str]]
) -> tuple[Answer, ...]:
    """What holds now and did not hold when the lists were sealed, in the order of the journal.

    ``known`` are the answers of before; what is new gets that ``number``. ``by_hand`` are couples
    that are being placed by hand, and not agreed by telephone.
    """
    before: Mapping[tuple[str, str], Answer] = {answer.about: answer for answer in known}
    found = []
    for about, kind in _changed(ronde, by_hand).items():
        old = before.get(about)
        same = old is not None and _same(old.kind, kind)
        found.append(old if old is not None and same else Answer(number, kind, *about))
    return tuple(sorted(found))


def _changed(
    ronde: Koppelronde, by_hand: frozenset[tuple[str, str]]
) -> dict[tuple[str, str], AnswerKind]:
    sealed = ronde.sealed
    agreed = () if sealed is None else sealed.agreements
    gone = () if sealed is None else sealed.withdrawn
    then = {(a.aios, a.hao): a.kind for a in agreed}
    changed = {
        (a.aios, a.hao): _kind(a, by_hand)
        for a in ronde.agreements
        if then.get((a.aios, a.hao)) is not a.kind
    }
    return changed | {(code, ""): AnswerKind.WITHDRAWN for code in {*ronde.withdrawn} - {*gone}}


def _kind(made: Agreement, by_hand: frozenset[tuple[str, str]]) -> AnswerKind:
    if made.kind is AgreementKind.OUT:
        return AnswerKind.VETO if made.ground else AnswerKind.REFUSED
    return AnswerKind.PLACED if (made.aios, made.hao) in by_hand else AnswerKind.ACCEPTED


def _same(old: AnswerKind, new: AnswerKind) -> bool:
    """A couple that was placed by hand stays so; a telephone call does not tell otherwise."""
    fixed = {AnswerKind.ACCEPTED, AnswerKind.PLACED}
    return old is new or {old, new} <= fixed
