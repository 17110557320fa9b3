"""What each kind of mail says to whom, and which files go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.actions.letters.about_visits import told_codes
from bureau.actions.letters.asking import ASKED_IN, still_asked
from bureau.actions.letters.records import Asked, Attachments, Contents, nothing_to_remember
from bureau.mailing.letters import Attachment, MailKind, result_of, roster_fields
from koppelronde.domain.acting import By
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.steps import Do, Step

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.outcomes.outcome import Matching
    from koppelronde.domain.ronde import Koppelronde


def contents(
    store: Store, by: By, ronde: Koppelronde, kind: MailKind, code: str | None, lang: Lang
) -> Contents:
    """What this kind of mail says to everybody, or to the one of that code."""
    makers = {
        MailKind.INVITATION: _invitation, MailKind.ROSTER: _roster, MailKind.VISITS: _visits,
        MailKind.RESULT: _result,
    }  # fmt: skip
    everybody = [p.code for p in (*ronde.aios, *ronde.haos) if p.code not in ronde.withdrawn]
    if kind is MailKind.VISITS:  # who was told of something that falls away is told so, gone or not
        everybody += [gone for gone in ronde.withdrawn if gone in told_codes(store)]
    codes = everybody if code is None else [code]
    asked = Asked(store, ronde, by, lang, codes)
    if kind in ASKED_IN:
        return still_asked(asked, kind)
    return makers[kind](asked)


def _invitation(asked: Asked) -> Contents:
    return Contents({code: {} for code in asked.codes}, {}, nothing_to_remember)


def _roster(asked: Asked) -> Contents:
    from bureau.actions.handing_out import handed_out_so_far, remember
    from bureau.actions.kept import about_timetable, timetable_of
    from carrousel.calendars import carrousel_calendars
    from carrousel.papers.rosters import CarrouselPaper, carrousel_papers
    from koppelronde.domain.file_names import file_stem

    store, ronde, lang = asked.store, asked.ronde, asked.lang
    timetable = timetable_of(store)
    there = {code for m in timetable.meetings for code in (m.aios, m.hao)}
    codes = [code for code in asked.codes if code in there]
    made = carrousel_calendars(
        ronde, timetable, handed_out=handed_out_so_far(store), only=codes, lang=lang
    )
    attachments: Attachments = {}
    for code in codes:
        papers = carrousel_papers(
            ronde, timetable, lang, only=[CarrouselPaper.ROSTERS], for_code=code
        )
        file = f"{file_stem(code)}.ics"
        attachments[code] = (
            *(Attachment(name, "application/pdf", pdf) for name, pdf in papers.items()),
            Attachment(file, "text/calendar", made.files[file], "PUBLISH"),
        )

    def told_them(by: By) -> None:
        what = Text("roosters gemaild", "rosters mailed")
        remember(store, by, ronde, made.handed_out, what, about_timetable(timetable))

    return Contents({code: roster_fields(timetable) for code in codes}, attachments, told_them)


def _visits(asked: Asked) -> Contents:
    from bureau.actions.letters.about_visits import visit_contents
    from bureau.actions.letters.dispatch import sent_codes

    return visit_contents(asked, sent=sent_codes(asked.store, MailKind.VISITS.value))


def _result(asked: Asked) -> Contents:
    from bureau.actions.kept import load_documents, real_result_of

    store, ronde, lang = asked.store, asked.ronde, asked.lang
    matching = real_result_of(store, ronde).matching
    if not load_documents(store, ronde).announced:
        raise OutOfOrder(
            Text("Deze uitslag is nog niet bekendgemaakt.", "This result is not yet announced."),
            Text("Doe eerst:  ", "First:  ") + Step(Do.ANNOUNCE).said,
        )
    return Contents(
        {
            code: {
                "result": result_of(ronde, matching, code).say(lang),
                "result_hash": matching.result_hash[:8],
            }
            for code in asked.codes
        },
        {code: (_result_letter(asked, matching, code),) for code in asked.codes},
        nothing_to_remember,
    )


def _result_letter(asked: Asked, matching: Matching, code: str) -> Attachment:
    from koppelronde.domain.file_names import file_stem
    from koppelronde.press.templates import templates_in
    from matching.papers import ReportOptions, letters_pdf

    options = ReportOptions(made_at=matching.made_at or asked.by.at, lang=asked.lang)
    texts = templates_in("letters", asked.lang)
    pdf = letters_pdf(asked.ronde, matching, [code], texts, options)
    name = f"{Text('uitslag', 'result').say(asked.lang)}-{file_stem(code)}.pdf"
    return Attachment(name, "application/pdf", pdf)


def changed_since_announced(store: Store, ronde: Koppelronde) -> frozenset[str]:
    """Who has another partner than in the result that was announced before this one."""
    from bureau.actions.kept import ANNOUNCEMENT, RESULT, real_result_of
    from bureau.actions.kept_records import Announcement, KeptResult

    now = real_result_of(store, ronde).matching
    results = {
        kept.matching.result_hash: kept.matching
        for kept in (found.record(KeptResult) for found in store.all(RESULT) if not found.erased)
        if not kept.matching.trial
    }
    announced = [
        results[told.result_hash]
        for told in (
            found.record(Announcement) for found in store.all(ANNOUNCEMENT) if not found.erased
        )
        if told.result_hash in results and told.result_hash != now.result_hash
    ]
    if not announced:
        return frozenset(person.code for person in (*ronde.aios, *ronde.haos))
    before = announced[-1]
    return frozenset(
        person.code
        for person in (*ronde.aios, *ronde.haos)
        if now.partner_of(person.code) != before.partner_of(person.code)
    )
