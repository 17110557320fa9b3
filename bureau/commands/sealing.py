"""What sealing means: which input is frozen, and where the lottery's seed comes from."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bureau.commands.door.frame import Work
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import AgreementKind, Koppelronde

if TYPE_CHECKING:
    from bureau.store.opening import Store


_AGREED: Final = {
    AgreementKind.LOCKED: Text("staat vast", "is fixed"),
    AgreementKind.OUT: Text("kan niet meer", "is out"),
}


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


def seed_for(ronde: Koppelronde, *, trial: bool) -> str:
    """The seed to match with: for a trial any time, else only the sealed one."""
    if trial:
        return f"proef {ronde.name}"
    if ronde.sealed is None:
        raise OutOfOrder(
            Text("De lijsten zijn nog niet afgesloten.", "The lists are not yet sealed."),
            Text(
                "Doe eerst  koppel seal ; een proef kan altijd:  koppel match --trial",
                "First  koppel seal ; a trial is always possible:  koppel match --trial",
            ),
        )
    if not ronde.sealed.seed:
        raise OutOfOrder(
            Text("Het lot is nog niet vastgelegd.", "The seed is not yet fixed."),
            Text('Doe eerst:  koppel seal --seed "…"', 'First:  koppel seal --seed "…"'),
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
                'Moet het toch, verbreek dan de verzegeling:  koppel seal --break "reden"',
                'If it must be, break the seal:  koppel seal --break "reason"',
            ),
        )


def break_seal(work: Work, store: Store, ronde: Koppelronde, reason: str) -> None:
    """Open the lists again; the seed is void, and the journal keeps the reason.

    What was agreed by telephone or by hand is a promise to people and stands in the next matching
    too; it is named, so that nobody overlooks it.
    """
    from bureau.commands.documents import load_documents
    from bureau.commands.door.order import say_next

    if ronde.sealed is None:
        raise OutOfOrder(Text("De lijsten zijn niet afgesloten.", "The lists are not sealed."))
    if not reason.strip():
        raise OutOfOrder(Text("Geef een reden.", "Give a reason."))
    documents = load_documents(store, ronde)
    if documents.announced or documents.announced_before:
        raise OutOfOrder(
            Text("De uitslag is al bekendgemaakt.", "The result is already announced."),
            Text("Wat openblijft, regelt u met:  koppel settle",
                 "Settle what stays open with:  koppel settle"),
        )  # fmt: skip
    store.copy_before("seal-break")
    with store.transaction(
        expect_version=ronde.version, by=work.by, reason=reason,
        what=Text("verzegeling verbroken", "seal broken"),
    ) as change:  # fmt: skip
        change.save(replace(ronde, sealed=None))
    work.say(Text("De verzegeling is verbroken; het lot vervalt.",
                  "The seal is broken; the seed is void."))  # fmt: skip
    if ronde.agreements:
        said = ", ".join(
            f"{a.aios}–{a.hao} {_AGREED[a.kind].say(work.lang)}" for a in ronde.agreements
        )
        work.say(
            Text(
                f"Wat is afgesproken, blijft staan en telt bij de volgende koppeling: {said}. "
                "Moet dat ook vervallen, zet dan eerst de kopie van voor de afspraak terug:  "
                "koppel restore",
                f"What was agreed stands and counts in the next matching: {said}. If that must go "
                "too, first put the copy from before the agreement back:  koppel restore",
            )
        )
    say_next(work, store, store.load())
    work.tell(input_hash=None, seed=None)
