"""How many visits: the minimum and maximum of an AIOS, the cap of a practice.

A round may set ``visits_min:A09`` for one AIOS and ``practice_cap:P11`` for one practice next to
the numbers of the procedure (:class:`koppelronde.domain.ronde.Settings`). A practice's own lower
cap is always respected; a higher one than the procedure's counts only where a reason is given under
``practice_cap:P11`` (Maastricht, aandachtspunten: a practice may stop at six).
"""

from __future__ import annotations

from koppelronde.domain.people import Praktijk
from koppelronde.domain.ronde import Koppelronde


def minimum_of(ronde: Koppelronde, aios: str) -> int:
    """The fewest visits this AIOS must make."""
    return ronde.settings.numbers.get(f"visits_min:{aios}", ronde.number("visits_min"))


def maximum_of(ronde: Koppelronde, aios: str) -> int:
    """The most visits this AIOS may make; never below the minimum."""
    return max(minimum_of(ronde, aios), ronde.number("visits_max"))


def general_cap(ronde: Koppelronde) -> int | None:
    """The cap for every practice; a round raises the procedure's only with a reason."""
    own, asked = ronde.procedure.number("practice_cap"), ronde.number("practice_cap")
    raised = asked == 0 or (0 < own < asked)
    if own and raised and not ronde.settings.reasons.get("practice_cap", "").strip():
        asked = own
    return asked or None


def cap_of(ronde: Koppelronde, praktijk: Praktijk) -> int | None:
    """The most visits this practice receives; None where nobody set a limit."""
    key = f"practice_cap:{praktijk.code}"
    general = general_cap(ronde)
    own = ronde.settings.numbers.get(key, praktijk.max_visits)
    if own is None or general is None:
        return general if own is None else own
    if own > general and not ronde.settings.reasons.get(key, "").strip():
        return general
    return own


def cap_refused(ronde: Koppelronde, praktijk: Praktijk) -> bool:
    """Whether the practice wants more visits than the procedure allows without a reason."""
    own = ronde.settings.numbers.get(f"practice_cap:{praktijk.code}", praktijk.max_visits)
    cap = cap_of(ronde, praktijk)
    return own is not None and cap is not None and own > cap
