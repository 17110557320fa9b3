"""A round in which tastes differ, so that there is somebody to call; and a coordinator's desk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random

from bureau.fiction.round import fictional_round
from koppelronde.domain.facts import Facts, couple_facts
from koppelronde.domain.lists import Voorkeurslijst, list_in_order
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.outcomes.outcome_calls import CallList, CallOutcome, CallRecord
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import AgreementKind, Koppelronde
from koppelronde.procedure.toml_file import load_procedure
from matching.calls.applying import apply_call, withdraw
from matching.calls.call_list import call_list
from matching.calls.owed import spoken_people
from matching.calls.rematch import Rematch, rematch, repair_goals, told_pairs
from matching.engine.solve import solve, to_matching
from matching.goals.partners import Pair, pairs_of

SEED = "dobbelstenen"
MADE_AT = datetime(2026, 12, 10, 12, 5, tzinfo=UTC)


def disagreeing_round(
    aios: int = 24, haos: int = 24, each: int = 7, seed: int = 3, left_off: int = 2
) -> Koppelronde:
    """Everybody met ``each`` others and likes whom they like; up to ``left_off`` names go."""
    dice = Random(seed)
    ronde = fictional_round(load_procedure("maastricht"), aios=aios, haos=haos, praktijken=haos)
    load = {hao.code: 0 for hao in ronde.haos}
    met: set[Pair] = set()
    for person in ronde.aios:
        order = sorted(load, key=lambda code: (load[code] >= each, dice.random()))
        for code in order[:each]:
            met.add((person.code, code))
            load[code] += 1

    def listing(code: str, side: Side, partners: list[str]) -> Voorkeurslijst:
        ordered = sorted(partners)
        dice.shuffle(ordered)
        return list_in_order(
            code, side, tuple(ordered[: max(1, len(ordered) - dice.randrange(1 + left_off))])
        )

    return replace(
        ronde,
        met_before=tuple(sorted(met)),
        lists_aios=tuple(
            listing(p.code, Side.AIOS, [h for a, h in met if a == p.code]) for p in ronde.aios
        ),
        lists_hao=tuple(
            listing(p.code, Side.HAO, [a for a, h in met if h == p.code]) for p in ronde.haos
        ),
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a coordinator has before her; each step gives a new desk, so undo is the old."""

    ronde: Koppelronde
    matching: Matching
    records: tuple[CallRecord, ...] = ()
    last: Rematch | None = field(default=None)

    @property
    def facts(self) -> Facts:
        return couple_facts(self.ronde)

    @property
    def pairs(self) -> frozenset[Pair]:
        return pairs_of(self.matching)

    @property
    def calls(self) -> CallList:
        if self.last is None:
            return call_list(self.ronde, self.facts, self.matching, self.records)
        return call_list(
            self.ronde, self.facts, self.matching, self.records,
            goals=repair_goals(self.ronde.procedure.goals), keep=self.last.keep,
        )  # fmt: skip

    def call(self, who: str, partner: str, outcome: CallOutcome, note: str = "") -> Desk:
        record = CallRecord(who=who, partner=partner, outcome=outcome, by="Ans", note=note)
        ronde = apply_call(self.ronde, record)
        return replace(self, records=(*self.records, record)).again(ronde)

    def withdraw(self, code: str) -> Desk:
        return self.again(withdraw(self.ronde, code))

    def again(self, ronde: Koppelronde) -> Desk:
        if ronde is self.ronde:
            return self
        facts = couple_facts(ronde)
        result = rematch(
            facts, ronde.procedure.goals, before=self.pairs, seed=SEED,
            told=told_pairs(self.records, self.pairs), spoken=spoken_people(self.records),
            facts_before=self.facts, kernels="light",
        )  # fmt: skip
        agreed = {(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.LOCKED}
        matching = to_matching(
            result.solution, result.facts, trial=False, result_hash="b" * 64, agreed=agreed
        )
        return replace(self, ronde=ronde, matching=matching, last=result)


def desk_of(ronde: Koppelronde) -> Desk:
    """The desk with the first result."""
    facts = couple_facts(ronde)
    solution = solve(facts, ronde.procedure.goals, seed=SEED, kernels="light")
    matching = to_matching(solution, facts, trial=False, result_hash="a" * 64, made_at=MADE_AT)
    return Desk(ronde, matching)
