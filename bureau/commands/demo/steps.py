"""The steps of the demonstration: which acts, in which order, for the phases of a procedure.

Each is the very act that a coordinator's command performs, on spreadsheets that the demonstration
writes itself.
"""

from __future__ import annotations

from dataclasses import replace

from bureau.actions.papers import Papers
from bureau.commands.demo.books import Given, to_read, write_book, write_files
from bureau.commands.demo.result_steps import result_steps
from bureau.commands.demo.step import Came, Step
from bureau.commands.door.frame import Work
from bureau.commands.door.hand_out import hand_out_papers
from koppelronde.domain.language import Text
from koppelronde.domain.lists import list_in_order
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde


def steps_of(work: Work, fiction: Koppelronde, seed: str) -> list[Step]:
    """All steps for the procedure of this invented round."""
    has = fiction.procedure.has
    steps = _beginning(work, fiction)
    if has(PhaseKind.SELECT):
        steps += _select(work)
    if has(PhaseKind.LISTS_BEFORE):
        steps += _lists_before(work, fiction)
    if has(PhaseKind.CARROUSEL):
        steps += _carrousel(work)
    if has(PhaseKind.SHORTLIST):
        steps += _shortlist(work)
    if has(PhaseKind.VISITS):
        steps += _visits(work)
    return steps + _lists(work) + result_steps(work, seed, calls=has(PhaseKind.CALLS))


def _beginning(work: Work, fiction: Koppelronde) -> list[Step]:
    from bureau.actions.begin import begin_round

    people = replace(fiction, visit_wishes=(), lists_before=())
    wishes = replace(_bare(fiction), visit_wishes=fiction.visit_wishes)

    def begin() -> Came:
        with work.open_store(create=True) as store:
            begun = begin_round(
                store, work.acting(), name=fiction.name, procedure=fiction.procedure,
                start=fiction.settings.start_date, lang=work.lang,
            )  # fmt: skip
        return Came(Text("begonnen", "started"), write_files(work, begun.files))

    def read() -> Came:
        files = [write_book(work, "deelnemers.xlsx", people, settings=True)]
        if fiction.visit_wishes:
            files.append(write_book(work, "wensen.xlsx", wishes))
        return _read(work, files)

    return [
        (Text("Ronde beginnen, werkmap maken", "Start the round, make the workbook"), begin),
        (Text("Werkbladen inlezen", "Read the spreadsheets"), read),
    ]


def _bare(ronde: Koppelronde) -> Koppelronde:
    return Koppelronde(name=ronde.name, procedure=ronde.procedure)


def _read(work: Work, books: list[Given], said: Text | None = None) -> Came:
    """What was read, and its files."""
    from bureau.actions.intake import take_files

    with work.open_store() as store:
        taken = take_files(store, work.acting(), files=to_read(books))
    return Came(said or taken.intake.summary, tuple(str(book.path) for book in books))


def _hand_out(work: Work, *made: Papers) -> tuple[str, ...]:
    """The paths of papers, written."""
    with work.open_store() as store:
        return tuple(path for papers in made for path in hand_out_papers(work, store, papers))


def _select(work: Work) -> list[Step]:
    from bureau.actions.meeting.candidates import invite_haos

    def chosen() -> Came:
        with work.open_store() as store:
            selection = invite_haos(store, work.acting()).selection
        invited, not_now = len(selection.invited), len(selection.passed_over)
        return Came(Text(f"{invited} uitgenodigd, {not_now} nu niet",
                         f"{invited} invited, {not_now} not now"))  # fmt: skip

    return [(Text("HAO's uitnodigen, wie het langst wacht eerst",
                  "Invite trainers, longest waiting first"), chosen)]  # fmt: skip


def _lists_before(work: Work, fiction: Koppelronde) -> list[Step]:
    def read() -> Came:
        with work.open_store() as store:
            away = set(store.load().withdrawn)
        lists = tuple(
            list_in_order(x.owner, x.side, tuple(code for code, _ in x.entries if code not in away))
            for x in fiction.lists_before
        )
        book = write_book(
            work, "voorkeuren-vooraf.xlsx", replace(_bare(fiction), lists_before=lists)
        )
        return _read(work, [book], Text(f"{len(lists)} lijsten", f"{len(lists)} lists"))

    return [(Text("Aios zetten opleiders op volgorde", "Trainees rank the trainers"), read)]


