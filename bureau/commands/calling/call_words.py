"""The call list as ``koppel calls`` shows it and writes it on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work, t
from bureau.commands.door.show import show_table
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.kept import KeptResult
    from bureau.store.opening import Store
    from koppelronde.domain.outcome_calls import CallList, CallRecord
    from koppelronde.domain.ronde import Koppelronde

OUTCOMES = {
    "accepted": Text("akkoord", "accepted"),
    "refused": Text("geweigerd", "refused"),
    "unreachable": Text("niet bereikt", "not reached"),
    "asks_time": Text("denkt erover na", "asks for time"),
}


def only_about(ronde: Koppelronde, listed: CallList, who: tuple[str, ...]) -> CallList:
    """The part of the list about these people; WrongUse where somebody is not on it."""
    from koppelronde.domain.errors import WrongUse

    calls = tuple(call for call in listed.calls if call.who in who)
    for code in who:
        if code not in {call.who for call in calls}:
            name = f"{ronde.name_of(code)} ({code})"
            raise WrongUse(
                Text(f"{name} staat niet op de bellijst.", f"{name} is not on the call list."),
                Text("Wie er wel op staat:  koppel calls list", "Who is:  koppel calls list"),
            )
    return replace(listed, calls=calls)


def list_of_calls(
    ronde: Koppelronde,
    kept: KeptResult,
    records: tuple[CallRecord, ...],
    *,
    first: int = 0,
    also: tuple[str, ...] = (),
) -> CallList:
    """The call list of a result, with the calls already made.

    In a large round answers are solved for the ``first`` open calls and for ``also``.
    """
    from koppelronde.domain.facts import couple_facts
    from matching.calls.call_list import call_list

    return call_list(
        ronde, couple_facts(ronde), kept.matching, records, goals=kept.goals,
        keep=frozenset(kept.keep), first=first, also=also,
    )  # fmt: skip


def write_calls(
    work: Work,
    store: Store,
    ronde: Koppelronde,
    kept: KeptResult,
    listed: CallList,
    who: tuple[str, ...],
) -> list[str]:
    from bureau.commands.door.hand_out import hand_out
    from bureau.workbook.out.writing import sheets_workbook
    from koppelronde.domain.facts import couple_facts
    from koppelronde.press.templates import templates_in
    from matching.figures.figure_tables import call_sheet
    from matching.papers import ReportOptions, call_list_pdf

    if not listed.calls:
        return []
    name = "-".join([t("bellijst", "call-list"), *who])
    pdf = call_list_pdf(
        ronde, couple_facts(ronde), kept.matching, listed, templates_in("calls", work.lang),
        ReportOptions(made_at=work.now(), lang=work.lang),
    )  # fmt: skip
    sheet = call_sheet(ronde, listed, work.lang)
    papers = {f"{name}.pdf": pdf, f"{name}.xlsx": sheets_workbook(ronde.name, [sheet])}
    what = Text("bellijst op papier", "call list on paper")
    return hand_out(work, store, ronde, name, papers, what)


def show_calls(work: Work, ronde: Koppelronde, kept: KeptResult, listed: CallList) -> None:
    """The list on the terminal."""
    from matching.calls.scripts import REASON_SAYS

    if work.as_json:
        return
    if kept.matching.trial:
        work.say(Text("PROEF: bel hierover niemand.", "TRIAL: call nobody about this."))
    if not listed.calls:
        work.say(Text("Niemand hoeft gebeld te worden.", "Nobody needs to be called."))
        return
    rows = []
    for call in listed.calls:
        person = ronde.person(call.who)
        phones = ", ".join(person.phones) if person is not None else ""
        no = call.if_refused
        rows.append(
            (
                call.who, ronde.name_of(call.who), phones,
                f"{ronde.name_of(call.partner)} ({call.partner})" if call.partner else "–",
                "–" if call.own_rank is None else call.own_rank,
                "; ".join(REASON_SAYS[reason].say(work.lang) for reason in call.reasons),
                ", ".join(a.partner for a in call.alternatives) if call.in_advance else "…",
                "" if no is None else f"{no.partner or '–'} ({len(no.others_moved)})",
                "" if call.outcome is None else OUTCOMES[call.outcome.value].say(work.lang),
            )
        )  # fmt: skip
    show_table(
        t("Bellijst", "Call list"),
        ("", t("wie", "who"), t("telefoon", "phone"), t("met", "with"), t("rang", "rank"),
         t("waarom", "why"), t("anders", "else"), t("bij nee", "if no"),
         t("uitkomst", "outcome")),
        rows,
    )  # fmt: skip
    if any(call.if_refused is not None for call in listed.calls):
        work.say(Text("Bij nee: wie het dan wordt (hoeveel anderen dan verschuiven).",
                      "If no: who it would be (how many others would move)."))  # fmt: skip
    if not all(call.in_advance for call in listed.calls):
        work.say(Text("… wordt uitgerekend wanneer u gaat bellen:  koppel calls list --who CODE",
                      "… is worked out when you call:  koppel calls list --who CODE"))  # fmt: skip
    open_calls = len(listed.open)
    work.say(Text(f"{open_calls} van {len(listed.calls)} nog te bellen.",
                  f"{open_calls} of {len(listed.calls)} still to call."))  # fmt: skip
