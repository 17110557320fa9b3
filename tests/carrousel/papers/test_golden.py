"""The text of a roster, a visit list and a calendar, kept as files for a person to read.

After an intended change: KOPPEL_GOLDEN=write pytest tests/carrousel/papers/test_golden.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from carrousel.calendars import carrousel_calendars, visit_calendars
from carrousel.papers.rosters import carrousel_papers, visit_papers
from tests.carrousel.papers.pdf_reading import page_texts
from tests.papers_round import rotation, small_round, visits_for

GOLDEN = Path(__file__).parents[2] / "golden"
RONDE = small_round(5, 6)
PLAN = rotation(RONDE, rooms=2, pause_every=3)


def _texts() -> dict[str, str]:
    visits = visits_for(RONDE)
    papers = {
        "rooster-A03": carrousel_papers(RONDE, PLAN, for_code="A03")["rooster-A03.pdf"],
        "rooster-H02": carrousel_papers(RONDE, PLAN, for_code="H02")["rooster-H02.pdf"],
        "roster-A03-en": carrousel_papers(RONDE, PLAN, "en", for_code="A03")["roster-A03.pdf"],
        "belschema": carrousel_papers(RONDE, PLAN)["belschema.pdf"],
        "gesprekskaart": carrousel_papers(RONDE, PLAN)["gesprekskaart.pdf"],
        "bezoeken-A01": visit_papers(RONDE, visits, for_code="A01")["bezoeken-A01.pdf"],
        "bezoeken-P02": visit_papers(RONDE, visits, for_code="P02")["bezoeken-P02.pdf"],
    }
    texts = {f"{name}.txt": "\f\n".join(page_texts(pdf)) for name, pdf in papers.items()}
    day = carrousel_calendars(RONDE, PLAN, handed_out={}).files["A03.ics"]
    visit = visit_calendars(RONDE, visits, handed_out={}).files["A01.ics"]
    texts["dag-A03.ics.txt"] = day.decode().replace("\r\n", "\n")
    texts["bezoeken-A01.ics.txt"] = visit.decode().replace("\r\n", "\n")
    return texts


@pytest.mark.parametrize("name", sorted(_texts()))
def test_the_text_is_still_what_a_person_approved(name: str) -> None:
    text, file = _texts()[name], GOLDEN / name
    text = "\n".join(line.rstrip() for line in text.split("\n")).rstrip() + "\n"
    if os.environ.get("KOPPEL_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text
