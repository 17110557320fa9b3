"""Whom to invite, and who interviews whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bureau.actions.kept import INVITED, SHORTLIST, known_person, newest
from bureau.actions.kept_records import Invited
from bureau.actions.loading import load_round
from bureau.actions.order import people_first, phase_needed, remedy_now
from bureau.actions.progress import Tick, nobody_looks
from bureau.actions.taking_up import lists_up_to_date
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.counted import HAOS, counted
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.findings import broken
from koppelronde.domain.language import Text, same
from koppelronde.domain.outcomes.outcome import Shortlist
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.steps import Do, Step

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from matching.shortlist.invite import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Whom to invite; ``also`` are the HAOs that somebody added.

    ``kept`` once it is recorded. ``after_all`` where the round went on with an earlier choice, so
    that only these HAOs were added and nothing else changed; ``assign_again`` where candidates can
    still be found for them.
    """

    ronde: Koppelronde
    selection: Selection
    also: tuple[str, ...]
    kept: bool = False
    after_all: bool = False
    assign_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedInterviews:
    """Who interviews whom, as it was kept."""

    ronde: Koppelronde
    shortlist: Shortlist


def propose_invitations(store: Store, _by: By, *, also: tuple[str, ...] = ()) -> Invitation:
    """Whom to invite: enough places for each year, who waits longest first; nothing is stored."""
    return _proposed(store, store.load(), also)[0]


def invite_haos(
    store: Store, by: By, *, also: tuple[str, ...] = (), expect_version: int | None = None
) -> Invitation:
    """Record whom to invite; whoever is not invited then takes no part in this round.

    Once the round went on with those who were invited, others can only be added: ``also`` names
    them, and nothing changes for anybody else. OutOfOrder where nobody is named then.
    """
    ronde = load_round(store, expect_version)
    proposed, everybody = _proposed(store, ronde, also)
    begun = _chosen_already(store, ronde)
    if begun is not None:
        after = _invite_after_all(store, by, ronde, begun, proposed.also)
        again = not (ronde.lists_aios or ronde.lists_hao)
        return replace(proposed, ronde=after, kept=True, after_all=True, assign_again=again)
    after = _invite(store, by, everybody, ronde.version, proposed)
    return replace(proposed, ronde=after, kept=True)


def assign_interviews(
    store: Store,
    by: By,
    *,
    progress: Tick = nobody_looks,
    expect_version: int | None = None,
) -> AssignedInterviews:
    """Assign the interviews, check them independently, keep them; they become visits to plan.

    Everybody gets the same number of candidates, the group as well as possible, and a complete
    matching certainly exists inside them. OutOfOrder before the first rankings are in, and once
    ranked lists are.
    """
    from matching.shortlist.check.judge import check_shortlist
    from matching.shortlist.shortlist import plan_shortlist, round_with_interviews

    ronde = lists_up_to_date(store, by, expect_version=expect_version)
    phase_needed(store, ronde, PhaseKind.SHORTLIST)
    people_first(ronde)
    _not_too_late(store, ronde)
    _rankings_first(ronde)
    previous = newest(store, SHORTLIST, Shortlist)
    version = 1 if previous is None else previous.version + 1
    progress(0, 0, Text("Gesprekken verdelen", "Assigning interviews"))
    made = plan_shortlist(
        ronde, seed=ronde.name, version=version, made_at=by.at,
        progress=lambda text: progress(0, 0, text),
    )  # fmt: skip
    wrong = broken(check_shortlist(ronde, made))
    if wrong:
        raise AssertionError(f"the planner broke {wrong[0].rule}: {wrong[0].says.en}")
    what = Text(f"gesprekken verdeeld ({version})", f"interviews assigned ({version})")
    with store.transaction(
        expect_version=ronde.version, by=by, what=what, act=Act.ASSIGNED,
        subject=Subject(kind=SHORTLIST, version=str(version)),
    ) as change:  # fmt: skip
        change.save(_with_period(round_with_interviews(ronde, made)))
        change.put_document(SHORTLIST, made)
    return AssignedInterviews(ronde=change.ronde, shortlist=made)


def _proposed(
    store: Store, ronde: Koppelronde, also: tuple[str, ...]
) -> tuple[Invitation, Koppelronde]:
    """The proposal, and the round with those whom an earlier choice passed over."""
    from matching.shortlist.invite import select_haos

    phase_needed(store, ronde, PhaseKind.SELECT)
    people_first(ronde)
    found = newest(store, SHORTLIST, Invited, INVITED)
    earlier = frozenset(() if found is None else found.not_now)
    everybody = replace(
        ronde, withdrawn=tuple(code for code in ronde.withdrawn if code not in earlier)
    )
    more = _trainers(everybody, also)
    selection = select_haos(everybody, seed=ronde.name)
    return Invitation(ronde=ronde, selection=selection, also=more), everybody


