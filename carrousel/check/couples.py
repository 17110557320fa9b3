"""Is it the right people who meet, and fairly: exclusions, missed couples, pauses, numbers.

Part of the checker: shares no code with the engine.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from carrousel.check.rules import away_turns, present, rule_against, says, who_meets
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.ronde import AgreementKind, Koppelronde, MeetingWish


def nobody_excluded(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    out = {(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.OUT}
    if ronde.procedure.applies("veto"):
        out |= {(veto.aios, veto.hao) for veto in ronde.vetoes}
    for meeting in (*timetable.meetings, *timetable.catch_up):
        if (meeting.aios, meeting.hao) in out:
            yield says(
                "carrousel_forbidden",
                who_meets(meeting),
                f"{meeting.aios} en {meeting.hao} in ronde {meeting.turn}",
                f"{meeting.aios} and {meeting.hao} in turn {meeting.turn}",
            )


def nobody_ineligible(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    """Broken in a selection; when everybody meets everybody they simply meet too."""
    against = [m for m in timetable.meetings if rule_against(ronde, m.aios, m.hao)]
    everybody = set(timetable.missed) <= set(timetable.lost)
    weight = Weight.NOTICE if everybody else Weight.BROKEN
    for meeting in against:
        yield says(
            "carrousel_ineligible",
            who_meets(meeting),
            f"{meeting.aios} en {meeting.hao} kunnen niet gekoppeld worden",
            f"{meeting.aios} and {meeting.hao} cannot be coupled",
            weight,
        )


def missed_is_right(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    out = {(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.OUT}
    if ronde.procedure.applies("veto"):
        out |= {(veto.aios, veto.hao) for veto in ronde.vetoes}
    met = {who_meets(meeting) for meeting in timetable.meetings}
    said = {(couple.aios, couple.hao) for couple in timetable.missed}
    here = set(present(ronde))
    for aios in ronde.aios:
        for hao in ronde.haos:
            pair = (aios.code, hao.code)
            should = (
                pair not in met
                and pair not in out
                and aios.code in here
                and hao.code in here
                and not rule_against(ronde, *pair)
            )
            if should != (pair in said):
                yield says(
                    "carrousel_missed",
                    pair,
                    f"{pair[0]} en {pair[1]} {'ontbreken' if should else 'staan'} ten onrechte",
                    f"{pair[0]} and {pair[1]} {'are left out' if should else 'stand'} wrongly",
                )


def no_pause_after_pause(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    away = away_turns(ronde, timetable)
    busy: dict[str, set[int]] = defaultdict(set)
    for meeting in timetable.meetings:
        for code in who_meets(meeting):
            busy[code].add(meeting.turn)
    span: dict[str, tuple[int, int]] = {}
    for group in timetable.groups:
        for code in group.codes:
            first, last = span.get(code, (group.first, group.last))
            span[code] = (min(first, group.first), max(last, group.last))
    for code in sorted(busy):
        first, last = span.get(code, (1, len(timetable.turns)))
        run = worst = 0
        for turn in range(first, last + 1):
            idle = turn not in busy[code] and turn not in away.get(code, ())
            run = run + 1 if idle else 0
            worst = max(worst, run)
        if worst > 1:
            yield says(
                "carrousel_idle",
                (code,),
                f"{code} heeft {worst} rondes achter elkaar niets",
                f"{code} is idle {worst} turns running",
                Weight.NOTICE,
            )


def equal_numbers(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    away = away_turns(ronde, timetable)
    here = set(present(ronde))
    for side, nl, en in ((0, "aios", "trainees"), (1, "HAO's", "trainers")):
        number = Counter(who_meets(meeting)[side] for meeting in timetable.meetings)
        people = (ronde.aios, ronde.haos)[side]
        whole = {p.code: number[p.code] for p in people if p.code in here and not away.get(p.code)}
        if not whole or max(whole.values()) - min(whole.values()) < 2:
            continue
        low, high = min(whole.values()), max(whole.values())
        fewest = tuple(sorted(code for code, n in whole.items() if n == low))
        yield says(
            "carrousel_equal",
            fewest,
            f"de {nl} hebben {low} tot {high} gesprekken",
            f"the {en} have {low} to {high} meetings",
            Weight.NOTICE,
        )


def number_asked(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    """More than asked is broken; fewer can be all there is, and is said."""
    each = ronde.number("meetings_each")
    number = Counter(meeting.aios for meeting in timetable.meetings)
    here = set(present(ronde))
    for person in ronde.aios if each else ():
        had = number[person.code]
        if had != each and (person.code in here or had):
            yield says(
                "carrousel_number",
                (person.code,),
                f"{person.code} heeft {had} van {each} gesprekken",
                f"{person.code} has {had} of {each} meetings",
                Weight.BROKEN if had > each else Weight.NOTICE,
            )


def must_meet(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    met = {who_meets(meeting) for meeting in (*timetable.meetings, *timetable.catch_up)}
    here = set(present(ronde))
    asked = {(w.aios, w.hao) for w in ronde.carrousel_wishes if w.wish is MeetingWish.MUST}
    for aios, hao in sorted(asked - met):
        if {aios, hao} <= here:
            yield says(
                "carrousel_must",
                (aios, hao),
                f"{aios} en {hao} spreken elkaar niet",
                f"{aios} and {hao} do not meet",
                Weight.NOTICE,
            )
