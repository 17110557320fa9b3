"""The mail about visits: everything the first time, afterwards only what became of it.

Somebody's first message has the whole calendar as a file to open. After a new plan those for whom
something changed get an invitation for each visit that is new or moved and a cancellation for
each that fell out; the others get nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bureau.actions.kept import HANDED_OUT, newest
from bureau.actions.letters.records import Asked, Contents
from bureau.mailing.letters import Attachment, change_said, visits_of
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act
from koppelronde.domain.file_names import file_stem
from koppelronde.domain.language import Lang, Text

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.outcomes.outcome_visits import HandedOut, VisitCalendar
    from koppelronde.domain.ronde import Koppelronde

MAILED: Final = "mail-visits"
"""The key under which it is kept, among what was handed out, how far each reader is."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one person was told with the plan of that version, and what before it.

    Both hold (UID, SEQUENCE) of each entry. A second run under the same plan says the same again.
    """

    code: str
    version: int
    before: tuple[tuple[str, int], ...]
    now: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class AllTold:
    """Everybody who was mailed about visits, by code."""

    entries: tuple[Told, ...]


def told_codes(store: Store) -> frozenset[str]:
    """Everybody who was ever mailed about a visit of this round."""
    kept = newest(store, HANDED_OUT, AllTold, MAILED)
    return frozenset() if kept is None else frozenset(entry.code for entry in kept.entries)


def visit_contents(asked: Asked, *, sent: frozenset[str]) -> Contents:
    """Fields and attachments of everybody who must hear something, and what remembers it.

    ``sent`` are the codes to whom mail about visits really left by this program, empty when the
    coordinator sends the drafts herself.
    """
    from bureau.actions.handing_out import handed_out_so_far, remember
    from bureau.actions.kept import about_calendar, calendar_of
    from carrousel.calendars import Form, visit_calendars

    store, ronde, lang, codes = asked.store, asked.ronde, asked.lang, asked.codes
    calendar, had = calendar_of(store), handed_out_so_far(store)
    haos = ronde.hao_by_code
    owner = {code: haos[code].praktijk if code in haos else code for code in codes}
    only = sorted(set(owner.values()))
    whole = visit_calendars(ronde, calendar, handed_out=had, lang=lang, only=only)
    single = visit_calendars(
        ronde, calendar, handed_out=had, lang=lang, only=only, form=Form.INVITATION
    )
    what, about = Text("bezoeken gemaild", "visits mailed"), about_calendar(calendar)
    kept = newest(store, HANDED_OUT, AllTold, MAILED)
    told = {} if kept is None else {entry.code: entry for entry in kept.entries}
    after = dict(told)
    fields: dict[str, dict[str, str]] = {}
    attachments: dict[str, tuple[Attachment, ...]] = {}
    for code in codes:
        file = f"{file_stem(owner[code])}.ics"
        if file not in whole.files:
            continue
        entries = _entries(whole.handed_out, owner[code])
        mine = _told(told.get(code), code, calendar.version, entries, sent)
        after[code] = mine
        paper = _paper(ronde, calendar, code, lang)
        visits = visits_of(ronde, calendar, code, lang) or Text("(geen)", "(none)").say(lang)
        new = sorted(set(mine.now) - set(mine.before))
        if not mine.before:
            fields[code] = {"visits": visits, "visits_title": _title(code in haos).say(lang)}
            attachments[code] = (
                Attachment(file, "text/calendar", whole.files[file], "PUBLISH"), *paper,
            )  # fmt: skip
        elif new:
            changed = sorted((entries[uid] for uid, _ in new), key=lambda e: (e.begin, e.uid))
            before = dict(mine.before)
            lines = [change_said(e, e.uid in before, lang) for e in changed]
            fields[code] = {
                "template": "visits_changed", "visits": visits, "changes": "\n".join(lines),
            }  # fmt: skip
            attachments[code] = (*_invitations(single.files, changed), *paper)

    def told_them(by: By) -> None:
        remember(store, by, ronde, whole.handed_out, what, about)
        if after != told:
            memory = AllTold(tuple(after[code] for code in sorted(after)))
            store.put_document(
                HANDED_OUT, memory, by=by, what=what, act=Act.HANDED_OUT, subject=about,
                name=ronde.name, key=MAILED,
            )  # fmt: skip

    return Contents(fields, attachments, told_them)


def _title(of_a_practice: bool) -> Text:
    if of_a_practice:
        return Text("bezoeken aan je praktijk", "visits to your practice")
    return Text("je praktijkbezoeken", "your practice visits")


def _entries(handed_out: Mapping[str, HandedOut], owner: str) -> dict[str, HandedOut]:
    from koppelronde.domain.outcomes.outcome_visits import CalendarKind

    return {
        uid: entry
        for uid, entry in handed_out.items()
        if entry.owner == owner and entry.kind is CalendarKind.VISIT
    }


def _told(
    was: Told | None, code: str, version: int, entries: Mapping[str, HandedOut],
    sent: frozenset[str],
) -> Told:  # fmt: skip
    """How far this reader is: who never got the first message has heard nothing yet."""
    now = tuple(sorted((uid, entry.sequence) for uid, entry in entries.items()))
    if was is None:
        return Told(code, version, (), now)
    if was.version == version:
        return Told(code, version, was.before, now)
    return Told(code, version, () if sent and code not in sent else was.now, now)


def _invitations(files: Mapping[str, bytes], changed: list[HandedOut]) -> tuple[Attachment, ...]:
    made = []
    for entry in changed:
        name = f"{file_stem(entry.owner, entry.with_whom)}.ics"
        if name in files:
            method = "CANCEL" if entry.cancelled else "REQUEST"
            made.append(Attachment(name, "text/calendar", files[name], method))
    return tuple(made)


def _paper(
    ronde: Koppelronde, calendar: VisitCalendar, code: str, lang: Lang
) -> tuple[Attachment, ...]:
    from carrousel.papers.rosters import visit_papers

    papers = visit_papers(ronde, calendar, lang, for_code=code)
    return tuple(Attachment(name, "application/pdf", pdf) for name, pdf in papers.items())
