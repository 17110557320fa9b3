"""Hand-ins: kept to the letter, numbered, hashed; never changed and never replaced.

The hash is SHA-256 over the canonical bytes of ronde, code, part and content, so that an owner
can work out the mark of their own list again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from bureau.inbox.handle import Inbox
from bureau.inbox.records import HandInRecord, Part
from bureau.store.codec import canonical_bytes, sha256_hex
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

PER_HOUR: Final = 30
"""More hand-ins than this of one part in an hour are a machine, or somebody in trouble."""


def hand_in(
    inbox: Inbox,
    *,
    ronde: str,
    code: str,
    part: Part,
    content: Any,
    key: str,
    received_at: datetime,
    account: UUID | None,
    by: str,
    on_behalf: bool = False,
    reason: str = "",
    late: bool = False,
) -> HandInRecord:
    """Keep what was handed in and return its receipt.

    ``key`` is the idempotency key of the form: the same content under the same key gives the
    first receipt again, so that a double click hands in once. ``received_at`` is when the request
    arrived, before any waiting. WrongUse above :data:`PER_HOUR`.
    """
    from bureau.inbox.models import HandIn

    text = canonical_bytes(content).decode()
    own_key = sha256_hex(canonical_bytes([key, part.value, text]))
    with inbox.writing():
        number = _next_number(inbox, ronde)
        rows = HandIn.objects.using(inbox.alias)
        row = rows.filter(ronde=ronde, code=code, key=own_key).first()
        if row is None:
            _not_too_often(inbox, ronde, code, part, received_at)
            row = rows.create(
                ronde=ronde, number=number, code=code, part=part.value, content=text,
                sha256=mark_of(ronde, code, part, content), received_at=received_at, key=own_key,
                account=account, by=by, on_behalf=on_behalf, reason=reason, late=late,
            )  # fmt: skip
        return hand_in_record(row)


def mark_of(ronde: str, code: str, part: Part, content: Any) -> str:
    """The hash by which an owner recognises what they handed in."""
    return sha256_hex(canonical_bytes([ronde, code, part.value, content]))


def hand_ins_of(inbox: Inbox, ronde: str, code: str, part: Part) -> tuple[HandInRecord, ...]:
    """Every version of that person, oldest first."""
    with inbox.reading():
        return _records(inbox, ronde=ronde, code=code, part=part.value)


def hand_ins_of_round(
    inbox: Inbox, ronde: str, part: Part | None = None
) -> tuple[HandInRecord, ...]:
    """Everything handed in for that round (of that part), oldest first."""
    where = {"ronde": ronde} if part is None else {"ronde": ronde, "part": part.value}
    with inbox.reading():
        return _records(inbox, **where)


def counting(hand_ins: Iterable[HandInRecord]) -> dict[tuple[str, Part], HandInRecord]:
    """For each person and part the last one that counts: in time, or admitted."""
    last: dict[tuple[str, Part], HandInRecord] = {}
    for one in sorted(hand_ins, key=lambda h: h.number):
        if one.counts:
            last[one.code, one.part] = one
    return last


def decide_late(
    inbox: Inbox, hand_in_id: UUID, *, admitted: bool, by: str, reason: str
) -> HandInRecord:
    """Admit a late hand-in, or do not; the decision is added, an earlier one stays to be read."""
    from bureau.inbox.models import HandIn, LateDecision

    with inbox.writing():
        row = HandIn.objects.using(inbox.alias).filter(id=hand_in_id, late=True).first()
        if row is None:
            raise WrongUse(Text("Dit kwam niet te laat binnen.", "This did not come in late."))
        LateDecision.objects.using(inbox.alias).create(
            hand_in=row, admitted=admitted, at=inbox.now(), by=by, reason=reason
        )
        return hand_in_record(row)


def hand_in_record(row: Any) -> HandInRecord:
    """The record of a row with the last decision on it."""
    decided = max(row.decisions.all(), key=lambda d: (d.at, d.id), default=None)
    return HandInRecord(
        id=row.id, ronde=row.ronde, number=row.number, code=row.code, part=Part(row.part),
        content=json.loads(row.content), sha256=row.sha256, received_at=row.received_at,
        by=row.by, on_behalf=row.on_behalf, reason=row.reason, late=row.late,
        admitted=None if decided is None else decided.admitted,
    )  # fmt: skip


def _records(inbox: Inbox, **where: str) -> tuple[HandInRecord, ...]:
    from bureau.inbox.models import HandIn

    rows = HandIn.objects.using(inbox.alias).filter(**where).prefetch_related("decisions")
    return tuple(hand_in_record(row) for row in rows.order_by("number"))


def _next_number(inbox: Inbox, ronde: str) -> int:
    """One more than the highest; holding the counter's row keeps others out until the end."""
    from bureau.inbox.models import HandIn, Setting

    counters = Setting.objects.using(inbox.alias)
    counters.get_or_create(name=f"hand-ins {ronde}"[:64], defaults={"value": 0})
    counters.select_for_update().get(name=f"hand-ins {ronde}"[:64])
    highest = HandIn.objects.using(inbox.alias).filter(ronde=ronde).order_by("-number").first()
    return 1 if highest is None else int(highest.number) + 1


def _not_too_often(inbox: Inbox, ronde: str, code: str, part: Part, received_at: datetime) -> None:
    from bureau.inbox.models import HandIn

    recent = HandIn.objects.using(inbox.alias).filter(
        ronde=ronde, code=code, part=part.value, received_at__gt=received_at - timedelta(hours=1)
    )
    if recent.count() >= PER_HOUR:
        raise WrongUse(
            Text(
                f"Je leverde dit uur al {PER_HOUR} keer in. De laatste telt; probeer het straks.",
                f"You handed in {PER_HOUR} times this hour. The last one counts; try later.",
            )
        )
