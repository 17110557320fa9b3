"""Two AIOS who may not come to one practice: a result that brings them together is not kept.

The matching is solved and proven without this wish. Where its best result keeps everybody apart
all the same, that result is also the best of those that do, so the proof holds for both. Where it
does not, the program does not choose who gives way: the coordinator does, before there is a result.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.ronde import Koppelronde

if TYPE_CHECKING:
    from koppelronde.domain.facts import Facts
    from matching.engine.solution import Solution


def check_kept_apart(
    ronde: Koppelronde, facts: Facts, solution: Solution, matching: Matching
) -> None:
    """NoPlanExists where this result brings two together who must stay apart, with what helps."""
    from koppelronde.domain.facts import apart_pairs

    at = {
        couple.aios: hao.praktijk
        for couple in matching.couples
        if (hao := ronde.hao_by_code.get(couple.hao)) is not None and hao.praktijk
    }
    pairs = apart_pairs(ronde)
    together = [pair for pair in pairs if at.get(pair[0]) and at.get(pair[0]) == at.get(pair[1])]
    if not together:
        return
    raise NoPlanExists(
        Text(
            "De beste uitslag brengt twee aios samen die niet samen mogen.",
            "The best result brings two trainees together who must stay apart.",
        ),
        tuple(
            Text(
                f"{ronde.named(one).nl} en {ronde.named(other).nl} komen allebei bij "
                f"{ronde.named(at[one]).nl}.",
                f"{ronde.named(one).en} and {ronde.named(other).en} both come to "
                f"{ronde.named(at[one]).en}.",
            )
            for one, other in together
        ),
        (*_instead(ronde, facts, solution, pairs, together), _DECIDE),
    )


_DECIDE = Text(
    "Beslis wie van de twee daar niet komt, en sluit dat koppel uit (blad Veto's) of haal de wens "
    "weg (kolom 'Niet samen' op blad AIOS).",
    "Decide which of the two does not go there, and exclude that couple (sheet Veto's) or take the "
    "wish away (column 'Niet samen' on sheet AIOS).",
)


def _instead(
    ronde: Koppelronde,
    facts: Facts,
    solution: Solution,
    pairs: tuple[tuple[str, str], ...],
    together: list[tuple[str, str]],
) -> list[Text]:
    """What would be best for the group with everybody kept apart, of those concerned."""
    from matching.engine.solve import solve

    try:
        other = solve(replace(facts, apart=pairs), solution.goals, seed=solution.seed)
    except NoPlanExists:
        return []
    partner = dict(other.pairs)
    said = []
    for code in sorted({code for pair in together for code in pair}):
        where = ronde.named(partner[code]) if code in partner else Text("niemand", "nobody")
        said.append(
            Text(
                f"Houdt u hen uit elkaar, dan is voor de groep het beste: {code} bij {where.nl}.",
                f"With them kept apart, the best for the group is: {code} with {where.en}.",
            )
        )
    return said
