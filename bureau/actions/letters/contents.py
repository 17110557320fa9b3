"""What each kind of mail says to whom, and which files go with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from bureau.commands.door.frame import Work, t
from bureau.mailing.letters import (
    Attachment,
    MailKind,
    choices_of,
    result_of,
    roster_fields,
)
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.outcome import Matching
    from koppelronde.domain.ronde import Koppelronde

Fields = dict[str, dict[str, str]]
Attachments = dict[str, tuple[Attachment, ...]]
Remember = Callable[[], None]


def contents(
    work: Work, store: Store, ronde: Koppelronde, kind: MailKind, code: str | None
) -> tuple[Fields, Attachments, Remember]:
    """Per code: the fields of the template beyond the general ones, and the attachments.

    The third is to be called once the letters are known to be right: it keeps who has what.
    """
    makers = {
        MailKind.INVITATION: _invitation, MailKind.ROSTER: _roster, MailKind.VISITS: _visits,
        MailKind.RESULT: _result,
    }  # fmt: skip
    everybody = [p.code for p in (*ronde.aios, *ronde.haos) if p.code not in ronde.withdrawn]
    codes = everybody if code is None else [code]
    if kind in ASKED_IN:
        return *_asked(work, store, ronde, codes, kind), _nothing_to_remember
    return makers[kind](work, store, ronde, codes)


def _nothing_to_remember() -> None:
    """This kind of mail hands out no calendar."""


ASKED_IN: Final = {
    MailKind.LISTS_BEFORE: PhaseKind.LISTS_BEFORE,
    MailKind.LISTS: PhaseKind.LISTS,
    MailKind.REMINDER: PhaseKind.LISTS,
    MailKind.REMINDER_BEFORE: PhaseKind.LISTS_BEFORE,
    MailKind.REMINDER_PROFILES: PhaseKind.PROFILES,
}
"""The phase in which each of these asks people for something that is still missing."""


def kind_asked_now(store: Store, ronde: Koppelronde, today: date, *, reminder: bool) -> MailKind:
    """Which request or reminder belongs to where the round stands.

    The first lists, until they are in or the round went on without the last of them; before
    those the training plans, until their deadline or until the first list came in; else the
    final lists.
    """
    from bureau.actions.kept import load_documents
    from bureau.actions.order import candidates_first, remedy_now
    from koppelronde.procedure.standing import overtaken, standing

    if ronde.sealed is not None:
        raise OutOfOrder(
            Text("De lijsten zijn al afgesloten; wie nu nog inlevert, telt niet meer mee.",
                 "The lists are sealed already; what comes in now does not count."),
            remedy_now(store, ronde),
        )  # fmt: skip
    phases = standing(ronde, load_documents(store, ronde))
    waiting = {p.kind: p for p in phases if not p.finished and p.kind not in overtaken(phases)}
    before = waiting.get(PhaseKind.LISTS_BEFORE)
    profiles = waiting.get(PhaseKind.PROFILES)
    if before is None:
        candidates_first(store, ronde)
        return MailKind.REMINDER if reminder else MailKind.LISTS
    plans = any(hao.leerwerkplan for hao in ronde.haos)
    in_time = profiles is not None and (profiles.deadline is None or today <= profiles.deadline)
    if reminder and plans and in_time and not before.done:
        return MailKind.REMINDER_PROFILES
    return MailKind.REMINDER_BEFORE if reminder else MailKind.LISTS_BEFORE


def _invitation(
    _work: Work, _store: Store, _ronde: Koppelronde, codes: list[str]
) -> tuple[Fields, Attachments, Remember]:
    return {code: {} for code in codes}, {}, _nothing_to_remember


def _roster(
    work: Work, store: Store, ronde: Koppelronde, codes: list[str]
) -> tuple[Fields, Attachments, Remember]:
    from bureau.actions.handing_out import handed_out_so_far, remember
    from bureau.actions.kept import timetable_of
    from carrousel.calendars import carrousel_calendars
    from carrousel.papers.rosters import CarrouselPaper, carrousel_papers
    from koppelronde.domain.file_names import file_stem

    timetable = timetable_of(store)
    there = {code for m in timetable.meetings for code in (m.aios, m.hao)}
    codes = [code for code in codes if code in there]
    made = carrousel_calendars(
        ronde, timetable, handed_out=handed_out_so_far(store), only=codes, lang=work.lang
    )
    attachments: Attachments = {}
    for code in codes:
        papers = carrousel_papers(
            ronde, timetable, work.lang, only=[CarrouselPaper.ROSTERS], for_code=code
        )
        file = f"{file_stem(code)}.ics"
        attachments[code] = (
            *(Attachment(name, "application/pdf", pdf) for name, pdf in papers.items()),
            Attachment(file, "text/calendar", made.files[file], "PUBLISH"),
        )

    def told_them() -> None:
        remember(
            store, work.acting(), ronde, made.handed_out, Text("roosters gemaild", "rosters mailed")
        )

    return {code: roster_fields(timetable) for code in codes}, attachments, told_them


def _visits(
    work: Work, store: Store, ronde: Koppelronde, codes: list[str]
) -> tuple[Fields, Attachments, Remember]:
    from bureau.actions.letters.about_visits import visit_contents
    from bureau.actions.letters.posting import sent_codes

    sent = sent_codes(store, MailKind.VISITS.value)
    return visit_contents(work, store, ronde, codes, sent=sent)


def _asked(
    work: Work, store: Store, ronde: Koppelronde, codes: list[str], kind: MailKind
) -> tuple[Fields, Attachments]:
    """Everybody from whom this is still awaited, with the people they are to rank."""
    from bureau.actions.kept import load_documents
    from koppelronde.procedure.standing import standing

    phases = standing(ronde, load_documents(store, ronde))
    missing = {code for p in phases if p.kind is ASKED_IN[kind] for code in p.missing}
    if kind is MailKind.REMINDER_PROFILES:
        missing &= {hao.code for hao in ronde.haos if not hao.leerwerkplan}
    anybody = t("(iedereen die je hebt bezocht of ontvangen)",
                "(everybody whom you visited or received)")  # fmt: skip
    return {
        code: {"choices": choices_of(ronde, _to_rank(ronde, code, kind), work.lang) or anybody}
        for code in codes
        if code in missing
    }, {}


def _to_rank(ronde: Koppelronde, code: str, kind: MailKind) -> list[str]:
    """Beforehand every trainer whom no rule forbids; afterwards whom somebody met."""
    from koppelronde.domain.facts import met_couples
    from koppelronde.domain.rules import refusal

    if ASKED_IN[kind] is PhaseKind.LISTS:
        met = sorted(met_couples(ronde))
        return [h if a == code else a for a, h in met if code in (a, h)]
    person = ronde.aios_by_code.get(code)
    if person is None:
        return []
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    return [
        hao.code
        for hao in ronde.haos
        if hao.code not in ronde.withdrawn
        and refusal(rules, person, hao, ronde.veto_by_couple.get((code, hao.code))) is None
    ]


def _result(
    work: Work, store: Store, ronde: Koppelronde, codes: list[str]
) -> tuple[Fields, Attachments, Remember]:
    from bureau.actions.kept import load_documents, real_result_of

    matching = real_result_of(store, ronde).matching
    if not load_documents(store, ronde).announced:
        raise OutOfOrder(
            Text("Deze uitslag is nog niet bekendgemaakt.", "This result is not yet announced."),
            Text("Doe eerst:  koppel results --announce", "First:  koppel results --announce"),
        )
    return (
        {
            code: {
                "result": result_of(ronde, matching, code).say(work.lang),
                "result_hash": matching.result_hash[:8],
            }
            for code in codes
        },
        {code: (_result_letter(work, ronde, matching, code),) for code in codes},
        (_nothing_to_remember),
    )


def _result_letter(work: Work, ronde: Koppelronde, matching: Matching, code: str) -> Attachment:
    from koppelronde.domain.file_names import file_stem
    from koppelronde.press.templates import templates_in
    from matching.papers import ReportOptions, letters_pdf

    options = ReportOptions(made_at=matching.made_at or work.now(), lang=work.lang)
    texts = templates_in("letters", work.lang)
    pdf = letters_pdf(ronde, matching, [code], texts, options)
    name = f"{t('uitslag', 'result')}-{file_stem(code)}.pdf"
    return Attachment(name, "application/pdf", pdf)


def changed_since_announced(store: Store, ronde: Koppelronde) -> frozenset[str]:
    """Who has another partner than in the result that was announced before this one."""
    from bureau.actions.kept import (
        ANNOUNCEMENT,
        RESULT,
        Announcement,
        KeptResult,
        real_result_of,
    )

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
