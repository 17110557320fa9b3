"""What each kind of mail says to whom, and which files go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koppelronde.commands.frame import Work, t
from koppelronde.errors import OutOfOrder
from koppelronde.language import Text
from koppelronde.mailing.letters import Attachment, MailKind, result_of, roster_fields, visits_of

if TYPE_CHECKING:
    from koppelronde.ronde import Koppelronde
    from koppelronde.store.handle import Store

Fields = dict[str, dict[str, str]]
Attachments = dict[str, tuple[Attachment, ...]]


def contents(
    work: Work, store: Store, ronde: Koppelronde, kind: MailKind, code: str | None
) -> tuple[Fields, Attachments]:
    """Per code: the fields of the template beyond the general ones, and the attachments."""
    makers = {
        MailKind.INVITATION: _invitation, MailKind.ROSTER: _roster, MailKind.VISITS: _visits,
        MailKind.REMINDER: _reminder, MailKind.RESULT: _result,
    }  # fmt: skip
    everybody = [p.code for p in (*ronde.aios, *ronde.haos) if p.code not in ronde.withdrawn]
    codes = everybody if code is None else [code]
    return makers[kind](work, store, ronde, codes)


def _invitation(
    _work: Work, _store: Store, _ronde: Koppelronde, codes: list[str]
) -> tuple[Fields, Attachments]:
    return {code: {} for code in codes}, {}


def _roster(
    work: Work, store: Store, ronde: Koppelronde, codes: list[str]
) -> tuple[Fields, Attachments]:
    from carrousel.calendars import carrousel_calendars
    from carrousel.rosters import CarrouselPaper, carrousel_papers
    from koppelronde.commands.documents import timetable_of
    from koppelronde.commands.handing_out import handed_out_so_far, remember

    timetable = timetable_of(store)
    there = {code for m in timetable.meetings for code in (m.aios, m.hao)}
    codes = [code for code in codes if code in there]
    made = carrousel_calendars(
        ronde, timetable, handed_out=handed_out_so_far(store), only=codes, lang=work.lang
    )
    remember(work, store, ronde, made.handed_out, Text("roosters gemaild", "rosters mailed"))
    attachments: Attachments = {}
    for code in codes:
        papers = carrousel_papers(
            ronde, timetable, work.lang, only=[CarrouselPaper.ROSTERS], for_code=code
        )
        attachments[code] = (
            *(Attachment(name, "application/pdf", pdf) for name, pdf in papers.items()),
            Attachment(f"{code}.ics", "text/calendar", made.files[f"{code}.ics"], "PUBLISH"),
        )
    return {code: roster_fields(timetable) for code in codes}, attachments


def _visits(
    work: Work, store: Store, ronde: Koppelronde, codes: list[str]
) -> tuple[Fields, Attachments]:
    from carrousel.calendars import visit_calendars
    from koppelronde.commands.documents import calendar_of
    from koppelronde.commands.handing_out import handed_out_so_far, remember

    calendar = calendar_of(store)
    haos = ronde.hao_by_code
    owner = {code: haos[code].praktijk if code in haos else code for code in codes}
    made = visit_calendars(
        ronde, calendar, handed_out=handed_out_so_far(store), lang=work.lang,
        only=sorted(set(owner.values())),
    )  # fmt: skip
    remember(work, store, ronde, made.handed_out, Text("bezoeken gemaild", "visits mailed"))
    fields: Fields = {}
    attachments: Attachments = {}
    for code in codes:
        file = f"{owner[code]}.ics"
        said = visits_of(ronde, calendar, code, work.lang)
        if file in made.files:
            fields[code] = {"visits": said or t("(vervallen)", "(cancelled)")}
            attachments[code] = (Attachment(file, "text/calendar", made.files[file], "PUBLISH"),)
    return fields, attachments


def _reminder(
    _work: Work, _store: Store, ronde: Koppelronde, codes: list[str]
) -> tuple[Fields, Attachments]:
    handed = {owner for owner, lijst in ronde.list_of.items() if lijst.entries}
    return {code: {} for code in codes if code not in handed}, {}


def _result(
    work: Work, store: Store, ronde: Koppelronde, codes: list[str]
) -> tuple[Fields, Attachments]:
    from koppelronde.commands.documents import load_documents, real_result_of

    matching = real_result_of(store, ronde).matching
    if not load_documents(store, ronde).announced:
        raise OutOfOrder(
            Text("Deze uitslag is nog niet bekendgemaakt.", "This result is not yet announced."),
            Text("Doe eerst:  koppel results --announce", "First:  koppel results --announce"),
        )
    placed = {code for c in matching.couples for code in (c.aios, c.hao)}
    return {
        code: {
            "result": result_of(ronde, matching, code).say(work.lang),
            "result_hash": matching.result_hash[:8],
        }
        for code in codes
        if code in placed or code in matching.unplaced
    }, {}
