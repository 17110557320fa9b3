"""What sealing means: which input is frozen, and where the lottery's seed comes from."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from bureau.actions.kept import SEAL_LOG, seal_log_of
from bureau.actions.kept_records import SealLogged
from bureau.actions.order import people_first, remedy_now
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.lottery_draw import DICE_THROWN, THROWS, Drawing, DrawWay, lot_of, spelt
from koppelronde.domain.ronde import Koppelronde, Sealed
from koppelronde.domain.steps import Do, Step

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from matching.proof.certificate import Lottery


def input_hash_of(ronde: Koppelronde, salt: str | None = None) -> str:
    """The mark of everything that decides the matching; what is settled afterwards is no part.

    It is the same mark as the result file carries, so that anybody can see that the result was
    made from what was sealed. ``salt`` is that of a seal that is being made.
    """
    from bureau.actions.outcome.since_seal import as_sealed
    from koppelronde.domain.facts import couple_facts
    from matching.proof.certificate import input_hash

    if salt is None:
        salt = "" if ronde.sealed is None else ronde.sealed.salt
    goals = ronde.procedure.goals
    return input_hash(couple_facts(as_sealed(ronde)), goals, rules=rules_of(ronde), salt=salt)


def rules_of(ronde: Koppelronde) -> tuple[str, ...]:
    """The names of the rules that the procedure applies."""
    return tuple(choice.name for choice in ronde.procedure.rules)


def seal(
    store: Store,
    by: By,
    *,
    drawing: Drawing = DICE_THROWN,
    watched: tuple[str, ...] = (),
    salt: str = "",
    expect_version: int | None = None,
) -> Koppelronde:
    """Freeze the lists, and name the draw that the lot will come from.

    ``sealed`` of the answer has the mark of all that decides the matching. What was handed in up
    to the deadline is taken up first. ``watched`` saw the mark being read aloud or written down. A
    round that is sealed already comes back as it is. OutOfOrder while nobody takes part or a side
    has handed in no list; WrongUse for a public draw that names no source, or no day from now on.
    ``salt`` is for rehearsals; else it is drawn (128 bits).
    """
    from bureau.actions.taking_up import lists_up_to_date

    if store.load().sealed is not None:
        return store.load()
    ronde = lists_up_to_date(store, by, expect_version=expect_version)
    _nothing_to_seal(store, ronde)
    _can_be_drawn(by, drawing)
    salt = salt or secrets.token_hex(16)
    seals = 1 + sum(not entry.draws_something for entry in seal_log_of(store))
    sealed = Sealed(
        input_hash_of(ronde, salt), salt=salt, drawing=drawing, seals=seals,
        watched=_names(watched), withdrawn=ronde.withdrawn,
        agreements=tuple(replace(a, reason="", by="") for a in ronde.agreements),
    )  # fmt: skip
    mark = sealed.input_hash
    what = Text(f"lijsten afgesloten, kenmerk {mark}", f"lists sealed, mark {mark}")
    return _keep(store, by, ronde, sealed, what, ronde.version)


def draw(
    store: Store,
    by: By,
    *,
    drawn: str = "",
    watched: tuple[str, ...] = (),
    expect_version: int | None = None,
) -> Koppelronde:
    """Fix the lottery of a sealed round, once: from what was drawn outside, else by the program.

    The lot is the hash of the mark of the seal and of what was drawn, so it cannot be known before
    the seal. OutOfOrder before the lists are sealed, before the day of the public draw, and once
    the lot is fixed; WrongUse for what cannot be such a draw.
    """
    ronde = store.load()
    sealed = ronde.sealed
    if sealed is None:
        raise OutOfOrder(
            Text("Afsluiten en loten zijn twee stappen: eerst staat het kenmerk op papier, dan "
                 "pas wordt er getrokken.",
                 "Sealing and drawing are two steps: first the mark is on paper, only then is "
                 "the lot drawn."),
            Text("Doe eerst:  ", "First:  ") + Step(Do.SEAL).said,
        )  # fmt: skip
    if sealed.seed:
        raise OutOfOrder(
            Text(f"Het lot is al vastgelegd: {sealed.drawn or sealed.seed}",
                 f"The seed is already fixed: {sealed.drawn or sealed.seed}"),
            remedy_now(store, ronde),
        )  # fmt: skip
    way = sealed.drawing.way if drawn.strip() else DrawWay.PROGRAM
    came = _spelt(by, sealed.drawing, drawn) if drawn.strip() else secrets.token_hex(16)
    done = replace(
        sealed, seed=lot_of(sealed.input_hash, came), way=way, drawn=came,
        draws=1 + sum(entry.draws_something for entry in seal_log_of(store)),
        watched=_names((*sealed.watched, *watched)),
    )  # fmt: skip
    return _keep(store, by, ronde, done, Text("lot vastgelegd", "seed fixed"), expect_version)


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({" ".join(name.split()) for name in given if name.strip()}))


def _can_be_drawn(by: By, drawing: Drawing) -> None:
    if drawing.way is not DrawWay.PUBLIC:
        return
    if not drawing.source.strip() or drawing.day is None or drawing.day < by.at.date():
        raise WrongUse(
            Text("Een openbare trekking heeft een naam nodig, en een dag die nog niet voorbij is.",
                 "A public draw needs a name, and a day that is not over yet."),
        )  # fmt: skip


def _spelt(by: By, drawing: Drawing, drawn: str) -> str:
    if drawing.way is DrawWay.PROGRAM:
        raise WrongUse(
            Text("Bij het afsluiten is vastgelegd dat het programma het lot trekt.",
                 "When the lists were sealed it was said that the program draws the lot."),
            Text("Doe dat:  ", "Do so:  ") + Step(Do.LET_DRAW).said,
        )  # fmt: skip
    if drawing.day is not None and by.at.date() < drawing.day:
        raise OutOfOrder(
            Text(f"De trekking is pas op {drawing.day:%d-%m-%Y}.",
                 f"The draw is only on {drawing.day:%d-%m-%Y}."),
        )  # fmt: skip
    came = spelt(drawing.way, drawn)
    if came is None:
        raise WrongUse(
            Text(f"'{drawn.strip()}' kan geen lot zijn: nodig zijn minstens {THROWS} worpen met "
                 "een dobbelsteen, cijfers van 1 tot en met 6.",
                 f"'{drawn.strip()}' can be no lot: at least {THROWS} throws of a die are needed, "
                 "figures from 1 to 6."),
        )  # fmt: skip
    return came


def any_spelling(content: bytes, drawn: str) -> str:
    """What somebody typed for the draw of that result file, in the one spelling of its kind."""
    import json

    given = drawn.strip()
    try:
        way = DrawWay(json.loads(content)["lottery"]["way"])
    except (ValueError, KeyError, TypeError):
        return given
    return spelt(way, given) or given


def lottery_of(sealed: Sealed) -> Lottery:
    """Where the lot comes from, for the result file."""
    from matching.proof.certificate import Lottery

    drawing = sealed.drawing
    return Lottery(
        way="given" if sealed.way is None else sealed.way.value, drawn=sealed.drawn,
        announced=drawing.way.value, source=drawing.source,
        day="" if drawing.day is None else drawing.day.isoformat(),
        seals=sealed.seals, draws=sealed.draws, watched=sealed.watched,
    )  # fmt: skip


def _keep(
    store: Store, by: By, ronde: Koppelronde, sealed: Sealed, what: Text, expect_version: int | None
) -> Koppelronde:
    store.copy_before("seal")
    version = ronde.version if expect_version is None else expect_version
    logged = SealLogged(
        mark=sealed.input_hash, seals=sealed.seals, draws=sealed.draws,
        way=sealed.way or sealed.drawing.way, drawn=sealed.drawn, by=by.name, at=by.at,
        watched=sealed.watched,
    )  # fmt: skip
    with store.transaction(
        expect_version=version, by=by, what=what,
        act=Act.SEALED if ronde.sealed is None else Act.DRAWN,
        subject=Subject(kind="seal", version=sealed.input_hash),
    ) as change:  # fmt: skip
        change.save(replace(ronde, sealed=sealed))
        change.put_document(SEAL_LOG, logged)
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
        what=Text("lijsten heropend", "lists reopened"),
    ) as change:  # fmt: skip
        change.save(replace(ronde, sealed=None))
    return store.load()
