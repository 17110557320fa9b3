"""Earlier states of a round, kept in the store so that the last changes can be taken back."""

from __future__ import annotations

import json
import zlib
from typing import Any, Final

from bureau.store import models
from bureau.store.codec import JsonData, canonical_bytes, from_json_data, sha256_hex
from bureau.store.trouble import damaged
from koppelronde.domain.ronde import Koppelronde

KEPT: Final = 20
"""So many changes of a round can be taken back."""


def keep_state(alias: str, ronde_id: int, entry: int, data: JsonData) -> None:
    """Keep the round as it was before the change of that journal entry; forget the oldest."""
    content = canonical_bytes(data)
    models.EarlierState.objects.using(alias).create(
        ronde_id=ronde_id, entry=entry, data=zlib.compress(content), sha256=sha256_hex(content)
    )
    states = models.EarlierState.objects.using(alias).filter(ronde_id=ronde_id)
    old = list(states.order_by("-entry").values_list("id", flat=True)[KEPT:])
    states.filter(id__in=old).delete()


def state_before(alias: str, ronde_id: int, entry: int) -> Koppelronde | None:
    """The round before that change, or None when it is no longer kept."""
    row = models.EarlierState.objects.using(alias).filter(ronde_id=ronde_id, entry=entry).first()
    return None if row is None else read_state(row)


def read_state(row: Any) -> Koppelronde:
    """The round of that row; StoreTrouble when it is not what was kept."""
    try:
        content = zlib.decompress(bytes(row.data))
        if sha256_hex(content) != row.sha256:
            raise ValueError
        return from_json_data(Koppelronde, json.loads(content))
    except (ValueError, zlib.error):
        raise damaged(f"{row.entry}") from None
