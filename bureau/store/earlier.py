"""Earlier states of a round, kept in the store so that the last changes can be taken back."""

from __future__ import annotations

import zlib
from typing import Any, Final

from bureau.store import models
from bureau.store.rounds import RoundText, hash_of_text, round_from
from bureau.store.trouble import damaged
from koppelronde.domain.ronde import Koppelronde

KEPT: Final = 20
"""So many changes of a round can be taken back."""

_QUICKLY: Final = 1
"""Of ten levels; the others take longer than saving the round and gain little."""


def keep_state(alias: str, ronde_id: int, entry: int, written: RoundText) -> None:
    """Keep the round as it was before the change of that journal entry; forget the oldest."""
    models.EarlierState.objects.using(alias).create(
        ronde_id=ronde_id,
        entry=entry,
        data=zlib.compress(written.text.encode("utf-8"), _QUICKLY),
        sha256=written.sha256,
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
        text = zlib.decompress(bytes(row.data)).decode("utf-8")
        if hash_of_text(text) != row.sha256:
            raise ValueError
        return round_from(text, 0)
    except (ValueError, zlib.error):
        raise damaged(f"{row.entry}") from None
