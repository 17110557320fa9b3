"""Profiles: plain texts by field, with a revision against two tabs or two doctors."""

from __future__ import annotations

from typing import Any, Final

from bureau.inbox.handle import Inbox
from bureau.inbox.records import ProfileRecord
from koppelronde.domain.errors import SavedMeanwhile, WrongUse
from koppelronde.domain.language import Text

LONGEST: Final = 4000
"""Letters in one field."""


class ProfileChanged(SavedMeanwhile):
    """Somebody saved the profile since; ``other`` is what stands."""

    def __init__(self, other: ProfileRecord) -> None:
        super().__init__(
            Text(
                f"{other.saved_by} heeft dit profiel intussen gewijzigd.",
                f"{other.saved_by} changed this profile meanwhile.",
            )
        )
        self.other = other


def profile(inbox: Inbox, ronde: str, code: str) -> ProfileRecord:
    """The profile of that person; revision 0 where there is none."""
    with inbox.reading():
        return _record(_rows(inbox, ronde).filter(code=code).first())


def profiles(inbox: Inbox, ronde: str) -> dict[str, ProfileRecord]:
    """Every profile of that round, by code."""
    with inbox.reading():
        return {row.code: _record(row) for row in _rows(inbox, ronde)}


def save_profile(
    inbox: Inbox, ronde: str, code: str, texts: dict[str, str], *, expect: int, by: str
) -> ProfileRecord:
    """Save over revision ``expect``; ProfileChanged where it moved on meanwhile."""
    from bureau.inbox.models import Profile

    for text in texts.values():
        if len(text) > LONGEST:
            raise WrongUse(
                Text(
                    f"Deze tekst heeft {len(text)} letters; {LONGEST} is het meeste.",
                    f"This text has {len(text)} letters; {LONGEST} is the most.",
                )
            )
    with inbox.writing():
        row = _rows(inbox, ronde).select_for_update().filter(code=code).first()
        if (0 if row is None else row.revision) != expect:
            raise ProfileChanged(_record(row))
        if row is None:
            row = Profile(ronde=ronde, code=code)
        row.texts, row.revision = {**row.texts, **texts}, expect + 1
        row.saved_at, row.saved_by = inbox.now(), by
        row.save(using=inbox.alias)
        return _record(row)


def _rows(inbox: Inbox, ronde: str) -> Any:
    from bureau.inbox.models import Profile

    return Profile.objects.using(inbox.alias).filter(ronde=ronde)


def _record(row: Any) -> ProfileRecord:
    if row is None:
        return ProfileRecord(texts={}, revision=0, saved_at=None, saved_by="")
    return ProfileRecord(
        texts=dict(row.texts),
        revision=row.revision,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )
