"""What was sealed and what was settled since, told apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bureau.actions.kept import ANSWERS, newest
from bureau.actions.kept_records import Answers
from koppelronde.domain.answers import Answer, answers_since
from koppelronde.domain.errors import SavedMeanwhile
from koppelronde.domain.facts import Facts, couple_facts
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.store.change import Change
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde


def as_sealed(ronde: Koppelronde) -> Koppelronde:
    """The round with the agreements and withdrawals that it had when it was sealed."""
    if ronde.sealed is None:
        return ronde
    return replace(ronde, agreements=ronde.sealed.agreements, withdrawn=ronde.sealed.withdrawn)


def facts_now(ronde: Koppelronde) -> Facts:
    """The facts of the round now, with no figure that was not sealed.

    A couple that is fixed by hand and could not be made by the sealed lists stands fast; it counts
    as placed and in no other goal.
    """
    now = couple_facts(ronde)
    if ronde.sealed is None:
        return now
    known = {(c.aios, c.hao) for c in couple_facts(as_sealed(ronde)).couples}
    return replace(now, couples=tuple(c for c in now.couples if (c.aios, c.hao) in known))


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled since the seal; what is new names entry ``entry`` of the journal."""

    answers: tuple[Answer, ...]
    entry: int


def settled_since(
    store: Store, after: Koppelronde, *, by_hand: frozenset[tuple[str, str]] = frozenset()
) -> Settled:
    """What was settled since the seal, with what is being settled now in ``after``.

    ``by_hand`` are the couples that are being placed by hand.
    """
    entries = store.journal()
    entry = entries[-1].number + 1 if entries else 1
    if after.sealed is None:
        return Settled((), entry)
    found = newest(store, ANSWERS, Answers)
    known = () if found is None or found.mark != after.sealed.input_hash else found.entries
    return Settled(answers_since(after, known, entry, by_hand), entry)


def put_answers(change: Change, after: Koppelronde, settled: Settled) -> None:
    """Keep the answers in the entry that they name; SavedMeanwhile where another came first."""
    if after.sealed is None:
        return
    new = any(answer.number == settled.entry for answer in settled.answers)
    if new and change.number != settled.entry:
        raise SavedMeanwhile(
            Text("Er is intussen iets anders vastgelegd. Er is niets overschreven.",
                 "Something else was written down meanwhile. Nothing was overwritten."),
            Text("Geef de opdracht opnieuw.", "Give the command again."),
        )  # fmt: skip
    change.put_document(ANSWERS, Answers(mark=after.sealed.input_hash, entries=settled.answers))