def _carrousel(work: Work) -> list[Step]:
    from bureau.actions.meeting.afternoon import make_afternoon_papers, plan_afternoon

    def planned() -> Came:
        with work.open_store() as store:
            timetable = plan_afternoon(store, work.acting()).timetable
        turns, meetings = len(timetable.turns), len(timetable.meetings)
        return Came(Text(f"{turns} rondes, {meetings} gesprekken",
                         f"{turns} turns, {meetings} meetings"))  # fmt: skip

    def printed() -> Came:
        with work.open_store() as store:
            papers = make_afternoon_papers(store, work.acting(), lang=work.lang)
        files = _hand_out(work, papers)
        return Came(Text(f"{len(files)} bestanden", f"{len(files)} files"), files)

    return [
        (Text("Carrousel plannen", "Plan the carousel"), planned),
        (Text("Roosters, borden, wandkaart en agenda's", "Rosters, signs, wall chart, calendars"),
         printed),
        (Text("Belpagina voor de beamer", "Bell page for the projector"), lambda: _bell(work)),
    ]  # fmt: skip


def _bell(work: Work) -> Came:
    from bureau.actions.meeting.afternoon import make_bell_page

    with work.open_store() as store:
        page = make_bell_page(store, work.acting(), lang=work.lang)
    return Came(files=_hand_out(work, page))


def _shortlist(work: Work) -> list[Step]:
    from bureau.actions.meeting.candidates import assign_interviews

    def assigned() -> Came:
        with work.open_store() as store:
            made = assign_interviews(store, work.acting())
        number = len(made.shortlist.interviews)
        return Came(Text(f"{number} gesprekken", f"{number} interviews"))

    return [(Text("Kandidaten verdelen", "Assign the candidates"), assigned)]


def _visits(work: Work) -> list[Step]:
    from bureau.actions.meeting.visits import (
        make_visit_calendars,
        make_visit_lists,
        plan_round_visits,
    )
    from carrousel.calendars import Form

    def planned() -> Came:
        with work.open_store() as store:
            made = plan_round_visits(store, work.acting())
        if made.shortage is not None:
            raise made.shortage
        number = len(made.calendar.visits)
        return Came(Text(f"{number} bezoeken", f"{number} visits"))

    def handed() -> Came:
        by = work.acting()
        with work.open_store() as store:
            calendars = make_visit_calendars(store, by, form=Form.FILE, lang=work.lang)
            lists = make_visit_lists(store, by, lang=work.lang)
        files = _hand_out(work, calendars.papers, lists)
        return Came(Text(f"{len(files)} bestanden", f"{len(files)} files"), files)

    return [
        (Text("Praktijkbezoeken plannen", "Plan the practice visits"), planned),
        (Text("Agenda's en bezoeklijsten", "Calendars and visit lists"), handed),
    ]


def _lists(work: Work) -> list[Step]:
    def read() -> Came:
        from bureau.actions.kept import load_documents
        from bureau.fiction.lists import fictional_lists, fictional_outcomes
        from koppelronde.domain.facts import met_couples

        with work.open_store() as store:
            ronde = store.load()
            documents = load_documents(store, ronde)
        outcomes = () if documents.calendar is None else fictional_outcomes(documents.calendar)
        met = replace(ronde, visit_outcomes=outcomes)
        couples = met_couples(met)
        if documents.calendar is None and documents.timetable is not None:
            couples = frozenset((m.aios, m.hao) for m in documents.timetable.meetings)
            met = replace(met, met_before=tuple(sorted(couples)))
        both, bare = fictional_lists(met, couples), _bare(ronde)
        books = []
        if outcomes:
            held = replace(bare, visit_outcomes=outcomes)
            books.append(write_book(work, "bezoekuitkomsten.xlsx", held))
        lists = replace(bare, lists_aios=both.lists_aios, lists_hao=both.lists_hao)
        books.append(write_book(work, "voorkeurslijsten.xlsx", lists))
        return _read(work, books)

    return [(Text("Uitkomsten en voorkeurslijsten inlezen", "Read outcomes and lists"), read)]