def _trainers(ronde: Koppelronde, codes: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(sorted({known_person(ronde, code) for code in codes}))
    for code in found:
        if code not in ronde.hao_by_code:
            raise WrongUse(Text(f"{code} is geen HAO.", f"{code} is not a trainer."))
    return found


def _chosen_already(store: Store, ronde: Koppelronde) -> Invited | None:
    """Who was invited, once the round went on with them: then others can only be added."""
    if ronde.sealed is None and newest(store, SHORTLIST, Shortlist) is None:
        return None
    return newest(store, SHORTLIST, Invited, INVITED) or Invited(haos=(), not_now=())


def _invite_after_all(
    store: Store, by: By, ronde: Koppelronde, begun: Invited, more: tuple[str, ...]
) -> Koppelronde:
    """Who was not invited takes part after all; for everybody else nothing changes."""
    if not more:
        now = remedy_now(store, ronde)
        raise OutOfOrder(
            Text("Opnieuw kiezen wie u uitnodigt kan niet meer; iemand erbij of eraf wel.",
                 "It is too late to choose again whom to invite; one more or one less can be."),
            Text("Erbij:  ", "One more:  ") + Step(Do.INVITE_ALSO, ("CODE",)).said
            + Text("\nEraf:  ", "\nOne less:  ") + Step(Do.SETTLE_WITHDRAW, ("CODE",)).said
            + same("\n") + (now or same("")),
        )  # fmt: skip
    if taking_part := [code for code in more if code not in begun.not_now]:
        raise WrongUse(
            Text(f"{taking_part[0]} was al uitgenodigd.", f"{taking_part[0]} was invited already.")
        )
    after = replace(ronde, withdrawn=tuple(code for code in ronde.withdrawn if code not in more))
    invited = Invited(
        haos=tuple(sorted({*begun.haos, *more})),
        not_now=tuple(code for code in begun.not_now if code not in more),
    )
    names = ", ".join(more)
    what = Text(f"alsnog uitgenodigd: {names}", f"invited after all: {names}")
    with store.transaction(
        expect_version=ronde.version, by=by, what=what, act=Act.INVITED,
        subject=Subject(kind=SHORTLIST, who=" ".join(more)),
    ) as change:  # fmt: skip
        change.save(after)
        change.put_document(SHORTLIST, invited, key=INVITED)
    return change.ronde


def _invite(
    store: Store, by: By, everybody: Koppelronde, version: int, proposed: Invitation
) -> Koppelronde:
    passed_over = {p.hao for p in proposed.selection.passed_over}
    not_now = tuple(sorted(passed_over - set(proposed.also)))
    chosen = tuple(sorted({p.hao for p in proposed.selection.invited} | set(proposed.also)))
    after = replace(everybody, withdrawn=tuple(sorted({*everybody.withdrawn, *not_now})))
    what = counted(len(chosen), HAOS, f"{{}} uitgenodigd, {len(not_now)} nu niet",
                   f"{{}} invited, {len(not_now)} not now")  # fmt: skip
    with store.transaction(
        expect_version=version, by=by, what=what, act=Act.INVITED, subject=Subject(kind=SHORTLIST)
    ) as change:
        change.save(after)
        change.put_document(SHORTLIST, Invited(haos=chosen, not_now=not_now), key=INVITED)
    return change.ronde


def _not_too_late(store: Store, ronde: Koppelronde) -> None:
    """Who handed in a list talked already; other candidates would make that list void."""
    if ronde.lists_aios or ronde.lists_hao:
        raise OutOfOrder(
            Text("De gesprekken zijn al gevoerd: er zijn voorkeurslijsten binnen.",
                 "The interviews took place already: ranked lists are in."),
            remedy_now(store, ronde),
        )  # fmt: skip


def _rankings_first(ronde: Koppelronde) -> None:
    if not ronde.lists_before and ronde.procedure.has(PhaseKind.LISTS_BEFORE):
        raise OutOfOrder(
            Text("Er zijn nog geen voorkeuren vooraf.", "There are no first rankings yet."),
            Text("Lees ze in:  ", "Read them:  ") + Step(Do.READ_LISTS_BEFORE).said,
        )


def _with_period(ronde: Koppelronde) -> Koppelronde:
    """The interviews take place in the days computed for them, where the sheet named none."""
    from koppelronde.procedure.deadlines import deadlines

    chosen = ronde.settings
    for deadline in deadlines(ronde.procedure, chosen):
        if deadline.kind is PhaseKind.VISITS:
            chosen = replace(
                chosen, visits_from=chosen.visits_from or deadline.first,
                visits_until=chosen.visits_until or deadline.day,
            )  # fmt: skip
    return replace(ronde, settings=chosen)
