"""The plans and results of the current round, as the store keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from bureau.actions.kept_records import Invited, KeptResult, Proof, SealLogged
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.language import Text, same
from koppelronde.domain.outcomes.outcome import Matching, Shortlist
from koppelronde.domain.outcomes.outcome_calls import CallList, CallRecord
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.steps import Do, Step
from koppelronde.procedure.documents import Documents

if TYPE_CHECKING:
    from bureau.store.change import Change
    from bureau.store.opening import Store

TIMETABLE: Final = "timetable"
CALENDAR: Final = "visit_calendar"
SHORTLIST: Final = "shortlist"
INVITED: Final = "invited"
"""The key, among the documents about candidates, of whom the coordinator invites."""
RESULT: Final = "result"
CALL_LIST: Final = "call_list"
CALL_RECORD: Final = "call_record"
HANDED_OUT: Final = "handed_out"
ANNOUNCEMENT: Final = "announcement"
ANSWERS: Final = "answers"
SEAL_LOG: Final = "seal_log"
PROOF: Final = "proof"
T = TypeVar("T")


TRIAL: Final = "trial"
"""Results that do not count are kept apart, so that a trial never hides the real one."""


def newest(store: Store, kind: str, cls: type[T], key: str = "") -> T | None:
    """The newest document of that kind as a record; none once it is erased."""
    found = store.latest(kind, key)
    return None if found is None or found.erased else found.record(cls)


def real_result(store: Store, ronde: Koppelronde) -> KeptResult | None:
    """The result that counts: made under the seal that the round has now."""
    found = newest(store, RESULT, KeptResult)
    return found if found is not None and found.sealed == ronde.sealed else None


def newest_result(store: Store, ronde: Koppelronde) -> KeptResult | None:
    """The real result, else the newest trial."""
    return real_result(store, ronde) or newest(store, RESULT, KeptResult, TRIAL)


def load_documents(store: Store, ronde: Koppelronde) -> Documents:
    """The newest of each kind."""
    result = newest_result(store, ronde)
    matching = None if result is None else result.matching
    mark = "" if matching is None else result_mark(matching)
    acts = [(entry.act, entry.subject.kind, entry.subject.version) for entry in store.journal_of()]
    done, told = set(acts), [version for act, _, version in acts if act is Act.ANNOUNCED]
    handed_out = {kind for act, kind, _ in done if act is Act.HANDED_OUT}
    timetable = newest(store, TIMETABLE, Timetable)
    return Documents(
        timetable=timetable,
        calendar=newest(store, CALENDAR, VisitCalendar),
        shortlist=newest(store, SHORTLIST, Shortlist),
        matching=matching,
        calls=calls_to_report(store, ronde),
        selected=newest(store, SHORTLIST, Invited, INVITED) is not None,
        announced=told[-1:] == [mark],
        announced_before=any(other != mark for other in told),
        results_written=matching is not None
        and not matching.trial
        and (Act.PRINTED, RESULT, mark) in done,
        results_mailed=matching is not None and (Act.DRAFTED, RESULT, mark) in done,
        rosters_out=TIMETABLE in handed_out
        or (timetable is not None and (Act.PRINTED, TIMETABLE, str(timetable.version)) in done),
        visits_out=CALENDAR in handed_out,
    )


def calls_to_report(store: Store, ronde: Koppelronde) -> CallList | None:
    """The call list; None where this procedure settles by hand what others telephone about."""
    if not ronde.procedure.has(PhaseKind.CALLS) and not call_records_of(store):
        return None
    return newest(store, CALL_LIST, CallList)


def carrousel_on_paper(timetable: Timetable) -> Text:
    """What people read in the journal of papers of this timetable, all of them or some."""
    return Text(f"carrousel {timetable.version} op papier",
                f"carousel {timetable.version} on paper")  # fmt: skip


def about_timetable(timetable: Timetable, who: str = "") -> Subject:
    """An act about this timetable."""
    return Subject(kind=TIMETABLE, version=str(timetable.version), who=who)


def about_calendar(calendar: VisitCalendar, who: str = "") -> Subject:
    """An act about this visit calendar."""
    return Subject(kind=CALENDAR, version=str(calendar.version), who=who)


def result_mark(matching: Matching) -> str:
    """The mark by which people know a result: the first eight digits of its hash."""
    return matching.result_hash[:8]


def about_result(matching: Matching, who: str = "") -> Subject:
    """An act about this result."""
    return Subject(kind=RESULT, version=result_mark(matching), who=who)


def results_on_paper(matching: Matching) -> Text:
    """What people read in the journal of the overview and the letters of this result."""
    mark = result_mark(matching)
    return Text(f"uitslag {mark} op papier", f"result {mark} on paper")


def results_drafted(matching: Matching) -> Text:
    """What people read of the messages with this result, made for everybody it concerns."""
    mark = result_mark(matching)
    return Text(f"concepten uitslag {mark}", f"drafts of result {mark}")


def timetable_of(store: Store) -> Timetable:
    """The timetable in force, or OutOfOrder when there is none yet."""
    found = newest(store, TIMETABLE, Timetable)
    if found is None:
        from bureau.actions.order import people_first, phase_needed

        ronde = store.load()
        phase_needed(store, ronde, PhaseKind.CARROUSEL)
        people_first(ronde)
        raise OutOfOrder(
            Text("Er is nog geen carrouselrooster.", "There is no carousel timetable yet."),
            Text("Maak het eerst:  ", "Make it first:  ") + Step(Do.PLAN_CARROUSEL).said,
        )
    return found


def calendar_of(store: Store) -> VisitCalendar:
    """The visit calendar in force, or OutOfOrder when there is none yet."""
    found = newest(store, CALENDAR, VisitCalendar)
    if found is None:
        from bureau.actions.order import candidates_first, people_first, phase_needed

        ronde = store.load()
        phase_needed(store, ronde, PhaseKind.VISITS)
        people_first(ronde)
        candidates_first(store, ronde)
        raise OutOfOrder(
            Text("Er is nog geen plan voor de praktijkbezoeken.", "There is no visit plan yet."),
            Text("Maak het eerst:  ", "Make it first:  ") + Step(Do.PLAN_VISITS).said,
        )
    return found


def result_of(store: Store, ronde: Koppelronde) -> KeptResult:
    """The real result, else the newest trial; OutOfOrder when there is neither."""
    found = newest_result(store, ronde)
    if found is None:
        from bureau.actions.order import remedy_now

        said = remedy_now(store, ronde)
        if said is not None and (ronde.lists_aios or ronde.lists_hao):
            said += Text("   (een proef kan ook:  ", "   (or a trial:  ")
            said += Step(Do.TRY_MATCH).said + same(")")
        raise OutOfOrder(Text("Er is nog niet gekoppeld.", "There is no matching yet."), said)
    return found


def real_result_of(store: Store, ronde: Koppelronde) -> KeptResult:
    """The newest result, which may not be a trial."""
    found = result_of(store, ronde)
    if found.matching.trial:
        from bureau.actions.order import remedy_now

        raise OutOfOrder(
            Text(
                "De laatste uitslag is een proef; daarover belt en mailt u niemand.",
                "The newest result is a trial; nobody is called or mailed about it.",
            ),
            remedy_now(store, ronde),
        )
    return found


def call_records_of(store: Store) -> tuple[CallRecord, ...]:
    """All telephone calls that were written down, in order."""
    kept = (found for found in store.all(CALL_RECORD) if not found.erased)
    return tuple(found.record(CallRecord) for found in kept)


def known_person(ronde: Koppelronde, code: str) -> str:
    """The code as it is written in the round, whatever its case; WrongUse with the nearest."""
    from difflib import get_close_matches

    codes = {person.code.casefold(): person.code for person in (*ronde.aios, *ronde.haos)}
    if code.casefold() in codes:
        return codes[code.casefold()]
    near = get_close_matches(code.casefold(), codes, n=1)
    hint = codes[near[0]] if near else ""
    raise WrongUse(
        Text(f"Niemand in deze ronde heeft code '{code}'.", f"Nobody here has code '{code}'.")
        + (Text(f" Bedoelde u {hint}?", f" Did you mean {hint}?") if hint else Text("", ""))
    )


def seal_log_of(store: Store) -> tuple[SealLogged, ...]:
    """Every seal and draw of this round, in order."""
    kept = (found for found in store.all(SEAL_LOG) if not found.erased)
    return tuple(found.record(SealLogged) for found in kept)


def proofs_of(store: Store) -> dict[str, bytes]:
    """The file of every result that was ever made, by the name it has on paper."""
    kept = (found.record(Proof) for found in store.all(PROOF) if not found.erased)
    return {proof_name(proof.result_hash): proof.file.encode() for proof in kept}


def proofs_before(store: Store, kept: KeptResult) -> dict[str, bytes]:
    """The files of the results that this one follows, back to the first of its seal."""
    import json

    known, found, file = proofs_of(store), dict[str, bytes](), kept.file
    while file and (mark := json.loads(file)["before"]):
        name = proof_name(mark)
        if name not in known:
            break
        found[name], file = known[name], known[name].decode()
    return found


def proof_name(result_hash: str) -> str:
    """How the file of a result is called."""
    return f"uitslag-{result_hash[:8]}.json"


def put_result(change: Change, kept: KeptResult) -> None:
    """Keep a result that counts, and its proof for good."""
    change.put_document(RESULT, kept)
    if kept.file:  # two who may not come to one practice leave no prices to prove it by
        change.put_document(PROOF, Proof(result_hash=kept.matching.result_hash, file=kept.file))
