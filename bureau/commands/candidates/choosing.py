"""``koppel select`` and ``koppel shortlist``: whom to invite, and who interviews whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.counted import HAOS, counted
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.language import Text, same
from koppelronde.domain.procedure import PhaseKind

if TYPE_CHECKING:
    from bureau.actions.kept import Invited
    from bureau.store.handle import Store
    from koppelronde.domain.outcome import Shortlist
    from koppelronde.domain.ronde import Koppelronde
    from matching.shortlist.invite import Selection


@command(
    name="select",
    help=t(
        "Welke HAO's nodigt u uit: genoeg plaatsen voor elk jaar, wie het langst wacht eerst, en "
        "bewezen dat iedereen geplaatst kan worden. Met --invite legt u het vast; wie dan niet "
        "wordt uitgenodigd, doet deze ronde niet mee.\n\n"
        "Voorbeeld:  koppel select   en dan   koppel select --invite --also H05",
        "Which trainers to invite: enough places for each year, longest waiting first, and proven "
        "that everybody can be placed. With --invite you record it; whoever is not invited then "
        "takes no part in this round.\n\n"
        "Example:  koppel select   and then   koppel select --invite --also H05",
    ),
)
@click.option("--invite", is_flag=True, help=t("Leg vast.", "Record it."))
@click.option("--also", multiple=True, metavar="CODE",
              help=t("Nodig ook deze HAO uit.", "Invite this trainer too."))  # fmt: skip
def select(work: Work, invite: bool, also: tuple[str, ...]) -> None:
    """Propose; nothing is stored unless asked."""
    from bureau.actions.order import people_first, phase_needed
    from bureau.commands.door.next_step import next_command
    from matching.shortlist.invite import select_haos

    with work.open_store() as store:
        ronde = store.load()
        phase_needed(store, ronde, PhaseKind.SELECT)
        people_first(ronde)
        earlier = _not_invited(store)
        everybody = replace(
            ronde, withdrawn=tuple(code for code in ronde.withdrawn if code not in earlier)
        )
        more = _trainers(everybody, also)
        selection = select_haos(everybody, seed=ronde.name)
        begun = _chosen_already(store, ronde)
        if invite and begun is not None:
            _invite_one_more(work, store, ronde, begun, more)
        elif invite:
            _invite(work, store, everybody, ronde.version, selection, more)
        following = next_command(store, store.load())
    if invite and begun is not None:
        names = ", ".join(more)
        work.say(
            Text(
                f"{names} doet mee. Nu:  koppel mail invitation --for {more[0]}",
                f"{names} takes part. Next:  koppel mail invitation --for {more[0]}",
            )
        )
        again = _assign_again(ronde) or following
        if again:
            work.say(Text(f"Daarna:  {again}", f"After that:  {again}"))
        work.tell(selection=selection, invited=invite, also=list(more))
        return
    if not work.as_json:
        added = tuple(p for p in selection.passed_over if p.hao in more)
        left = tuple(p for p in selection.passed_over if p.hao not in more)
        for title, people in (
            (Text("Uitnodigen", "Invite"), (*selection.invited, *added)),
            (Text("Nu niet", "Not now"), left),
        ):
            show_table(
                f"{title.say(work.lang)} ({len(people)})",
                ("HAO", t("naam", "name"), t("dagen zonder aios", "days without a trainee"),
                 t("waarom", "why")),
                [(p.hao, ronde.name_of(p.hao),
                  "?" if p.waiting_days is None else p.waiting_days,
                  t("door u toegevoegd", "added by you") if p.hao in more else p.why.say(work.lang))
                 for p in people],
            )  # fmt: skip
        show_findings(selection.findings, work.lang)
    work.say(
        Text("Vastgelegd. Nu:  koppel mail invitation", "Recorded. Next:  koppel mail invitation")
        if invite
        else Text("Neem het over met:  koppel select --invite  (en --also CODE voor wie u ook "
                  "vraagt)",
                  "Record it with:  koppel select --invite  (and --also CODE for anybody else)")
    )  # fmt: skip
    work.tell(selection=selection, invited=invite, also=list(more))


def _not_invited(store: Store) -> frozenset[str]:
    """Who was passed over when the invitations were recorded before."""
    from bureau.actions.kept import INVITED, SHORTLIST, Invited, newest

    found = newest(store, SHORTLIST, Invited, INVITED)
    return frozenset() if found is None else frozenset(found.not_now)


def _trainers(ronde: Koppelronde, codes: tuple[str, ...]) -> tuple[str, ...]:
    from bureau.actions.kept import known_person

    found = tuple(sorted({known_person(ronde, code) for code in codes}))
    for code in found:
        if code not in ronde.hao_by_code:
            raise WrongUse(Text(f"{code} is geen HAO.", f"{code} is no trainer."))
    return found


def _chosen_already(store: Store, ronde: Koppelronde) -> Invited | None:
    """Who was invited, once the round went on with them: then others can only be added."""
    from bureau.actions.kept import INVITED, SHORTLIST, Invited, newest
    from koppelronde.domain.outcome import Shortlist

    if ronde.sealed is None and newest(store, SHORTLIST, Shortlist) is None:
        return None
    return newest(store, SHORTLIST, Invited, INVITED) or Invited(haos=(), not_now=())


def _assign_again(ronde: Koppelronde) -> str:
    """The command that gives an added HAO candidates, as long as nobody handed in a list."""
    return "" if ronde.lists_aios or ronde.lists_hao else "koppel shortlist"


def _invite_one_more(
    work: Work, store: Store, ronde: Koppelronde, begun: Invited, more: tuple[str, ...]
) -> None:
    """Who was not invited takes part after all; for everybody else nothing changes."""
    from bureau.actions.kept import INVITED, SHORTLIST, Invited
    from bureau.actions.order import remedy_now

    if not more:
        now = remedy_now(store, ronde)
        raise OutOfOrder(
            Text("Opnieuw kiezen wie u uitnodigt kan niet meer; iemand erbij of eraf wel.",
                 "It is too late to choose again whom to invite; one more or one less can be."),
            Text("Erbij:  koppel select --invite --also CODE\n"
                 "Eraf:  koppel settle withdraw CODE --reason …\n",
                 "One more:  koppel select --invite --also CODE\n"
                 "One less:  koppel settle withdraw CODE --reason …\n")
            + (now or same("")),
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
        expect_version=ronde.version, by=work.by, what=what, act=Act.INVITED,
        subject=Subject(kind=SHORTLIST, who=" ".join(more)),
    ) as change:  # fmt: skip
        change.save(after)
        change.put_document(SHORTLIST, invited, key=INVITED)


def _invite(
    work: Work, store: Store, everybody: Koppelronde, version: int, selection: Selection,
    more: tuple[str, ...],
) -> None:  # fmt: skip
    from bureau.actions.kept import INVITED, SHORTLIST, Invited

    not_now = tuple(sorted(p.hao for p in selection.passed_over if p.hao not in more))
    chosen = tuple(sorted({p.hao for p in selection.invited} | set(more)))
    after = replace(everybody, withdrawn=tuple(sorted({*everybody.withdrawn, *not_now})))
    what = counted(len(chosen), HAOS, f"{{}} uitgenodigd, {len(not_now)} nu niet",
                   f"{{}} invited, {len(not_now)} not now")  # fmt: skip
    with store.transaction(
        expect_version=version, by=work.by, what=what, act=Act.INVITED,
        subject=Subject(kind=SHORTLIST),
    ) as change:  # fmt: skip
        change.save(after)
        change.put_document(SHORTLIST, Invited(haos=chosen, not_now=not_now), key=INVITED)


@command(
    name="shortlist",
    help=t(
        "Verdeel de kennismakingsgesprekken: iedereen evenveel kandidaten, de groep zo goed "
        "mogelijk, en binnen de gesprekken bestaat zeker een volledige koppeling.\n\n"
        "Voorbeeld:  koppel shortlist",
        "Assign the interviews: the same number of candidates for everybody, the best for the "
        "group, and a complete matching certainly exists inside them.\n\n"
        "Example:  koppel shortlist",
    ),
)
def shortlist(work: Work) -> None:
    """Plan, check independently, save; the interviews become the visits to plan."""
    from bureau.actions.kept import SHORTLIST, newest
    from bureau.actions.order import people_first, phase_needed
    from bureau.commands.door.next_step import say_next
    from bureau.commands.door.progress import progress_line
    from koppelronde.domain.findings import broken
    from koppelronde.domain.outcome import Shortlist
    from matching.shortlist.check.judge import check_shortlist
    from matching.shortlist.shortlist import plan_shortlist, round_with_interviews

    with work.open_store() as store:
        ronde = store.load()
        phase_needed(store, ronde, PhaseKind.SHORTLIST)
        people_first(ronde)
        _not_too_late(store, ronde)
        if not ronde.lists_before and ronde.procedure.has(PhaseKind.LISTS_BEFORE):
            raise OutOfOrder(
                Text("Er zijn nog geen voorkeuren vooraf.", "There are no first rankings yet."),
                Text("Lees ze in:  koppel import voorkeuren-vooraf.xlsx",
                     "Read them:  koppel import voorkeuren-vooraf.xlsx"),
            )  # fmt: skip
        previous = newest(store, SHORTLIST, Shortlist)
        version = 1 if previous is None else previous.version + 1
        with progress_line(work, Text("Gesprekken verdelen", "Assigning interviews")) as tick:
            made = plan_shortlist(
                ronde, seed=ronde.name, version=version, made_at=work.now(),
                progress=lambda text: tick(0, 0, text),
            )  # fmt: skip
        wrong = broken(check_shortlist(ronde, made))
        if wrong:
            raise AssertionError(f"the planner broke {wrong[0].rule}: {wrong[0].says.en}")
        what = Text(f"gesprekken verdeeld ({version})", f"interviews assigned ({version})")
        with store.transaction(
            expect_version=ronde.version, by=work.by, what=what, act=Act.ASSIGNED,
            subject=Subject(kind=SHORTLIST, version=str(version)),
        ) as change:  # fmt: skip
            change.save(_with_period(round_with_interviews(ronde, made)))
            change.put_document(SHORTLIST, made)
        _show(work, ronde, made)
        say_next(work, store, store.load())
    work.tell(shortlist=made)


def _not_too_late(store: Store, ronde: Koppelronde) -> None:
    """Who handed in a list talked already; other candidates would make that list void."""
    from bureau.actions.order import remedy_now

    if ronde.lists_aios or ronde.lists_hao:
        raise OutOfOrder(
            Text("De gesprekken zijn al gevoerd: er zijn voorkeurslijsten binnen.",
                 "The interviews took place already: ranked lists are in."),
            remedy_now(store, ronde),
        )  # fmt: skip


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


def _show(work: Work, ronde: Koppelronde, made: Shortlist) -> None:
    if work.as_json:
        return
    haos: dict[str, list[str]] = {}
    for couple in made.interviews:
        haos.setdefault(couple.aios, []).append(couple.hao)
    show_table(
        t("Gesprekken", "Interviews"),
        ("AIOS", t("naam", "name"), t("kandidaten", "candidates")),
        [(aios, ronde.name_of(aios), ", ".join(f"{h} {ronde.name_of(h)}" for h in mine))
         for aios, mine in sorted(haos.items())],
    )  # fmt: skip
    show_table(
        "",
        (t("doel", "goal"), t("waarde", "value"), t("grens", "bound"), t("bewezen", "proven")),
        [
            (s.says.say(work.lang), s.value, s.bound, t("ja", "yes") if s.proven else "–")
            for s in made.stages
        ],
    )
    show_findings(made.findings, work.lang)
