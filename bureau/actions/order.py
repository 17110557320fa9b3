"""What comes first, and what this procedure does not do: refusals that name the step for now.

All of it follows from the phases of the round's own procedure and from where the round stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text, joined, same
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.steps import Do, Step
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
_INSTEAD: Final[dict[PhaseKind, dict[PhaseKind, Step]]] = {
    PhaseKind.CARROUSEL: {PhaseKind.VISITS: Step(Do.VISITS)},
    PhaseKind.VISITS: {PhaseKind.CARROUSEL: Step(Do.CARROUSEL)},
    PhaseKind.SHORTLIST: {PhaseKind.CARROUSEL: Step(Do.CARROUSEL),
                          PhaseKind.VISITS: Step(Do.VISITS)},
    PhaseKind.SELECT: {},
    PhaseKind.CALLS: {PhaseKind.SETTLE: Step(Do.SETTLE)},
}  # fmt: skip
"""Which phases do the work of one that is absent, and how to go there."""


def step_now(store: Store, ronde: Koppelronde) -> Step | None:
    """What comes next in this round; None where nothing is left to do."""
    from bureau.actions.kept import load_documents
    from koppelronde.procedure.standing import next_step, standing

    phase = next_step(standing(ronde, load_documents(store, ronde)))
    return None if phase is None else phase.next_step


def remedy_now(store: Store, ronde: Koppelronde) -> Text | None:
    """The next step as the remedy of a refusal."""
    step = step_now(store, ronde)
    return None if step is None else Text("Nu:  ", "Now:  ") + step.said


def calls_needed(store: Store, ronde: Koppelronde) -> None:
    """OutOfOrder where this procedure does not call, and nobody was called all the same."""
    from bureau.actions.kept import call_records_of

    if not call_records_of(store):
        phase_needed(store, ronde, PhaseKind.CALLS)


def people_first(ronde: Koppelronde) -> None:
    """OutOfOrder while nobody takes part."""
    if not ronde.aios or not ronde.haos:
        raise OutOfOrder(
            Text("Er doen nog geen aios en HAO's mee.",
                 "No trainees and trainers take part yet."),
            Text("Lees ze in:  ", "Read them:  ") + READ_PEOPLE.said,
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
        phase.title + same(" (") + instead[phase.kind].said + same(")")
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
