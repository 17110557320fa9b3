"""Whom a trainee comes to see at a practice with several trainers."""

from __future__ import annotations

from dataclasses import replace

from bureau.mailing.letters import visits_of
from carrousel.calendars import visit_calendars
from carrousel.papers.rosters import visit_papers
from tests.carrousel.papers.pdf_reading import page_texts
from tests.papers_round import small_round, visits_for

RONDE = small_round(5, 6)
VISITS = visits_for(RONDE)
VISIT = next(v for v in VISITS.visits if len(RONDE.haos_of_praktijk[v.praktijk]) > 1)
ONE, OTHER = (hao.code for hao in RONDE.haos_of_praktijk[VISIT.praktijk][:2])
ASSIGNED = replace(RONDE, interviews=((VISIT.aios, OTHER),))


def test_without_interviews_a_visit_is_to_whoever_is_there_else_to_all() -> None:
    assert RONDE.hosts_of(VISIT.aios, VISIT.praktijk)[:2] == (ONE, OTHER)
    assert RONDE.hosts_of(VISIT.aios, VISIT.praktijk, (ONE,)) == (ONE,)


def test_an_interview_is_with_one_trainer_whoever_else_is_there() -> None:
    assert ASSIGNED.hosts_of(VISIT.aios, VISIT.praktijk, (ONE, OTHER)) == (OTHER,)


def test_list_calendar_and_mail_name_the_trainer_of_the_interview_and_no_colleague() -> None:
    only = replace(VISITS, visits=(VISIT,), without_moment=())
    one, other = ASSIGNED.name_of(ONE), ASSIGNED.name_of(OTHER)
    (paper,) = visit_papers(ASSIGNED, only, for_code=VISIT.aios).values()
    entry = visit_calendars(ASSIGNED, only, handed_out={}).files[f"{VISIT.aios}.ics"]
    mail = visits_of(ASSIGNED, only, VISIT.aios, "nl")
    said = entry.decode().replace("\r\n ", "")
    for text in (" ".join(page_texts(paper)), said, mail):
        assert other in text
        assert one not in text
    assert mail.endswith(f" (bij {other})")
