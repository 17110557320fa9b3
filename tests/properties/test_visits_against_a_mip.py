"""The visits against one model of whom and when together, on small rounds.

The planner chooses couples by flow and gives them moments afterwards; the model has a variable
for every couple at every moment, takes the goals in the order of docs/formulation-visits.md, and
shares nothing with the planner.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from carrousel.visits.changes import cancel_visit
from carrousel.visits.plan_visits import plan_visits
from carrousel.visits.replan import replan_visits
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar, VisitStatus
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde, VisitWish
from koppelronde.domain.times import Period, Weekday, WeeklyWindow
from tests.carrousel.visits.visit_rounds import MADE_AT, MONDAY, places_of, rounds
from tests.properties.ordered_mip import OrderedMip, Terms

VISIT_MINUTES, BUFFER_MINUTES, CAP = 60, 15, 6
Moment = tuple[str, str, date, int]


class VisitMip(OrderedMip):
    """Every rule about visits over every (AIOS, practice, day, start in minutes)."""

    def __init__(self, ronde: Koppelronde) -> None:
        super().__init__()
        self.ronde = ronde
        self.at: dict[Moment, int] = {
            (aios.code, *place): self.variable()
            for aios in ronde.aios
            for place in places_of(ronde, aios)
        }
        self.of = {
            couple: [v for moment, v in self.at.items() if moment[:2] == couple]
            for couple in sorted({moment[:2] for moment in self.at})
        }
        self.wished = {(wish.aios, wish.praktijk) for wish in ronde.visit_wishes}
        self.missing: dict[str, list[int]] = {}
        for variables in self.of.values():
            self.constrain([(v, 1) for v in variables], 0, 1)
        self._numbers()
        self._clashes()

    def _numbers(self) -> None:
        least = self.ronde.number("visits_min")
        most = max(self.ronde.number("visits_max"), least)
        for aios in self.ronde.aios:
            mine = {c: vs for c, vs in self.of.items() if c[0] == aios.code}
            visits = [(v, 1) for vs in mine.values() for v in vs]
            self.missing[aios.code] = [self.variable() for _ in range(least)]
            self.constrain([*visits, *((v, 1) for v in self.missing[aios.code])], least, 99)
            self.constrain(visits, 0, most)
            self.constrain(
                [(v, 1) for c, vs in mine.items() if c not in self.wished for v in vs], 0, least
            )
        for praktijk in self.ronde.praktijken:
            theirs = [(v, 1) for c, vs in self.of.items() if c[1] == praktijk.code for v in vs]
            self.constrain(theirs, 0, min(CAP, praktijk.max_visits or CAP))

    def _clashes(self) -> None:
        """One person or practice at a time, with travel between; two visits a day at most."""
        for one, v in self.at.items():
            for other, w in self.at.items():
                if v >= w or one[2] != other[2]:
                    continue
                apart = abs(one[3] - other[3])
                if one[1] == other[1] and one[0] != other[0] and apart < VISIT_MINUTES:
                    self.constrain([(v, 1), (w, 1)], 0, 1)
                if one[0] == other[0] and one[1] != other[1]:
                    needed = VISIT_MINUTES + BUFFER_MINUTES + self.minutes(one[1], other[1])
                    if apart < needed:
                        self.constrain([(v, 1), (w, 1)], 0, 1)
        for aios, day in sorted({(moment[0], moment[2]) for moment in self.at}):
            self.constrain(
                [(v, 1) for moment, v in self.at.items() if (moment[0], moment[2]) == (aios, day)],
                0, 2,
            )  # fmt: skip

    def minutes(self, start: str, end: str) -> int:
        """Travel as given, in either direction."""
        given = self.ronde.travel
        return given[start, end] if (start, end) in given else given[end, start]

    def fewest_missing(self) -> int:
        """Visits missing from the minimum."""
        return self.least([(v, 1) for each in self.missing.values() for v in each])

    def stages(self) -> dict[str, int]:
        """The goals of the choice in their order."""
        musts = {(wish.aios, wish.praktijk) for wish in self.ronde.visit_wishes if wish.must}
        made = self.most([(v, 1) for couple in sorted(musts) for v in self.of.get(couple, [])])
        values = {"musts_missing": len(musts) - made, "minimum": self.fewest_missing()}
        spread: Terms = []
        for each in self.missing.values():
            spread += self.counted(each, len(each))
        values["minimum_spread"] = self.least(spread)
        own = {
            aios.code: [
                v
                for wish in self.ronde.visit_wishes
                if wish.aios == aios.code and wish.by is Side.AIOS and wish.rank <= 5
                for v in self.of.get((wish.aios, wish.praktijk), [])
            ]
            for aios in self.ronde.aios
        }
        for number in range(1, 6):
            reached = [self.at_least(top, number) for top in own.values() if top]
            values[f"top_{number}"] = self.most([(v, 1) for v in reached])
        visited = [
            self.at_least([v for c, vs in self.of.items() if c[1] == p.code for v in vs], 1)
            for p in self.ronde.praktijken
            if any(couple[1] == p.code for couple in self.of)
        ]
        values["practices_visited"] = self.most([(v, 1) for v in visited])
        wishes = [
            (v, wish)
            for wish in self.ronde.visit_wishes
            for v in self.of.get((wish.aios, wish.praktijk), [])
        ]
        values["wishes"] = self.most([(v, 1) for v, _ in wishes])
        values["wish_points"] = self.most([(v, wish.points) for v, wish in wishes])
        values["wish_ranks"] = self.least(
            [(v, wish.rank) for v, wish in wishes if wish.by is Side.AIOS]
        )
        values["kinds_seen"] = self.most(self._kinds())
        values["home_minutes"] = self.least(
            [(v, self.minutes(*couple)) for couple, vs in self.of.items() for v in vs]
        )
        return values

    def _kinds(self) -> Terms:
        """Kinds of practice among unasked visits of who wished nothing, less what is too many."""
        ronde, terms = self.ronde, Terms()
        kind_of = {p.code: p.kind for p in ronde.praktijken}
        wishing = {w.aios for w in ronde.visit_wishes if w.by is Side.AIOS}
        least = ronde.number("visits_min")
        for aios in ronde.aios if any(kind_of.values()) else ():
            mine = {c: vs for c, vs in self.of.items() if c[0] == aios.code}
            if aios.code in wishing:
                continue
            for kind in sorted(set(kind_of.values())):
                unasked = [
                    v for c, vs in mine.items()
                    if kind_of[c[1]] == kind and c not in self.wished for v in vs
                ]  # fmt: skip
                terms.append((self.at_least(unasked, 1), 1))
            above = [self.variable() for _ in mine]
            visits = [(v, 1) for vs in mine.values() for v in vs]
            self.constrain([*visits, *((a, -1) for a in above)], 0, least)
            terms += [(a, -1) for a in above]
        return terms


@st.composite
def asked_rounds(draw: st.DrawFn) -> Koppelronde:
    """Small rounds in which practices ask too, with musts, points, kinds and hours."""
    ronde = draw(rounds(people=4, places=4))
    if draw(st.booleans()):
        kinds = [draw(st.sampled_from(["", "solo", "duo"])) for _ in ronde.praktijken]
        ronde = replace(
            ronde,
            praktijken=tuple(
                replace(p, kind=kind) for p, kind in zip(ronde.praktijken, kinds, strict=True)
            ),
        )
    if draw(st.booleans()):
        hours = (WeeklyWindow(Weekday.MA, time(9, 30), time(12)),
                 WeeklyWindow(Weekday.DI, time(13), time(15, 30)))  # fmt: skip
        first, *others = ronde.aios
        ronde = replace(ronde, aios=(replace(first, visit_windows=hours), *others))
    asked = draw(
        st.lists(
            st.tuples(st.sampled_from(ronde.aios), st.sampled_from(ronde.praktijken)),
            max_size=2, unique_by=lambda couple: (couple[0].code, couple[1].code),
        )
    )  # fmt: skip
    special = st.sampled_from([(0, False), (0, False), (3, False), (5, True)])
    wishes = [
        VisitWish(aios.code, praktijk.code, 1, Side.HAO, *draw(special)) for aios, praktijk in asked
    ]
    return replace(ronde, visit_wishes=tuple(sorted([*ronde.visit_wishes, *wishes])))


def values_of(ronde: Koppelronde, calendar: VisitCalendar) -> dict[str, int]:
    """The same goals, counted in a calendar."""
    couples = {(visit.aios, visit.praktijk) for visit in calendar.visits}
    granted = [wish for wish in ronde.visit_wishes if (wish.aios, wish.praktijk) in couples]
    least = ronde.number("visits_min")
    short = [max(0, least - sum(c[0] == a.code for c in couples)) for a in ronde.aios]
    own = [
        sum(w.by is Side.AIOS and w.rank <= 5 and w.aios == aios.code for w in granted)
        for aios in ronde.aios
    ]
    minutes = ronde.travel
    musts = {(wish.aios, wish.praktijk) for wish in ronde.visit_wishes if wish.must}
    wished = {(wish.aios, wish.praktijk) for wish in ronde.visit_wishes}
    wishing = {wish.aios for wish in ronde.visit_wishes if wish.by is Side.AIOS}
    kind_of = {p.code: p.kind for p in ronde.praktijken}
    free = [a.code for a in ronde.aios if a.code not in wishing and any(kind_of.values())]
    seen = {(a, kind_of[p]) for a, p in couples - wished if a in free}
    above = sum(max(0, sum(c[0] == a for c in couples) - least) for a in free)
    return {
        "musts_missing": len(musts - couples),
        "wish_points": sum(wish.points for wish in granted),
        "kinds_seen": len(seen) - above,
        "minimum": sum(short),
        "minimum_spread": sum(number**2 for number in short),
        **{f"top_{k}": sum(number >= k for number in own) for k in range(1, 6)},
        "practices_visited": len({praktijk for _, praktijk in couples}),
        "wishes": len(granted),
        "wish_ranks": sum(wish.rank for wish in granted if wish.by is Side.AIOS),
        "home_minutes": sum(minutes[couple] for couple in couples),
    }


@settings(max_examples=20)
@given(asked_rounds())
def test_no_model_of_whom_and_when_together_does_better(ronde: Koppelronde) -> None:
    calendar = plan_visits(ronde, made_at=MADE_AT)
    best = VisitMip(ronde).stages()
    assert values_of(ronde, calendar) == best
    said = {stage.name: stage.value for stage in calendar.stages}
    assert {name: said.get(name, 0) for name in best} == best


def standing(calendar: VisitCalendar) -> set[Moment]:
    return {
        (v.aios, v.praktijk, v.begin.date(), v.begin.hour * 60 + v.begin.minute)
        for v in calendar.visits
        if v.status is VisitStatus.PLANNED
    }


@settings(max_examples=20)
@given(asked_rounds(), st.data())
def test_after_an_illness_and_a_cancellation_no_fewer_people_could_be_told(
    ronde: Koppelronde, data: st.DataObject
) -> None:
    calendar = plan_visits(ronde, made_at=MADE_AT)
    ill = data.draw(st.sampled_from(ronde.aios))
    away = (*ill.absences, Period(MONDAY, MONDAY))
    changed = replace(
        ronde,
        aios=tuple(replace(a, absences=away) if a.code == ill.code else a for a in ronde.aios),
    )
    announced = standing(calendar)
    off = None
    if announced:
        off = data.draw(st.sampled_from(sorted(announced)))
        calendar = cancel_visit(calendar, off[0], off[1], made_at=MADE_AT)
    after = standing(replan_visits(changed, calendar, made_at=MADE_AT))
    mip = VisitMip(changed)
    if off in mip.at:
        mip.constrain([(mip.at[off], 1)], 0, 0)
    least = ronde.number("visits_min")
    musts = {(wish.aios, wish.praktijk) for wish in ronde.visit_wishes if wish.must}
    stood = {moment[:2] for moment in announced}
    for aios in ronde.aios:
        new = sum(c[0] == aios.code and c not in stood for c in musts)
        most = max(least, sum(moment[0] == aios.code for moment in announced) + new)
        mine = [(v, 1) for moment, v in mip.at.items() if moment[0] == aios.code]
        mip.constrain(mine, 0, most)
    made = [(v, 1) for moment, v in mip.at.items() if moment[:2] in musts]
    assert len({moment[:2] for moment in after} & musts) == mip.most(made)
    number = {a.code: sum(moment[0] == a.code for moment in after) for a in ronde.aios}
    assert sum(max(0, least - n) for n in number.values()) == mip.fewest_missing()
    kept = [(v, 1) for moment, v in mip.at.items() if moment in announced]
    assert len(announced & after) == mip.most(kept)
