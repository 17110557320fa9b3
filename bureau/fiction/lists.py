"""What invented people want of each other: wishes, visits that took place, ranked lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bureau.fiction.people import Dice
from koppelronde.domain.lists import Voorkeurslijst, list_in_order
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar, VisitStatus
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde, VisitOutcome, VisitWish
from koppelronde.domain.rules import refusal


def fictional_outcomes(calendar: VisitCalendar) -> tuple[VisitOutcome, ...]:
    """Every planned visit took place."""
    return tuple(
        VisitOutcome(visit.aios, visit.praktijk, visit.begin.date(), VisitStatus.DONE)
        for visit in calendar.visits
    )


def fictional_lists(
    ronde: Koppelronde, met: frozenset[tuple[str, str]], *, seed: str = "demo"
) -> Koppelronde:
    """Both sides rank the people they met.

    Liking is partly mutual, partly shared by all (some people are popular), partly one's own.
    One in five leaves everybody after the fourth off.
    """
    dice = Dice(f"{seed}/lists")
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    spark = {couple: dice.share() for couple in sorted(met)}
    appeal = _appeal(dice, sorted({code for couple in met for code in couple}))

    def ranked(owner: str, side: Side, partners: list[str]) -> Voorkeurslijst:
        def liking(partner: str) -> float:
            couple = (owner, partner) if side is Side.AIOS else (partner, owner)
            return 0.1 * spark[couple] + 2.0 * appeal[partner] + 0.5 * dice.share()

        allowed = []
        for partner in sorted(partners):
            trainee, trainer = (owner, partner) if side is Side.AIOS else (partner, owner)
            if not refusal(rules, ronde.aios_by_code[trainee], ronde.hao_by_code[trainer], None):
                allowed.append(partner)
        scores = {partner: liking(partner) for partner in allowed}
        best = sorted(allowed, key=lambda p: -scores[p])
        short = dice.share() < 0.2
        return list_in_order(owner, side, tuple(best[:4] if short else best))

    return replace(
        ronde,
        lists_aios=tuple(
            ranked(person.code, Side.AIOS, [h for a, h in met if a == person.code])
            for person in ronde.aios
        ),
        lists_hao=tuple(
            ranked(person.code, Side.HAO, [a for a, h in met if h == person.code])
            for person in ronde.haos
        ),
    )


def _appeal(dice: Dice, codes: Sequence[str]) -> Mapping[str, float]:
    """How popular each is with everybody: tastes are partly shared."""
    return {code: dice.share() for code in codes}


def wishes_of(dice: Dice, ronde: Koppelronde) -> tuple[VisitWish, ...]:
    """Which practices each would like to visit: liked, popular, near."""
    appeal = _appeal(dice, [praktijk.code for praktijk in ronde.praktijken])
    least = ronde.number("visits_min")
    wishes = []
    for person in ronde.aios:
        scores: dict[str, float] = {}
        for praktijk in ronde.praktijken:
            travel = ronde.travel_to_praktijk(person, praktijk)
            minutes = travel.minutes if travel else 60
            scores[praktijk.code] = 0.4 * appeal[praktijk.code] + dice.share() - minutes / 60
        best = sorted(scores, key=lambda code: (-scores[code], code))
        number = least + int(4 * dice.share())
        wishes += [VisitWish(person.code, code, n) for n, code in enumerate(best[:number], 1)]
    return tuple(wishes)


def first_lists(dice: Dice, ronde: Koppelronde) -> tuple[Voorkeurslijst, ...]:
    """The lists that trainees hand in before anybody met."""
    appeal = _appeal(dice, [hao.code for hao in ronde.haos])
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    lists = []
    for person in ronde.aios:
        scores = {
            hao.code: 0.5 * appeal[hao.code] + dice.share()
            for hao in ronde.haos
            if not refusal(rules, person, hao, None)
        }
        best = sorted(scores, key=lambda code: (-scores[code], code))
        lists.append(list_in_order(person.code, Side.AIOS, tuple(best)))
    return tuple(lists)
