"""What the kinds of mail are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from bureau.mailing.letters import Attachment
from koppelronde.domain.acting import By
from koppelronde.domain.language import Lang

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde

Fields = dict[str, dict[str, str]]
Attachments = dict[str, tuple[Attachment, ...]]
Remember = Callable[[By], None]


class Contents(NamedTuple):
    """Per code: the fields of the template beyond the general ones, and the attachments.

    ``remember`` is to be called once the letters are known to be right: it keeps who has what.
    """

    fields: Fields
    attachments: Attachments
    remember: Remember


class Asked(NamedTuple):
    """For whom contents are made, at which moment and in which language."""

    store: Store
    ronde: Koppelronde
    by: By
    lang: Lang
    codes: list[str]


def nothing_to_remember(_by: By) -> None:
    """This kind of mail hands out no calendar."""
