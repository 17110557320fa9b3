"""What comes first, and what this procedure does not do: refusals that name the command for now.

All of it follows from the phases of the round's own procedure and from where the round stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bureau.commands.door.frame import Work
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text, joined, same
from koppelronde.domain.procedure import PhaseKind
from koppelronde.procedure.phase_readings import READ_PEOPLE

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde

_ABSENT: Final = {
    PhaseKind.CARROUSEL: Text("Deze procedure heeft geen carrousel.",
                              "This procedure has no carousel."),
    PhaseKind.VISITS: Text("Deze procedure heeft geen praktijkbezoeken.",
                           "This procedure has no visits to practices."),
    PhaseKind.SHORTLIST: Text("In deze procedure worden geen kandidaten verdeeld.",
                              "This procedure assigns no candidates."),
    PhaseKind.SELECT: Text("In deze procedure wordt niet gekozen wie u uitnodigt: iedere HAO op "
                           "het blad HAO doet mee.",
                           "This procedure does not choose whom to invite: every trainer on the "
                           "sheet HAO takes part."),
    PhaseKind.CALLS: Text("In deze procedure wordt niet over de uitslag gebeld.",
                          "In this procedure nobody is called about the result."),
}  # fmt: skip
_INSTEAD: Final = {
    PhaseKind.CARROUSEL: {PhaseKind.VISITS: "koppel visits"},
    PhaseKind.VISITS: {PhaseKind.CARROUSEL: "koppel carrousel"},
    PhaseKind.SHORTLIST: {PhaseKind.CARROUSEL: "koppel carrousel",
                          PhaseKind.VISITS: "koppel visits"},
    PhaseKind.SELECT: {},
    PhaseKind.CALLS: {PhaseKind.SETTLE: "koppel settle"},
}  # fmt: skip
"""Which phases do the work of one that is absent, and their commands."""


def next_command(store: Store, ronde: Koppelronde) -> str:
    """What ``koppel status`` calls the next step; empty where nothing is left to do."""
    from bureau.commands.documents import load_documents
    from koppelronde.procedure.standing import next_step, standing

    step = next_step(standing(ronde, load_documents(store, ronde)))
    return "" if step is None else step.next_command


def remedy_now(store: Store, ronde: Koppelronde) -> Text | None:
    """``Nu:  koppel …``, as the remedy of a refusal."""
    command = next_command(store, ronde)
    return Text(f"Nu:  {command}", f"Now:  {command}") if command else None


def say_next(work: Work, store: Store, ronde: Koppelronde) -> None:
    """The last line of a command that was carried out."""
    command = next_command(store, ronde)
    if command:
        work.say(Text(f"Nu:  {command}", f"Next:  {command}"))


def calls_needed(store: Store, ronde: Koppelronde) -> None:
    """OutOfOrder where this procedure does not call, and nobody was called all the same."""
    from bureau.commands.documents import call_records_of

    if not call_records_of(store):
        phase_needed(store, ronde, PhaseKind.CALLS)


def people_first(ronde: Koppelronde) -> None:
    """OutOfOrder while nobody takes part."""
    if not ronde.aios or not ronde.haos:
        raise OutOfOrder(
            Text("Er doen nog geen aios en HAO's mee.",
                 "No trainees and trainers take part yet."),
            Text(f"Lees ze in:  {READ_PEOPLE}", f"Read them:  {READ_PEOPLE}"),
        )  # fmt: skip


def lists_first(store: Store, ronde: Koppelronde) -> None:
    """OutOfOrder while not one ranked list is in."""
    people_first(ronde)
    if not ronde.lists_aios and not ronde.lists_hao:
        raise OutOfOrder(
            Text("Er is nog geen enkele voorkeurslijst.", "There is no ranked list at all yet."),
            remedy_now(store, ronde),
        )


def phase_needed(store: Store, ronde: Koppelronde, kind: PhaseKind) -> None:
    """OutOfOrder where this procedure does not have that phase: what it has instead."""
    if ronde.procedure.has(kind):
        return
    instead = _INSTEAD[kind]
    said = [
        phase.title + same(f" ({instead[phase.kind]})")
        for phase in ronde.procedure.phases
        if phase.kind in instead
    ]
    says = _ABSENT[kind]
    if said:
        says += Text(" Wel is er: ", " It does have: ") + joined(said, ", ") + same(".")
    raise OutOfOrder(says, remedy_now(store, ronde))


def candidates_first(store: Store, ronde: Koppelronde) -> None:
    """OutOfOrder where candidates come first and nobody has any yet."""
    first = next((p for p in ronde.procedure.phases if p.kind is PhaseKind.SHORTLIST), None)
    if first is not None and not ronde.interviews:
        raise OutOfOrder(
            Text("De gesprekken zijn nog niet verdeeld. In deze procedure komt eerst: ",
                 "The interviews are not assigned yet. In this procedure comes first: ")
            + first.title + same("."),
            remedy_now(store, ronde),
        )  # fmt: skip
