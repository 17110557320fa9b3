"""The call list: who is to be called, about which result, on a screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bureau.actions.kept import CALL_LIST, call_records_of, known_person, result_mark, result_of
from bureau.actions.kept_records import KeptResult
from bureau.actions.order import calls_needed
from bureau.actions.papers import Papers
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Subject
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome_calls import CallList, CallRecord
from koppelronde.domain.steps import Do, Step

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsListed:
    """Who is to be called about which result; ``who`` are the only ones asked for, if any."""

    ronde: Koppelronde
    kept: KeptResult
    calls: CallList
    who: tuple[str, ...] = ()


def call_list(store: Store, by: By, *, who: tuple[str, ...] = ()) -> CallsListed:
    """Everybody to be called, most urgent first; with ``who`` the calls of these people alone.

    In a large round the answers for ``who``, else for the first ten, are worked out. OutOfOrder
    where nobody is called or there is no result; WrongUse for a code that is not on the list.
    """
    from matching.calls.call_list import FIRST_IN_ADVANCE

    del by  # looking leaves no trace
    ronde = store.load()
    calls_needed(store, ronde)
    who = tuple(known_person(ronde, code) for code in who)
    kept = result_of(store, ronde)
    first = 0 if who else FIRST_IN_ADVANCE
    calls = list_of_calls(ronde, kept, call_records_of(store), first=first, also=who)
    if who:
        calls = _only_about(ronde, calls, who)
    return CallsListed(ronde=ronde, kept=kept, calls=calls, who=who)


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
    from matching.calls.call_list import call_list as listed

    return listed(
        ronde, couple_facts(ronde), kept.matching, records, goals=kept.goals,
        keep=frozenset(kept.keep), first=first, also=also,
    )  # fmt: skip


def _only_about(ronde: Koppelronde, calls: CallList, who: tuple[str, ...]) -> CallList:
    found = tuple(call for call in calls.calls if call.who in who)
    for code in who:
        if code not in {call.who for call in found}:
            name = f"{ronde.name_of(code)} ({code})"
            raise WrongUse(
                Text(f"{name} staat niet op de bellijst.", f"{name} is not on the call list."),
                Text("Wie er wel op staat:  ", "Who is:  ") + Step(Do.LIST_CALLS).said,
            )
    return replace(calls, calls=found)


def call_papers(listed: CallsListed, by: By, *, lang: Lang) -> Papers:
    """The call list as a PDF of one page per call and as a sheet; no papers for an empty list."""
    from bureau.workbook.out.writing import sheets_workbook
    from koppelronde.domain.facts import couple_facts
    from koppelronde.press.templates import templates_in
    from matching.figures.figure_tables import call_sheet
    from matching.papers import ReportOptions, call_list_pdf

    ronde, calls = listed.ronde, listed.calls
    name = "-".join([Text("bellijst", "call-list").say(lang), *listed.who])
    what = Text("bellijst op papier", "call list on paper")
    mark = result_mark(listed.kept.matching)
    about = Subject(kind=CALL_LIST, version=mark, who=" ".join(listed.who))
    if not calls.calls:
        return Papers(ronde=ronde, folder=name, what=what, files={}, about=about)
    pdf = call_list_pdf(
        ronde, couple_facts(ronde), listed.kept.matching, calls, templates_in("calls", lang),
        ReportOptions(made_at=by.at, lang=lang),
    )  # fmt: skip
    sheet = sheets_workbook(ronde.name, [call_sheet(ronde, calls, lang)])
    return Papers(
        ronde=ronde, folder=name, what=what, files={f"{name}.pdf": pdf, f"{name}.xlsx": sheet},
        about=about,
    )  # fmt: skip
