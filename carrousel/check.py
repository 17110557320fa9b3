"""Judge a carrousel: a timetable in, findings out. Knows nothing of how timetables are made.

It serves three: tests of the engine, ``koppel carrousel check`` for a plan made elsewhere, and
whoever wants to trust a plan without trusting the program. It reads the round and the timetable
and shares no code with the engine.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Final

from koppelronde.findings import Finding, Weight
from koppelronde.language import Text, listed
from koppelronde.outcome import DayEventKind, Meeting, Timetable
from koppelronde.people import Side
from koppelronde.ronde import AgreementKind, Koppelronde
from koppelronde.rules import refusal
from koppelronde.times import clock, local_moment

RULES: Final[Mapping[str, Text]] = {
    "carrousel_turns": Text(
        "Iedere gespreksronde duurt even lang, valt binnen de carrousel en niet in een pauze.",
        "Every turn lasts equally long, lies inside the carousel and not in a break.",
    ),
    "carrousel_known": Text(
        "Alleen wie meedoet staat in het rooster, in een ronde en aan een tafel die bestaan.",
        "Only who takes part is in the timetable, in a turn and at a table that exist.",
    ),
    "carrousel_once": Text("Niemand spreekt elkaar twee keer.", "Nobody meets twice."),
    "carrousel_one_place": Text(
        "Niemand zit in één ronde op twee plaatsen.", "Nobody is in two places in one turn."
    ),
    "carrousel_one_table": Text(
        "Aan een tafel is één gesprek tegelijk.", "A table holds one conversation at a time."
    ),
    "carrousel_home": Text(
        "Wie zit, houdt de eigen tafel.", "Who stays seated keeps the same table."
    ),
    "carrousel_presence": Text(
        "Wie er niet is, heeft geen gesprek.", "Who is not there has no conversation."
    ),
    "carrousel_forbidden": Text(
        "Een uitgesloten koppel spreekt elkaar niet.", "An excluded couple does not meet."
    ),
    "carrousel_ineligible": Text(
        "Wie niet gekoppeld kan worden, wordt niet gekozen.",
        "Who cannot be coupled is not chosen.",
    ),
    "carrousel_idle": Text(
        "Niemand heeft twee rondes achter elkaar niets.", "Nobody is idle two turns running."
    ),
    "carrousel_equal": Text(
        "Iedereen heeft evenveel gesprekken, op één na.",
        "Everybody has the same number of conversations, give or take one.",
    ),
    "carrousel_missed": Text(
        "De gemiste koppels zijn precies de toegestane koppels zonder gesprek.",
        "The missed couples are exactly the allowed couples without a conversation.",
    ),
    "carrousel_history": Text(
        "Wat al is geweest, verandert niet meer.", "What has been held does not change."
    ),
}


def check_timetable(ronde: Koppelronde, timetable: Timetable) -> tuple[Finding, ...]:
    """Everything wrong with this timetable (BROKEN), then what somebody should know (NOTICE)."""
    rules: tuple[Callable[[Koppelronde, Timetable], Iterator[Finding]], ...] = (
        _turns,
        _known,
        _once,
        _one_place,
        _one_table,
        _home,
        _presence,
        _forbidden,
        _ineligible,
        _missed,
        _idle,
        _equal,
    )
    found = [finding for rule in rules for finding in rule(ronde, timetable)]
    return tuple(sorted(found, key=lambda finding: finding.weight is Weight.NOTICE))


def check_history(before: Timetable, after: Timetable) -> tuple[Finding, ...]:
    """Whether a plan made during the day left alone what had been held by then.

    A conversation with somebody who turned out not to be there was not held.
    """
    gone = {
        (event.who, turn)
        for event in after.events
        if event.kind is not DayEventKind.SWAP_TABLE
        for turn in range(event.first, event.last + 1)
    }

    def held(timetable: Timetable) -> set[Meeting]:
        return {
            meeting
            for meeting in timetable.meetings
            if meeting.turn <= after.held_until
            and (meeting.aios, meeting.turn) not in gone
            and (meeting.hao, meeting.turn) not in gone
        }

    return tuple(
        Finding(
            "carrousel_history",
            (meeting.aios, meeting.hao),
            Text(
                f"Ronde {meeting.turn} was al geweest, maar {meeting.aios} met {meeting.hao} "
                "is veranderd.",
                f"Turn {meeting.turn} had been held, but {meeting.aios} with {meeting.hao} "
                "was changed.",
            ),
        )
        for meeting in sorted(held(before) ^ held(after))
    )


# ── the rules one by one ─────────────────────────────────────────────────────────────────────


def _turns(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    minutes = timedelta(minutes=ronde.number("turn_minutes"))
    gap = timedelta(minutes=ronde.number("changeover_minutes"))
    free_from: datetime | None = None
    pauses = [(_instant(p.begin), _instant(p.end)) for p in timetable.breaks]
    opening, closing = _opening(ronde)
    for number, turn in enumerate(timetable.turns, 1):
        begin, end = _instant(turn.begin), _instant(turn.end)
        if turn.number != number:
            yield _says(
                "carrousel_turns",
                (),
                f"ronde {turn.number} staat op plaats {number}",
                f"turn {turn.number} stands in place {number}",
            )
        if end - begin != minutes.total_seconds():
            yield _says(
                "carrousel_turns",
                (),
                f"ronde {number} duurt niet even lang",
                f"turn {number} does not last as long as asked",
            )
        if free_from is not None and begin < _instant(free_from):
            yield _says(
                "carrousel_turns",
                (),
                f"ronde {number} begint voordat de vorige om is",
                f"turn {number} begins before the one before is over",
            )
        elif free_from is not None and begin < _instant(free_from) + gap.total_seconds():
            rest = any(_instant(free_from) <= start < begin for start, _ in pauses)
            if not rest:
                yield _says(
                    "carrousel_turns",
                    (),
                    f"te weinig wisseltijd voor ronde {number}",
                    f"too little time to change before turn {number}",
                )
        if any(begin < stop and start < end for start, stop in pauses):
            yield _says(
                "carrousel_turns",
                (),
                f"ronde {number} valt in een pauze",
                f"turn {number} runs into a break",
            )
        if (opening and begin < _instant(opening)) or (closing and end > _instant(closing)):
            yield _says(
                "carrousel_turns",
                (),
                f"ronde {number} ({clock(turn.begin)}-{clock(turn.end)}) valt buiten de carrousel",
                f"turn {number} ({clock(turn.begin)}-{clock(turn.end)}) lies outside the carousel",
            )
        free_from = turn.end
    for at in _fixed_breaks(ronde):
        here = [p for p in timetable.breaks if _instant(p.begin) <= _instant(at) < _instant(p.end)]
        spanned = (
            timetable.turns
            and _instant(timetable.turns[0].begin) < _instant(at)
            and _instant(at) < _instant(timetable.turns[-1].end)
        )
        if spanned and not here:
            yield _says(
                "carrousel_turns",
                (),
                f"de pauze van {clock(at)} ontbreekt",
                f"the break at {clock(at)} is missing",
            )


def _known(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    gone = set(ronde.withdrawn)
    turns = {turn.number for turn in timetable.turns}
    tables = {table.number for table in timetable.tables}
    for meeting in timetable.meetings:
        for code, known in (
            (meeting.aios, ronde.aios_by_code),
            (meeting.hao, ronde.hao_by_code),
        ):
            if code not in known or code in gone:
                yield _says(
                    "carrousel_known",
                    (code,),
                    f"{code} doet niet mee",
                    f"{code} does not take part",
                )
        if meeting.turn not in turns:
            yield _says(
                "carrousel_known",
                _who(meeting),
                f"ronde {meeting.turn} bestaat niet",
                f"there is no turn {meeting.turn}",
            )
        if meeting.table not in tables:
            yield _says(
                "carrousel_known",
                _who(meeting),
                f"tafel {meeting.table} bestaat niet",
                f"there is no table {meeting.table}",
            )


def _once(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    del ronde
    turns: dict[tuple[str, str], list[int]] = defaultdict(list)
    for meeting in (*timetable.meetings, *timetable.catch_up):
        turns[meeting.aios, meeting.hao].append(meeting.turn)
    for who, when in sorted(turns.items()):
        if len(when) > 1:
            said = listed([str(turn) for turn in sorted(when)])
            yield _says(
                "carrousel_once",
                who,
                f"{who[0]} en {who[1]} in ronde {said.nl}",
                f"{who[0]} and {who[1]} in turns {said.en}",
            )


def _one_place(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    del ronde
    seen = Counter(
        (meeting.turn, code)
        for meeting in (*timetable.meetings, *timetable.catch_up)
        for code in _who(meeting)
    )
    for (turn, code), number in sorted(seen.items()):
        if number > 1:
            yield _says(
                "carrousel_one_place",
                (code,),
                f"{code} heeft {number} gesprekken in ronde {turn}",
                f"{code} has {number} meetings in turn {turn}",
            )


def _one_table(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    del ronde
    seen: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
    for meeting in (*timetable.meetings, *timetable.catch_up):
        seen[meeting.turn, meeting.table].append(meeting)
    for (turn, table), here in sorted(seen.items()):
        if len(here) > 1:
            who = tuple(sorted({code for meeting in here for code in _who(meeting)}))
            yield _says(
                "carrousel_one_table",
                who,
                f"{len(here)} gesprekken aan tafel {table} in ronde {turn}",
                f"{len(here)} meetings at table {table} in turn {turn}",
            )


def _home(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    """A mover with a place of their own is visited there, so that meeting is at that table."""
    home = dict(timetable.home)
    moved: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for event in timetable.events:
        if event.kind is DayEventKind.SWAP_TABLE:
            moved[event.who].append((event.first, event.table))
    seen: dict[str, dict[int, int]] = defaultdict(dict)
    for meeting in timetable.meetings:
        mover, stayer = _sides(timetable, meeting)
        if mover in home:
            if meeting.table != home[mover]:
                yield _away_from_home(mover, meeting, home[mover])
        elif stayer in home and not timetable.events and meeting.table != home[stayer]:
            yield _away_from_home(stayer, meeting, home[stayer])
        else:
            seen[stayer][meeting.turn] = meeting.table
    # On the day a table may be swapped: it then changes at that turn and at no other.
    for stayer, tables in sorted(seen.items()):
        ordered = sorted(tables.items())
        swaps = {
            first
            for event in timetable.events
            if event.kind is DayEventKind.SWAP_TABLE
            for first in (event.first,)
        }
        for (before, old), (turn, new) in itertools.pairwise(ordered):
            if old != new and not any(before < first <= turn for first in swaps):
                yield _says(
                    "carrousel_home",
                    (stayer,),
                    f"{stayer} verhuist van tafel {old} naar {new} in ronde {turn}",
                    f"{stayer} moves from table {old} to {new} in turn {turn}",
                )
    for presence in ronde.presences:
        if presence.table and presence.code in home and home[presence.code] != presence.table:
            if moved.get(presence.code):
                continue
            yield _says(
                "carrousel_home",
                (presence.code,),
                f"{presence.code} hoort aan tafel {presence.table}",
                f"{presence.code} belongs at table {presence.table}",
            )


def _presence(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    away = _away_turns(ronde, timetable)
    for meeting in timetable.meetings:
        for code in _who(meeting):
            if meeting.turn in away.get(code, ()):
                yield _says(
                    "carrousel_presence",
                    (code,),
                    f"{code} is er niet in ronde {meeting.turn}",
                    f"{code} is not there in turn {meeting.turn}",
                )


def _forbidden(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    out = {(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.OUT}
    if ronde.procedure.applies("veto"):
        out |= {(veto.aios, veto.hao) for veto in ronde.vetoes}
    for meeting in (*timetable.meetings, *timetable.catch_up):
        if (meeting.aios, meeting.hao) in out:
            yield _says(
                "carrousel_forbidden",
                _who(meeting),
                f"{meeting.aios} en {meeting.hao} in ronde {meeting.turn}",
                f"{meeting.aios} and {meeting.hao} in turn {meeting.turn}",
            )


def _ineligible(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    """Broken in a selection; when everybody meets everybody they simply meet too."""
    against = [m for m in timetable.meetings if _rule_against(ronde, m.aios, m.hao)]
    everybody = set(timetable.missed) <= set(timetable.lost)
    weight = Weight.NOTICE if everybody else Weight.BROKEN
    for meeting in against:
        yield _says(
            "carrousel_ineligible",
            _who(meeting),
            f"{meeting.aios} en {meeting.hao} kunnen niet gekoppeld worden",
            f"{meeting.aios} and {meeting.hao} cannot be coupled",
            weight,
        )


def _missed(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    out = {(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.OUT}
    if ronde.procedure.applies("veto"):
        out |= {(veto.aios, veto.hao) for veto in ronde.vetoes}
    met = {_who(meeting) for meeting in timetable.meetings}
    said = {(couple.aios, couple.hao) for couple in timetable.missed}
    day = ronde.settings.carrousel_date
    here = {
        person.code
        for person in (*ronde.aios, *ronde.haos)
        if person.code not in ronde.withdrawn and not (day and person.away_on(day))
    }
    for aios in ronde.aios:
        for hao in ronde.haos:
            pair = (aios.code, hao.code)
            should = (
                pair not in met
                and pair not in out
                and aios.code in here
                and hao.code in here
                and not _rule_against(ronde, *pair)
            )
            if should != (pair in said):
                yield _says(
                    "carrousel_missed",
                    pair,
                    f"{pair[0]} en {pair[1]} {'ontbreken' if should else 'staan'} ten onrechte",
                    f"{pair[0]} and {pair[1]} {'are left out' if should else 'stand'} wrongly",
                )


def _idle(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    away = _away_turns(ronde, timetable)
    busy: dict[str, set[int]] = defaultdict(set)
    for meeting in timetable.meetings:
        for code in _who(meeting):
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
            yield _says(
                "carrousel_idle",
                (code,),
                f"{code} heeft {worst} rondes achter elkaar niets",
                f"{code} is idle {worst} turns running",
                Weight.NOTICE,
            )


def _equal(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    away = _away_turns(ronde, timetable)
    for side, nl, en in ((0, "aios", "trainees"), (1, "HAO's", "trainers")):
        number = Counter(_who(meeting)[side] for meeting in timetable.meetings)
        whole = {code: n for code, n in number.items() if not away.get(code)}
        if not whole or max(whole.values()) - min(whole.values()) < 2:
            continue
        low, high = min(whole.values()), max(whole.values())
        fewest = tuple(sorted(code for code, n in whole.items() if n == low))
        yield _says(
            "carrousel_equal",
            fewest,
            f"de {nl} hebben {low} tot {high} gesprekken",
            f"the {en} have {low} to {high} meetings",
            Weight.NOTICE,
        )


# ── what the rules look at ───────────────────────────────────────────────────────────────────


def _who(meeting: Meeting) -> tuple[str, str]:
    return (meeting.aios, meeting.hao)


def _sides(timetable: Timetable, meeting: Meeting) -> tuple[str, str]:
    pair = (meeting.aios, meeting.hao)
    return pair if timetable.mover is Side.AIOS else (pair[1], pair[0])


def _rule_against(ronde: Koppelronde, aios: str, hao: str) -> bool:
    trainee, trainer = ronde.aios_by_code.get(aios), ronde.hao_by_code.get(hao)
    if trainee is None or trainer is None:
        return False
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    return refusal(rules, trainee, trainer, None) is not None


def _away_turns(ronde: Koppelronde, timetable: Timetable) -> dict[str, set[int]]:
    """Turns in which somebody is not there: as reported beforehand and on the day."""
    away: dict[str, set[int]] = defaultdict(set)
    day = ronde.settings.carrousel_date
    for presence in ronde.presences:
        for turn in timetable.turns:
            comes = _at(turn.begin, presence.begin)
            leaves = _at(turn.begin, presence.end)
            if (comes and _instant(turn.begin) < comes) or (leaves and _instant(turn.end) > leaves):
                away[presence.code].add(turn.number)
    for event in timetable.events:
        if event.kind is not DayEventKind.SWAP_TABLE:
            away[event.who] |= set(range(event.first, event.last + 1))
    everything = {turn.number for turn in timetable.turns}
    for person in (*ronde.aios, *ronde.haos):
        if day is not None and person.away_on(day):
            away[person.code] |= everything
    return away


def _at(same_day: datetime, at: time | None) -> float | None:
    return None if at is None else _instant(local_moment(same_day.date(), at))


def _opening(ronde: Koppelronde) -> tuple[datetime | None, datetime | None]:
    settings = ronde.settings
    day, begin, end = settings.carrousel_date, settings.carrousel_begin, settings.carrousel_end
    if day is None:
        return None, None
    return (
        local_moment(day, begin) if begin else None,
        local_moment(day, end) if end else None,
    )


def _fixed_breaks(ronde: Koppelronde) -> Iterable[datetime]:
    day = ronde.settings.carrousel_date
    return [] if day is None else [local_moment(day, at) for at in ronde.settings.breaks_at]


def _instant(moment: datetime) -> float:
    """Seconds; Python subtracts two moments of one zone by the wall, not by the clock."""
    return moment.timestamp()


def _says(
    rule: str, who: tuple[str, ...], nl: str, en: str, weight: Weight = Weight.BROKEN
) -> Finding:
    law = RULES[rule]
    return Finding(rule, who, Text(f"{nl}. {law.nl}", f"{en}. {law.en}"), weight)


def _away_from_home(code: str, meeting: Meeting, home: int) -> Finding:
    return _says(
        "carrousel_home",
        (code,),
        f"{code} zit in ronde {meeting.turn} aan tafel {meeting.table} en niet aan {home}",
        f"{code} sits at table {meeting.table} in turn {meeting.turn}, not at {home}",
    )
