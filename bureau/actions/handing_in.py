"""Handing in: what somebody typed is checked against the round and kept to the letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from bureau.inbox.hand_ins import hand_in
from bureau.inbox.handle import Inbox
from bureau.inbox.records import HandInRecord, Part
from koppelronde.domain.acting import By
from koppelronde.domain.errors import InputMistakes, Mistake, OutOfOrder, WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.windows import Window, window

PHASES: Final = {
    Part.LIST_BEFORE: PhaseKind.LISTS_BEFORE,
    Part.LIST: PhaseKind.LISTS,
    Part.VETO: PhaseKind.LISTS,
    Part.VISIT_WISHES: PhaseKind.VISITS,
}


def window_of(ronde: Koppelronde, part: Part) -> Window:
    """From when until when that part may be handed in."""
    return window(ronde, PHASES[part])


def hand_in_part(
    inbox: Inbox,
    ronde: Koppelronde,
    by: By,
    *,
    code: str,
    part: Part,
    content: Any,
    key: str,
    received_at: datetime,
    account: UUID | None,
    on_behalf: bool = False,
    reason: str = "",
) -> HandInRecord:
    """Keep it and give the receipt; one that came after the deadline is kept as late.

    ``content`` is ``{"groups": [[code, …], …]}`` for a list (a group shares a place),
    ``{"vetoes": [{"about": code, "ground": ground}, …]}``, or ``{"order": [code, …]}`` for wishes.
    InputMistakes with everything that is wrong at once; OutOfOrder once the round is sealed.
    """
    if ronde.person(code) is None or code in ronde.withdrawn:
        raise WrongUse(
            Text(f"{code} doet niet (meer) mee.", f"{code} does not take part (any more).")
        )
    if ronde.sealed is not None and part is not Part.VISIT_WISHES:
        raise OutOfOrder(
            Text("De lijsten zijn afgesloten en verzegeld.", "The lists are closed and sealed.")
        )
    mistakes = tuple(_mistakes(ronde, code, part, content))
    if mistakes:
        raise InputMistakes(mistakes)
    return hand_in(
        inbox, ronde=ronde.name, code=code, part=part, content=content, key=key,
        received_at=received_at, account=account, by=by.name, on_behalf=on_behalf, reason=reason,
        late=not on_behalf and window_of(ronde, part).over(received_at),
    )  # fmt: skip


def _mistakes(ronde: Koppelronde, code: str, part: Part, content: Any) -> Iterator[Mistake]:
    """Every mistake: a wrong shape, somebody twice, unknown, vetoed or withdrawn."""
    named = named_in(part, content)
    if named is None:
        yield _mistake(part, "", Text("een lijst van dit formulier", "a list of this form"))
        return
    wishes_of_aios = part is Part.VISIT_WISHES and code in ronde.aios_by_code
    others = ronde.hao_by_code if code in ronde.aios_by_code else ronde.aios_by_code
    known = ronde.praktijk_by_code if wishes_of_aios else others
    for one, times in sorted(Counter(named).items()):
        if one not in known:
            yield _mistake(part, one, Text("iemand uit deze ronde", "somebody of this round"))
        elif times > 1:
            yield _mistake(part, one, Text("iedereen één keer", "everybody once"))
        elif one in ronde.withdrawn:
            yield _mistake(part, one, Text("iemand die meedoet", "somebody who takes part"))
        elif part is Part.LIST and _couple(ronde, code, one) in ronde.veto_by_couple:
            yield _mistake(part, one, Text("iemand zonder veto", "somebody without a veto"))
    if part is Part.VETO:
        for veto in content["vetoes"]:
            if veto["ground"] not in [ground.value for ground in ronde.procedure.veto_grounds]:
                expected = Text("een grond van de procedure", "a ground of the procedure")
                yield _mistake(part, str(veto["ground"]), expected)


def named_in(part: Part, content: Any) -> list[str] | None:
    """Whom the content names, in its order; None where it has not the shape of that part."""
    if not isinstance(content, dict):
        return None
    if part is Part.VETO:
        rows = _rows(content.get("vetoes"), dict)
        if rows is None or any(set(row) != {"about", "ground"} for row in rows):
            return None
        return _rows([row["about"] for row in rows], str)
    if part is Part.VISIT_WISHES:
        return _rows(content.get("order"), str)
    groups = _rows(content.get("groups"), list)
    if groups is None or not all(groups):
        return None
    return _rows([one for group in groups for one in group], str)


def _rows(value: Any, kind: type) -> list[Any] | None:
    """The value where it is a list of that kind, else None."""
    fits = isinstance(value, list) and all(isinstance(one, kind) for one in value)
    return value if fits else None


def _couple(ronde: Koppelronde, code: str, other: str) -> tuple[str, str]:
    return (code, other) if code in ronde.aios_by_code else (other, code)


def _mistake(part: Part, read: str, expected: Text) -> Mistake:
    return Mistake(file="", sheet=part.value, cell=read, read=read, expected=expected)
