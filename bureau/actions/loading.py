"""The round as somebody saw it: an act that was asked for on an older one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koppelronde.domain.errors import SavedMeanwhile
from koppelronde.domain.language import Text
from koppelronde.domain.times import AMSTERDAM

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde


def load_round(store: Store, expect_version: int | None = None) -> Koppelronde:
    """The current round; SavedMeanwhile where it is no longer at the version that was seen.

    Said before anything is computed. The transaction that stores looks once more.
    """
    ronde = store.load()
    if expect_version is None or ronde.version == expect_version:
        return ronde
    last = next(e for e in reversed(store.journal()) if e.ronde == ronde.name)
    moment = last.at.astimezone(AMSTERDAM)
    raise SavedMeanwhile(
        Text(
            f"{last.by} heeft deze ronde intussen gewijzigd, op {moment:%d-%m-%Y} om "
            f"{moment:%H:%M:%S} ({last.what.nl}). Er is niets overschreven.",
            f"{last.by} changed this round meanwhile, on {moment:%d-%m-%Y} at "
            f"{moment:%H:%M:%S} ({last.what.en}). Nothing was overwritten.",
        ),
        Text("Bekijk de wijziging en probeer het opnieuw.", "Look at the change and try again."),
    )
