"""More people than tables, or small groups: waves after one another, groups beside one another.

1. Small groups (``group_size``): both sides are divided; every group has its own tables and meets
   among itself, all groups at the same time, or in as many waves as the tables ask for.
2. Too few tables but time enough: who stays seated comes in shifts, so that everybody still meets
   everybody.
3. Too few tables and too little time: two or more waves; both sides are divided, and every wave
   gets its own equal part of the turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carrousel.afternoon.chosen_couples import some_round
from carrousel.afternoon.everybody_meets import full_round
from carrousel.afternoon.goals import MUST, stage, wish_words
from carrousel.afternoon.grouping import Part, divided, in_shifts, sizes, too_few_tables
from carrousel.afternoon.guests import Guests, Pair
from carrousel.afternoon.presence.presence import limited, present_round
from carrousel.afternoon.seating import Seats, plain_tables, tables_for_stayers, walking_order
from carrousel.afternoon.sides import sides_of
from carrousel.afternoon.timetable import Planned
from carrousel.afternoon.turns import Hours, lay_out
from carrousel.afternoon.wishes import musts_not_granted, total_worth, worth_of
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Stage
from koppelronde.domain.outcomes.outcome_carrousel import CarrouselGroup
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.progress import Tell


def grouped_round(
    ronde: Koppelronde, guests: Guests, hours: Hours, available: int, tell: Tell
) -> Planned:
    """The plan in groups or waves. Raises NoPlanExists when a wave would have no turn."""
    side = ronde.mover
    movers, stayers = guests.of(side), guests.of(side.other)
    tables = walking_order(ronde.settings.tables) or plain_tables(len(stayers))
    group_size = ronde.number("group_size")
    if group_size and ronde.number("free_tables"):
        raise NoPlanExists(
            Text("Kleine groepen en vrije tafels gaan niet samen.",
                 "Small groups and free tables do not go together."),
            (Text("Een groep heeft eigen tafels.", "A group has tables of its own."),),
            (Text("Maak 'Groepsgrootte' of 'Vrije tafels' op blad Ronde leeg.",
                  "Empty 'Groepsgrootte' or 'Vrije tafels' on sheet Ronde."),),
        )  # fmt: skip
    if not group_size:
        left = tables_for_stayers(tables, movers, guests.presences)
        if left <= 0:
            raise too_few_tables(len(stayers), 0)
        shifts = -(-len(stayers) // left)
        needed = sum(max(len(movers), size) for size in sizes(len(stayers), shifts))
        if needed <= available and not ronde.number("meetings_each"):
            parts = in_shifts(guests, side, tables, shifts)
            everybody = not any(limited(part.guests) for part in parts)
            return _joined(ronde, parts, hours, available, tell, everybody)
        if shifts > len(movers):
            # Too few people to divide: they see as many of every shift as the time allows.
            if ronde.number("meetings_each"):
                raise too_few_tables(len(stayers), len(tables))
            return _joined(ronde, in_shifts(guests, side, tables, shifts), hours, available, tell)
        return _joined(ronde, divided(ronde, guests, tables, shifts), hours, available, tell)
    groups = min(-(-len(guests.aios) // group_size), len(movers), len(stayers))
    return _joined(ronde, divided(ronde, guests, tables, groups), hours, available, tell)


def _joined(
    ronde: Koppelronde,
    parts: list[Part],
    hours: Hours,
    available: int,
    tell: Tell,
    everybody: bool = False,
) -> Planned:
    """Plan every part and put them beside and after one another.

    Only where ``everybody`` meets everybody do those meet who cannot be coupled.
    """
    waves = parts[-1].wave + 1
    budget = _budgets(ronde, parts, available)
    plans: list[Planned] = []
    groups: list[CarrouselGroup] = []
    begins, first = [], 0
    for wave in range(waves):
        begins.append(first)
        longest = 0
        for part in parts:
            if part.wave == wave:
                every = everybody or not part.guests.ineligible
                plan = _part_plan(ronde, part, hours, first, budget[wave], tell, every)
                plans.append(plan)
                longest = max(longest, plan.turns)
        first += longest
    for number, (part, plan) in enumerate(zip(parts, plans, strict=True), 1):
        begin = begins[part.wave]
        codes = (*part.guests.aios, *part.guests.haos)
        groups.append(CarrouselGroup(number=number, first=begin + 1, last=begin + plan.turns,
                                     codes=codes))  # fmt: skip
    meetings = tuple(
        replace(meeting, turn=meeting.turn + begins[part.wave])
        for part, plan in zip(parts, plans, strict=True)
        for meeting in plan.meetings
    )
    met = frozenset((meeting.aios, meeting.hao) for meeting in meetings)
    seats = _all_seats(plans)
    return Planned(
        turns=first,
        seats=seats,
        meetings=meetings,
        stages=_stages(ronde, parts, budget, met),
        findings=(
            *_why_waves(ronde, parts),
            *(f for plan in plans for f in plan.findings if f.rule != "carrousel_must"),
            *musts_not_granted(ronde, met),
        ),
        groups=tuple(groups),
    )


def _why_waves(ronde: Koppelronde, parts: list[Part]) -> tuple[Finding, ...]:
    """Waves cost people half of their conversations: what would make them needless."""
    side, given = ronde.mover, ronde.settings.tables
    seated = {code for part in parts for code in part.guests.of(side.other)}
    walking = {code for part in parts for code in part.guests.of(side)}
    presences = {code: p for part in parts for code, p in part.guests.presences.items()}
    tables = tables_for_stayers(given, sorted(walking), presences)
    if ronde.number("group_size") or tables >= len(seated):
        return ()
    enough = len(given) + len(seated) - tables
    who = {Side.AIOS: Text("aios", "trainees"), Side.HAO: Text("HAO's", "trainers")}
    stay, walk = who[side.other], who[side]
    says = Text(
        f"Er zijn {tables} tafels voor {len(seated)} {stay.nl} die blijven zitten. Daarom "
        f"zitten zij er in groepen na elkaar. Met {enough} tafels kan het in één keer",
        f"There are {tables} tables for {len(seated)} {stay.en} who stay seated, so they sit "
        f"there after one another. With {enough} tables all can at once",
    )
    if len(walking) <= tables:
        says += Text(
            f"; ook als de {walk.nl} blijven zitten ('Wie loopt' op blad Ronde)",
            f"; also when the {walk.en} stay seated ('Wie loopt' on sheet Ronde)",
        )
    return (Finding("carrousel_waves", (), says + Text(".", "."), Weight.NOTICE),)


def _budgets(ronde: Koppelronde, parts: list[Part], available: int) -> list[int]:
    """Turns for every wave: what it can use, else an equal share."""
    waves = parts[-1].wave + 1
    useful = [
        max(max(len(p.guests.aios), len(p.guests.haos)) for p in parts if p.wave == wave)
        for wave in range(waves)
    ]
    if sum(useful) <= available:
        # One wave may use what is left of the time for who comes late.
        return [available] if waves == 1 and any(limited(p.guests) for p in parts) else useful
    share = available // waves
    if not share:
        raise NoPlanExists(
            Text("Niet iedere golf krijgt een ronde.", "Not every wave gets a turn."),
            (
                Text(
                    f"Er zijn {waves} golven nodig en er passen {available} rondes.",
                    f"{waves} waves are needed and {available} turns fit.",
                ),
            ),
            (
                Text("Zet 'Carrousel eind' later.", "Set 'Carrousel eind' later."),
                Text("Zet meer tafels neer.", "Put down more tables."),
            ),
        )
    extra = available - share * waves
    return [share + (wave < extra) for wave in range(waves)]


def _part_plan(
    ronde: Koppelronde,
    part: Part,
    hours: Hours,
    first: int,
    budget: int,
    tell: Tell,
    everybody: bool,
) -> Planned:
    inside = replace(ronde, settings=replace(ronde.settings, tables=part.tables))
    sides = sides_of(inside, part.guests)
    assert sides is not None, "every part has a table for everybody who stays seated"
    if limited(part.guests):
        turns = lay_out(hours, first + budget).turns[first:]
        return present_round(inside, part.guests, sides, turns, tell)
    if everybody and not ronde.number("meetings_each"):
        full = full_round(inside, part.guests, sides, budget)
        if full is not None:
            return full
    return some_round(inside, part.guests, sides, budget)


def _all_seats(plans: Sequence[Planned]) -> Seats:
    tables = {table.number: table for plan in plans for table in plan.seats.tables}
    home = {code: table for plan in plans for code, table in plan.seats.home.items()}
    stayers = tuple(code for plan in plans for code in plan.seats.stayers)
    rooms = tuple(dict.fromkeys(room for plan in plans for room in plan.seats.rooms))
    return Seats(walking_order(tables.values()), stayers, home, rooms)


def _stages(
    ronde: Koppelronde,
    parts: list[Part],
    budget: Sequence[int],
    met: frozenset[Pair],
) -> tuple[Stage, ...]:
    """Totals; the bounds are what no division into parts of this size and length can beat."""
    worth = worth_of(ronde)
    here = {code for part in parts for code in (*part.guests.aios, *part.guests.haos)}
    never = frozenset(p for part in parts for p in part.guests.vetoed)
    asked = [w for p, w in worth.items() if p[0] in here and p[1] in here and p not in never]
    all_of, got = total_worth(asked), total_worth([worth[p] for p in met if p in worth])
    waves = parts[-1].wave + 1
    seated = len({code for part in parts for code in part.guests.of(ronde.mover.other)})
    tables = len(ronde.settings.tables) or seated
    like, rather_not = wish_words(ronde)
    counted = (
        ("must_granted", MUST, "wishes", True, got.must, all_of.must, all_of.must),
        ("meetings", ("Gesprekken", "Meetings"), "meetings", True, len(met),
         _most_meetings(parts, budget), 1),
        ("rather_not", *rather_not, False, got.rather_not, 0, all_of.rather_not),
        ("like_granted", *like, True, got.like, all_of.like, all_of.like),
    )  # fmt: skip
    return (
        stage("waves", "Golven na elkaar", "Waves after one another", "waves", waves,
              -(-seated // tables), most=False, proven=False),
        stage("groups", "Groepen", "Groups", "groups", len(parts), len(parts),
              most=False, proven=True),
        *(stage(name, nl, en, unit, value, bound, most=most, proven=False)
          for name, (nl, en), unit, most, value, bound, shown in counted if shown),
    )  # fmt: skip


def _most_meetings(parts: Sequence[Part], budget: Sequence[int]) -> int:
    """Of parts of this size in so many turns, and of all couples that may meet.

    Where both sides are divided, a veto may be between people of different parts; in shifts of one
    side every couple is together once.
    """
    sizes_of = [(len(part.guests.aios), len(part.guests.haos), part.wave) for part in parts]
    by_size = sum(min(a * h, budget[wave] * min(a, h)) for a, h, wave in sizes_of)
    aios = {code for part in parts for code in part.guests.aios}
    haos = {code for part in parts for code in part.guests.haos}
    together = sum(a * h for a, h, _ in sizes_of)
    if together < len(aios) * len(haos):
        return by_size
    return min(by_size, together - sum(len(part.guests.vetoed) for part in parts))
