"""An afternoon as one model of whole numbers (CP-SAT); it shares nothing with the engine.

A variable for each couple in each turn that fits. Every stage of a timetable is looked at in its
order: with what the stages before it reached held fixed, the model is asked for anything better.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise

from ortools.sat.python import cp_model

from koppelronde.domain.outcomes.outcome import Stage
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import AgreementKind, Koppelronde, MeetingWish

Couple = tuple[str, str]
Expression = cp_model.LinearExprT


def better_than_claimed(
    ronde: Koppelronde, timetable: Timetable, there: Mapping[str, set[int]], at_once: int
) -> list[str]:
    """The stages whose proof or bound is false; ``there`` are the turns of each participant."""
    model = _Afternoon(ronde, timetable, there, at_once)
    wrong = []
    for stage in timetable.stages:
        if stage.name in ("waves", "groups"):
            continue
        if stage.proven and stage.value != stage.bound:
            wrong.append(f"{stage.name}: proven at {stage.value}, bound {stage.bound}")
        if model.beats(stage):
            wrong.append(f"{stage.name}: {stage.value}, bound {stage.bound}, can be better")
        model.hold(stage)
    return wrong


class _Afternoon:
    def __init__(
        self,
        ronde: Koppelronde,
        timetable: Timetable,
        there: Mapping[str, set[int]],
        at_once: int,
    ) -> None:
        self.ronde, self.timetable, self.there = ronde, timetable, there
        self.model = cp_model.CpModel()
        never = {(veto.aios, veto.hao) for veto in ronde.vetoes}
        never |= {(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.OUT}
        # When everybody meets everybody, who cannot be coupled meets too.
        related = {(aios.code, hao) for aios in ronde.aios for hao in aios.relations}
        everybody = bool(related & {(m.aios, m.hao) for m in timetable.meetings})
        self.turns = sorted({turn for mine in there.values() for turn in mine})
        self.meets = {
            (aios.code, hao.code, turn): self.model.new_bool_var("")
            for aios in ronde.aios
            for hao in ronde.haos
            if (aios.code, hao.code) not in never
            and (everybody or (aios.code, hao.code) not in related)
            for turn in sorted(there[aios.code] & there[hao.code])
        }
        self.of: defaultdict[object, list[cp_model.IntVar]] = defaultdict(list)
        walks = {person.code for person in (ronde.aios if ronde.mover is Side.AIOS else ronde.haos)}
        table = {p.code: p.table for p in ronde.presences if p.table}
        rooted = {p.code for p in ronde.presences if (p.table or p.online) and p.code in walks}
        for (aios, hao, turn), var in self.meets.items():
            for key in ((aios, hao), (aios, turn), (hao, turn), turn, aios, hao):
                self.of[key].append(var)
            mover, stayer = (aios, hao) if aios in walks else (hao, aios)
            if mover not in rooted and stayer in table:
                self.of["table", table[stayer], turn].append(var)
        for key, group in self.of.items():
            if isinstance(key, tuple):
                self.model.add_at_most_one(group)
            elif isinstance(key, int):
                self.model.add(sum(group) <= at_once)
        each = ronde.number("meetings_each")
        for aios in ronde.aios:
            if each:
                self.model.add(sum(self.of[aios.code]) <= each)
        self.people = [p.code for p in (*ronde.aios, *ronde.haos) if p.code in there]
        self.couples = {(m.aios, m.hao) for m in timetable.meetings}

    # ── what the stages count ────────────────────────────────────────────────────────────────

    def _wishes(self, kind: MeetingWish) -> Expression:
        return sum(
            (1 if kind is MeetingWish.MUST else wish.points or 1) * var
            for wish in self.ronde.carrousel_wishes
            if wish.wish is kind
            for var in self.of[wish.aios, wish.hao]
        )

    def _numbers(self, mover: bool) -> list[Expression]:
        side = self.ronde.mover if mover else self.ronde.mover.other
        people = self.ronde.aios if side is Side.AIOS else self.ronde.haos
        return [sum(self.of[p.code]) for p in people if p.code in self.there]

    def _difference(self, mover: bool) -> Expression:
        numbers, top = self._numbers(mover), len(self.turns)
        high, low = self.model.new_int_var(0, top, ""), self.model.new_int_var(0, top, "")
        for number in numbers:
            self.model.add(high >= number)
            self.model.add(low <= number)
        return high - low

    def _squares(self, mover: bool) -> Expression:
        squares = []
        for number in self._numbers(mover):
            value = self.model.new_int_var(0, len(self.turns), "")
            self.model.add(value == number)
            square = self.model.new_int_var(0, len(self.turns) ** 2, "")
            self.model.add_multiplication_equality(square, [value, value])
            squares.append(square)
        return sum(squares)

    def _last(self) -> Expression:
        last = self.model.new_int_var(0, max(self.turns), "")
        for (*_, turn), var in self.meets.items():
            self.model.add(last >= turn).only_enforce_if(var)
        return last

    def _fix_couples(self) -> None:
        for aios in self.ronde.aios:
            for hao in self.ronde.haos:
                pair = (aios.code, hao.code)
                self.model.add(sum(self.of[pair]) == (pair in self.couples))

    def _busy(self, code: str, turn: int) -> Expression:
        return sum(self.of[code, turn])

    def _idle_after_idle(self) -> Expression:
        """In the turns that are used; couples are those of the timetable."""
        self._fix_couples()
        last = len(self.timetable.turns)
        terms = []
        for code in self.people:
            for one, two in pairwise(range(1, last + 1)):
                if {one, two} <= self.there[code]:
                    idle = self.model.new_bool_var("")
                    self.model.add(idle >= 1 - self._busy(code, one) - self._busy(code, two))
                    terms.append(idle)
        return sum(terms)

    def _longest_idle(self) -> Expression:
        longest = self.model.new_int_var(0, len(self.timetable.turns), "")
        last = len(self.timetable.turns)
        for code in self.people:
            run: Expression = 0
            for turn in range(1, last + 1):
                now = self.model.new_int_var(0, last, "")
                self.model.add(now >= run + 1 - (last + 1) * self._busy(code, turn))
                self.model.add(longest >= now)
                run = now
        return longest

    def _holes(self) -> Expression:
        self._fix_couples()
        terms: list[Expression] = []
        top = max(self.turns)
        for code in self.people:
            number = sum(code in couple for couple in self.couples)
            if not number:
                continue
            first, last = self.model.new_int_var(1, top, ""), self.model.new_int_var(1, top, "")
            for turn in self.turns:
                for var in self.of[code, turn]:
                    self.model.add(first <= turn).only_enforce_if(var)
                    self.model.add(last >= turn).only_enforce_if(var)
            terms.append(last - first + 1 - number)
        for (*_, turn), var in self.meets.items():
            if turn > len(self.timetable.turns):
                self.model.add(var == 0)
        return sum(terms)

    def _room_changes(self) -> Expression:
        """Who sits in which room is open, but for who has a fixed place."""
        self._fix_couples()
        room_of = {table.number: table.room for table in self.timetable.tables}
        rooms = sorted(set(room_of.values()))
        size = Counter(room_of.values())
        stay = self.ronde.haos if self.ronde.mover is Side.AIOS else self.ronde.aios
        home = dict(self.timetable.home)
        fixed = {
            p.code: home[p.code] for p in self.ronde.presences if p.code in home
            and (p.table or p.online)
        }  # fmt: skip
        sits: dict[tuple[str, str], cp_model.IntVar] = {}
        for person in stay:
            for room in rooms:
                sits[person.code, room] = self.model.new_bool_var("")
            self.model.add_exactly_one(sits[person.code, room] for room in rooms)
            if person.code in fixed:
                self.model.add(sits[person.code, room_of[fixed[person.code]]] == 1)
        for room in rooms:
            loose = [sits[p.code, room] for p in stay if p.code not in fixed]
            taken = {table for code, table in fixed.items() if room_of.get(table) == room}
            self.model.add(sum(loose) <= size[room] - len(taken))
        walk = self.ronde.aios if self.ronde.mover is Side.AIOS else self.ronde.haos
        changes: list[cp_model.IntVar] = []
        for person in walk:
            before: dict[str, cp_model.IntVar] = {}
            for turn in range(1, len(self.timetable.turns) + 1):
                now = {room: self.model.new_bool_var("") for room in rooms}
                self.model.add_exactly_one(now.values())
                for (aios, hao, at), var in self.meets.items():
                    if at == turn and person.code in (aios, hao):
                        other = hao if person.code == aios else aios
                        for room in rooms:
                            self.model.add(now[room] == sits[other, room]).only_enforce_if(var)
                if before:
                    changed = self.model.new_bool_var("")
                    for room in rooms:
                        self.model.add(changed >= now[room] - before[room])
                    changes.append(changed)
                before = now
        for (*_, turn), var in self.meets.items():
            if turn > len(self.timetable.turns):
                self.model.add(var == 0)
        return sum(changes)

    def _value(self, name: str) -> Expression:
        met = set(self.ronde.met_before)
        values = {
            "must_granted": lambda: self._wishes(MeetingWish.MUST),
            "meetings": lambda: sum(self.meets.values()),
            "spread_movers": lambda: self._difference(mover=True),
            "spread_stayers": lambda: self._difference(mover=False),
            "rather_not": lambda: self._wishes(MeetingWish.RATHER_NOT),
            "like_granted": lambda: self._wishes(MeetingWish.LIKE),
            "met_before": lambda: sum(v for k, v in self.meets.items() if k[:2] in met),
            "turns": self._last,
            "idle_in_a_row": self._longest_idle,
            "idle_after_idle": self._idle_after_idle,
            "holes": self._holes,
            "room_changes": self._room_changes,
        }
        return values[name]()

    def beats(self, stage: Stage) -> bool:
        """Whether a plan that holds the earlier stages is better than the bound."""
        earlier = self.model.clone()
        here = self.model
        value = self._value(stage.name)
        if stage.most:
            here.add(value >= stage.bound + 1)
        else:
            here.add(value <= stage.bound - 1)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(here)
        self.model = earlier
        return status in (cp_model.OPTIMAL, cp_model.FEASIBLE)

    def hold(self, stage: Stage) -> None:
        """From here on nothing may be worse in this stage; equal numbers are held by squares."""
        if stage.name in ("idle_in_a_row", "idle_after_idle", "holes", "room_changes"):
            return
        if stage.name.startswith("spread"):
            mover = stage.name == "spread_movers"
            side = self.ronde.mover if mover else self.ronde.mover.other
            numbers = Counter(c[0] if side is Side.AIOS else c[1] for c in self.couples)
            self.model.add(self._squares(mover) <= sum(n * n for n in numbers.values()))
        elif stage.most:
            self.model.add(self._value(stage.name) >= stage.value)
        else:
            self.model.add(self._value(stage.name) <= stage.value)
