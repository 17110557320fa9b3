"""What sealing means: which input is frozen, and where the lottery's seed comes from."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from bureau.actions.order import people_first, remedy_now
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import Koppelronde, Sealed
from koppelronde.domain.steps import Do, Step

if TYPE_CHECKING:
    from bureau.store.handle import Store


def input_hash_of(ronde: Koppelronde) -> str:
    """The mark of everything that decides the matching; calls and withdrawals come after it.

    It is the same mark as the result file carries, so that anybody can see that the result was
    made from what was sealed.
    """
    from koppelronde.domain.facts import couple_facts
    from matching.proof.certificate import input_hash

    bare = replace(ronde, agreements=(), withdrawn=())
    return input_hash(couple_facts(bare), bare.procedure.goals, rules=rules_of(bare))


def rules_of(ronde: Koppelronde) -> tuple[str, ...]:
    """The names of the rules that the procedure applies."""
    return tuple(choice.name for choice in ronde.procedure.rules)


def new_seed() -> str:
    """A seed that nobody chose."""
    return secrets.token_hex(16)


def seal(store: Store, by: By, *, expect_version: int | None = None) -> Koppelronde:
    """Freeze the lists; the mark of all that decides the matching is in ``sealed`` of the answer.

    What was handed in up to the deadline is taken up first. A round that is sealed already comes
    back as it is. OutOfOrder while nobody takes part or a side has handed in no list at all.
    """
    from bureau.actions.taking_up import lists_up_to_date

    if store.load().sealed is not None:
        return store.load()
    ronde = lists_up_to_date(store, by, expect_version=expect_version)
    _nothing_to_seal(store, ronde)
    sealed = Sealed(input_hash_of(ronde))
    mark = sealed.input_hash
    what = Text(f"lijsten afgesloten, kenmerk {mark}", f"lists sealed, mark {mark}")
    return _keep(store, by, ronde, sealed, what, ronde.version)


def draw(
    store: Store, by: By, *, drawn: str = "", expect_version: int | None = None
) -> Koppelronde:
    """Fix the lottery of a sealed round, once: what was drawn outside, else the program draws.

    OutOfOrder before the lists are sealed, and once the lot is fixed.
    """
    ronde = store.load()
    if ronde.sealed is None:
        raise _not_sealed()
    if ronde.sealed.seed:
        raise OutOfOrder(
            Text(f"Het lot is al vastgelegd: {ronde.sealed.seed}",
                 f"The seed is already fixed: {ronde.sealed.seed}"),
            remedy_now(store, ronde),
        )  # fmt: skip
    sealed = replace(ronde.sealed, seed=drawn.strip() or new_seed())
    return _keep(store, by, ronde, sealed, Text("lot vastgelegd", "seed fixed"), expect_version)


def _keep(
    store: Store, by: By, ronde: Koppelronde, sealed: Sealed, what: Text, expect_version: int | None
) -> Koppelronde:
    store.copy_before("seal")
    version = ronde.version if expect_version is None else expect_version
    with store.transaction(
        expect_version=version, by=by, what=what,
        act=Act.SEALED if ronde.sealed is None else Act.DRAWN,
        subject=Subject(kind="seal", version=sealed.input_hash),
    ) as change:  # fmt: skip
        change.save(replace(ronde, sealed=sealed))
    return store.load()


def _nothing_to_seal(store: Store, ronde: Koppelronde) -> None:
    people_first(ronde)
    if not ronde.lists_aios or not ronde.lists_hao:
        raise OutOfOrder(
            Text(
                f"Lijsten van aios: {len(ronde.lists_aios)}, van HAO's: {len(ronde.lists_hao)}. "
                "Er valt nog niets af te sluiten.",
                f"Lists of trainees: {len(ronde.lists_aios)}, of trainers: "
                f"{len(ronde.lists_hao)}. There is nothing to seal yet.",
            ),
            remedy_now(store, ronde),
        )


def _not_sealed() -> OutOfOrder:
    return OutOfOrder(
        Text("De lijsten zijn nog niet afgesloten.", "The lists are not yet sealed."),
        Text("Doe eerst  ", "First  ")
        + Step(Do.SEAL).said
        + Text(" ; een proef kan altijd:  ", " ; a trial is always possible:  ")
        + Step(Do.TRY_MATCH).said,
    )


def seed_for(ronde: Koppelronde, *, trial: bool) -> str:
    """The seed to match with: for a trial any time, else only the sealed one."""
    if trial:
        return f"proef {ronde.name}"
    if ronde.sealed is None:
        raise _not_sealed()
    if not ronde.sealed.seed:
        raise OutOfOrder(
            Text("Het lot is nog niet vastgelegd.", "The seed is not yet fixed."),
            Text("Doe eerst:  ", "First:  ") + Step(Do.DRAW).said,
        )
    check_seal(ronde)
    return ronde.sealed.seed


def check_seal(ronde: Koppelronde) -> None:
    """OutOfOrder when the input is no longer what was sealed."""
    if ronde.sealed is not None and input_hash_of(ronde) != ronde.sealed.input_hash:
        raise OutOfOrder(
            Text(
                "De invoer is niet meer wat is afgesloten; er wordt niets veranderd.",
                "The input is no longer what was sealed; nothing is changed.",
            ),
            Text(
                "Moet het toch, verbreek dan de verzegeling:  ", "If it must be, break the seal:  "
            )
            + Step(Do.BREAK_SEAL).said,
        )


def break_seal(
    store: Store, by: By, *, reason: str, expect_version: int | None = None
) -> Koppelronde:
    """Open the lists again; the seed is void, and the journal keeps the reason.

    What was agreed by telephone or by hand is a promise to people and stands in the next matching
    too (``agreements`` of the round that is returned). OutOfOrder where nothing is sealed, no
    reason is given, or the result was announced.
    """
    from bureau.actions.kept import load_documents

    ronde = store.load()
    if ronde.sealed is None:
        raise OutOfOrder(Text("De lijsten zijn niet afgesloten.", "The lists are not sealed."))
    if not reason.strip():
        raise OutOfOrder(Text("Geef een reden.", "Give a reason."))
    documents = load_documents(store, ronde)
    if documents.announced or documents.announced_before:
        raise OutOfOrder(
            Text("De uitslag is al bekendgemaakt.", "The result is already announced."),
            Text("Wat openblijft, regelt u met:  ", "Settle what stays open with:  ")
            + Step(Do.SETTLE).said,
        )
    store.copy_before("seal-break")
    with store.transaction(
        expect_version=ronde.version if expect_version is None else expect_version,
        by=by, reason=reason, act=Act.UNSEALED,
        subject=Subject(kind="seal", version=ronde.sealed.input_hash),
        what=Text("verzegeling verbroken", "seal broken"),
    ) as change:  # fmt: skip
        change.save(replace(ronde, sealed=None))
    return store.load()
