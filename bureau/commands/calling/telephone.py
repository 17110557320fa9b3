"""``koppel calls``: the call list, and what was agreed on the telephone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from bureau.commands.calling.call_words import (
    OUTCOMES,
    list_of_calls,
    only_about,
    show_calls,
    write_calls,
)
from bureau.commands.door.frame import CommandGroup, Work, command, t
from koppelronde.domain.counted import PEOPLE, counted
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.kept import KeptResult
    from bureau.store.handle import Store
    from koppelronde.domain.outcome_calls import CallRecord
    from koppelronde.domain.ronde import Koppelronde
    from matching.calls.rematch import Rematch


calls = CommandGroup(
    "calls",
    help=t(
        "De bellijst: wie u belt, waarom, wat u kunt bieden en wat er gebeurt bij een nee.\n\n"
        "Voorbeeld:  koppel calls list   en   koppel calls record A07 --with H12 accepted "
        '--by "J. Jansen"',
        "The call list: whom you call, why, what you can offer and what a no does.\n\n"
        'Example:  koppel calls list   and   koppel calls record A07 --with H12 accepted --by "J. '
        'Jansen"',
    ),
    default="list",
)


@command(
    calls,
    name="list",
    help=t(
        "Toon de bellijst en schrijf hem als pdf en xlsx. Met --who alleen wie u gaat bellen."
        "\n\nVoorbeeld:  koppel calls list   of   koppel calls list --who A07",
        "Show the call list and write it as PDF and XLSX. With --who only the people you are "
        "about to call.\n\nExample:  koppel calls list   or   koppel calls list --who A07",
    ),
)
@click.option("--who", metavar="CODE", multiple=True,
              help=t("Alleen deze persoon; mag vaker.",
                     "Only this person; may be repeated."))  # fmt: skip
def list_(work: Work, who: tuple[str, ...]) -> None:
    """Everybody to be called, most urgent first; or some of them."""
    from bureau.actions.kept import call_records_of, known_person, result_of
    from bureau.actions.order import calls_needed
    from bureau.commands.door.next_step import next_command
    from matching.calls.call_list import FIRST_IN_ADVANCE

    with work.open_store() as store:
        ronde = store.load()
        calls_needed(store, ronde)
        who = tuple(known_person(ronde, code) for code in who)
        kept = result_of(store, ronde)
        records = call_records_of(store)
        first = 0 if who else FIRST_IN_ADVANCE
        listed = list_of_calls(ronde, kept, records, first=first, also=who)
        if who:
            listed = only_about(ronde, listed, who)
        files = write_calls(work, store, ronde, kept, listed, who)
        following = next_command(store, ronde)
    show_calls(work, ronde, kept, listed)
    if files:
        work.say(Text(f"Op papier: {files[0]}", f"On paper: {files[0]}"))
    if not who and not listed.open and not kept.matching.trial and following:
        work.say(Text(f"Nu:  {following}", f"Next:  {following}"))
    work.tell(calls=listed, files=files)


@command(
    calls,
    name="record",
    help=t(
        "Leg vast wat er aan de telefoon is gezegd. Akkoord zet het koppel vast, een weigering "
        "haalt het eruit; de rest wordt opnieuw berekend en verschuift zo weinig mogelijk.\n\n"
        'Voorbeeld:  koppel calls record A07 --with H12 accepted --by "J. Jansen"',
        "Write down what was said. Acceptance fixes the couple, a refusal takes it out; the rest "
        "is solved again and moves as little as possible.\n\n"
        'Example:  koppel calls record A07 --with H12 accepted --by "J. Jansen"',
    ),
)
@click.argument("code", metavar="CODE")
@click.argument("outcome", type=click.Choice(["accepted", "refused", "unreachable", "asks-time"]),
                metavar="accepted|refused|unreachable|asks-time")  # fmt: skip
@click.option("--with", "partner", default=None, metavar="CODE",
              help=t("Over wie het gesprek ging.", "Whom the call was about."))  # fmt: skip
@click.option("--note", default="", help=t("Korte notitie.", "A short note."))
def record(work: Work, code: str, outcome: str, partner: str | None, note: str) -> None:
    """Save the call and, where it settles something, the new result; one transaction."""
    from bureau.actions.kept import (
        CALL_LIST,
        CALL_RECORD,
        RESULT,
        call_records_of,
        known_person,
        real_result_of,
    )
    from bureau.actions.order import calls_needed
    from bureau.commands.door.next_step import say_next
    from koppelronde.domain.outcome_calls import CallOutcome, CallRecord
    from matching.calls.applying import apply_call

    with work.open_store() as store:
        ronde = store.load()
        calls_needed(store, ronde)
        kept = real_result_of(store, ronde)
        code = known_person(ronde, code)
        partners = kept.matching.partner_of(code)
        about = known_person(ronde, partner) if partner else (partners[0] if partners else "")
        made = CallRecord(
            who=code, outcome=CallOutcome(outcome.replace("-", "_")), partner=about, by=work.by,
            note=note, at=work.now(),
        )  # fmt: skip
        records = (*call_records_of(store), made)
        # nobody is named: told that there is no couple, which settles nothing but the call
        alone = {*kept.matching.unplaced, *_called_without_a_partner(store)}
        heard = made.outcome is CallOutcome.ACCEPTED and not about and code in alone
        after = ronde if heard else apply_call(ronde, made)
        changed = None if after == ronde else solve_again(work, ronde, after, kept, records)
        if made.outcome is CallOutcome.REFUSED:
            store.copy_before("call")
        with store.transaction(
            expect_version=ronde.version, by=work.by, reason=note,
            what=Text(f"telefoon {code}: {OUTCOMES[made.outcome.value].nl}",
                      f"call {code}: {OUTCOMES[made.outcome.value].en}"),
        ) as change:  # fmt: skip
            change.save(after)
            change.put_document(CALL_RECORD, made)
            current = kept if changed is None else changed[1]
            if changed is not None:
                change.put_document(RESULT, current)
            listed = list_of_calls(after, current, records)
            change.put_document(CALL_LIST, listed)
        if changed is not None:
            show_moves(work, ronde, changed[0])
        show_calls(work, after, current, listed)
        if heard:
            work.say(Text(f"{code} weet dat er nog geen koppeling is. Komt er een:  "
                          f"koppel calls record {code} --with CODE accepted",
                          f"{code} knows that there is no couple yet. If there is one:  "
                          f"koppel calls record {code} --with CODE accepted"))  # fmt: skip
        if not listed.open:
            say_next(work, store, store.load())
    work.tell(
        record=made, calls=listed,
        moves=[] if changed is None else list(changed[0].moves),
        result_hash=current.matching.result_hash,
    )  # fmt: skip


@command(
    calls,
    name="withdraw",
    help=t(
        "Iemand doet niet meer mee; de rest verschuift zo weinig mogelijk.\n\n"
        "Voorbeeld:  koppel calls withdraw H12 --reason ziekte",
        "Somebody drops out; the rest moves as little as possible.\n\n"
        "Example:  koppel calls withdraw H12 --reason illness",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--reason", required=True, help=t("Waarom.", "Why."))
def withdraw(work: Work, code: str, reason: str) -> None:
    """Take somebody out and solve again."""
    from bureau.actions.kept import (
        CALL_LIST,
        RESULT,
        call_records_of,
        known_person,
        real_result_of,
    )
    from bureau.actions.order import calls_needed
    from matching.calls.applying import withdraw as without

    with work.open_store() as store:
        ronde = store.load()
        calls_needed(store, ronde)
        kept = real_result_of(store, ronde)
        code = known_person(ronde, code)
        records = call_records_of(store)
        after = without(ronde, code)
        changes, current = solve_again(work, ronde, after, kept, records)
        store.copy_before("withdraw")
        with store.transaction(
            expect_version=ronde.version, by=work.by, reason=reason,
            what=Text(f"{code} trekt zich terug", f"{code} withdraws"),
        ) as change:  # fmt: skip
            change.save(after)
            change.put_document(RESULT, current)
            listed = list_of_calls(after, current, records)
            change.put_document(CALL_LIST, listed)
    show_moves(work, ronde, changes)
    show_calls(work, after, current, listed)
    work.tell(withdrawn=code, moves=list(changes.moves), calls=listed)


def _called_without_a_partner(store: Store) -> list[str]:
    """Who is on the call list because there is nobody for them (any more)."""
    from bureau.actions.kept import CALL_LIST, newest
    from koppelronde.domain.outcome_calls import CallList

    listed = newest(store, CALL_LIST, CallList)
    return [] if listed is None else [c.who for c in listed.calls if c.partner is None]


def solve_again(
    work: Work,
    before: Koppelronde,
    after: Koppelronde,
    kept: KeptResult,
    records: tuple[CallRecord, ...],
) -> tuple[Rematch, KeptResult]:
    """The result after an agreement, with its proof; nothing is saved yet."""
    from bureau.actions.solving import keep_solution
    from koppelronde.domain.facts import couple_facts
    from matching.calls.owed import spoken_people
    from matching.calls.rematch import rematch, told_pairs

    now = frozenset((couple.aios, couple.hao) for couple in kept.matching.couples)
    again = rematch(
        couple_facts(after), after.procedure.goals, before=now, seed=kept.matching.seed,
        told=told_pairs(records, now), spoken=spoken_people(records),
        facts_before=couple_facts(before),
    )  # fmt: skip
    made = keep_solution(
        after, again.facts, again.solution, trial=kept.matching.trial, made_at=work.now()
    )
    return again, replace(made, goals=again.goals, keep=tuple(sorted(again.keep)))


def show_moves(work: Work, ronde: Koppelronde, again: Rematch) -> None:
    """Who gets another partner, before and after."""
    if not again.moves:
        work.say(Text("Niemand verschuift.", "Nobody moves."))
        return
    work.say(counted(len(again.moves), PEOPLE, "{} [krijgt|krijgen] iemand anders:",
                     "{} [gets|get] somebody else:"))  # fmt: skip
    for move in again.moves:
        then, now = (", ".join(codes) or "–" for codes in (move.before, move.after))
        told = t("  (was al gebeld)", "  (had been told)") if move.told else ""
        work.say(f"  {move.who} {ronde.name_of(move.who)}: {then} → {now}{told}")
