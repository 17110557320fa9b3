"""The papers about a result say what the result says, of the right person, and nothing more."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import pypdfium2
import pytest

from koppelronde.domain.language import Lang
from koppelronde.domain.outcomes.outcome_calls import CallOutcome
from koppelronde.press.glyphs import printable
from koppelronde.press.templates import templates_in
from matching.explain.blocking import blocking_pairs
from matching.explain.compare import compare
from matching.figures.account import closing_account
from matching.figures.statistics import round_statistics
from matching.papers import (
    ReportOptions,
    call_list_pdf,
    comparison_pdf,
    letter_paragraphs,
    letters_pdf,
    overview_pdf,
)
from tests.carrousel.papers.pdf_reading import all_text, ink_outside_margin, page_texts, squeezed
from tests.matching.calls.afternoon import MADE_AT, Desk, desk_of, disagreeing_round
from tests.papers_round import HOSTILE, with_names

NL = ReportOptions(made_at=MADE_AT)


def papers(desk: Desk, lang: Lang = "nl") -> dict[str, bytes]:
    ronde, facts, matching, calls = desk.ronde, desk.facts, desk.matching, desk.calls
    options = ReportOptions(made_at=MADE_AT, lang=lang)
    statistics = round_statistics(ronde, matching, calls, desk.records)
    account = closing_account(ronde, facts, matching, calls, desk.records)
    everybody = [person.code for person in (*ronde.aios, *ronde.haos)]
    return {
        "calls": call_list_pdf(
            ronde, facts, matching, calls, templates_in("calls", lang), options
        ),
        "overview": overview_pdf(ronde, facts, matching, statistics, options, account),
        "letters": letters_pdf(
            ronde, matching, everybody, templates_in("letters", lang), options
        ),
        "compare": comparison_pdf(ronde, compare(ronde, facts, seed="z"), options, matching),
    }  # fmt: skip


@pytest.fixture(scope="module")
def desk() -> Desk:
    return desk_of(disagreeing_round(12, 11, 6, seed=5, left_off=4))


def test_a_page_whose_answers_are_not_worked_out_yet_says_how_to_get_them(desk: Desk) -> None:
    waits = [
        replace(call, alternatives=(), if_refused=None, in_advance=False)
        for call in desk.calls.calls
    ]
    listed = replace(desk.calls, calls=tuple(waits))
    scripts, options = templates_in("calls", "nl"), ReportOptions(made_at=MADE_AT)
    pages = page_texts(
        call_list_pdf(desk.ronde, desk.facts, desk.matching, listed, scripts, options)
    )
    about = [page for page in pages if "Wat u kunt zeggen" in page]
    assert len(about) == len(waits)
    for call, page in zip(waits, about, strict=True):
        assert call.who in page
        assert squeezed("vraag deze bladzijde op vlak voor het gesprek") in squeezed(page)
        assert "Als het antwoord nee is" not in page


def test_the_map_of_all_couples_is_left_out_where_it_would_take_page_after_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_map = page_texts(papers(desk)["overview"])
    monkeypatch.setattr("matching.papers.heat_map.MOST_IN_A_MAP", 11)
    without = page_texts(papers(desk)["overview"])
    title = "Voorkeuren van beide kanten"
    assert len(without) < len(with_map)
    assert not any(title in page for page in without)
    assert any(title in page for page in with_map)


@pytest.fixture(scope="module")
def made(desk: Desk) -> dict[str, bytes]:
    return papers(desk)


def test_one_page_per_person_to_call_in_order_of_urgency(
    desk: Desk, made: dict[str, bytes]
) -> None:
    pages = page_texts(made["calls"])
    calls = desk.calls.calls
    assert len(pages) == 1 + len(calls)
    for call, page in zip(calls, pages[1:], strict=True):
        person = desk.ronde.person(call.who)
        assert person is not None
        assert squeezed(person.name) in squeezed(page)
        assert squeezed(person.phones[0]) in squeezed(page)
        for box in ("akkoord", "niet akkoord", "wil bedenktijd", "niet bereikt"):
            assert box in page
        for other in call.alternatives:
            assert other.partner in page
        if call.if_refused is not None:
            assert "Bij niet akkoord" in page


def test_a_phone_number_can_be_tapped_and_nothing_else(made: dict[str, bytes]) -> None:
    links = set(re.findall(rb"/URI \(([^)]*)\)", made["calls"]))
    assert links
    assert all(re.fullmatch(rb"tel:\+?[0-9]+(;ext=[0-9]+)?", link) for link in links)
    for name in ("overview", "letters", "compare"):
        assert b"/URI" not in made[name]


def test_a_recorded_answer_is_ticked(desk: Desk) -> None:
    first = next(call for call in desk.calls.calls if call.partner)
    after = desk.call(first.who, first.partner or "", CallOutcome.ACCEPTED, "tot in maart")
    text = all_text(papers(after)["calls"])
    assert squeezed("tot in maart") in text
    assert "×" in text


def test_a_letter_has_the_own_result_and_no_rank_and_nobody_else(
    desk: Desk, made: dict[str, bytes]
) -> None:
    people = [*desk.ronde.aios, *desk.ronde.haos]
    pages = page_texts(made["letters"])
    assert len(pages) == len(people)
    for person, page in zip(people, pages, strict=True):
        text = squeezed(page)
        own = {person.code, *desk.matching.partner_of(person.code)}
        for other in people:
            if other.code in own:
                assert squeezed(other.name) in text
            elif other.name not in {p.name for p in people if p.code in own}:
                assert squeezed(other.name) not in text
        assert not re.search(r"plaats \d|rang|voorkeur \d|keus", page)


def test_the_overview_has_every_couple_with_both_ranks(desk: Desk, made: dict[str, bytes]) -> None:
    table = page_texts(made["overview"])[1]
    for couple in desk.matching.couples:
        assert couple.aios in table
        assert couple.hao in table
    blocking = len(blocking_pairs(desk.facts, desk.pairs))
    assert squeezed(f"Aios en opleiders die elkaar liever hadden gehad ({blocking})") in all_text(
        made["overview"]
    )
    assert squeezed("Alleen voor de coördinator") in all_text(made["overview"])
    assert squeezed("Eindafrekening") in all_text(made["overview"])


def test_the_hash_of_the_result_is_on_every_page(made: dict[str, bytes]) -> None:
    for pdf in made.values():
        assert all("a" * 8 in page for page in page_texts(pdf))


def test_a_trial_run_is_printed_across_every_page(desk: Desk, made: dict[str, bytes]) -> None:
    trial = papers(replace(desk, matching=replace(desk.matching, trial=True)))
    for name, pdf in trial.items():
        assert all("PROEF" in page for page in page_texts(pdf)), name
        assert not any("PROEF" in page for page in page_texts(made[name])), name


def test_a_comparison_before_the_match_is_a_trial(desk: Desk) -> None:
    pdf = comparison_pdf(desk.ronde, compare(desk.ronde, desk.facts, seed="z"), NL)
    assert all("PROEF" in page for page in page_texts(pdf))


def test_the_same_result_gives_the_same_bytes(desk: Desk, made: dict[str, bytes]) -> None:
    assert papers(desk) == made


def test_english_papers_have_no_dutch_headings(desk: Desk) -> None:
    english = papers(desk, "en")
    for pdf, says in (
        ("calls", "What you can say"),
        ("overview", "Who with whom"),
        ("letters", "Result of the matching"),
        ("compare", "matching compared"),
    ):
        text = all_text(english[pdf])
        assert squeezed(says) in text
        for dutch in ("Bellijst", "Wie bij wie", "Uitslag", "Aantekeningen", "niet genoemd"):
            assert squeezed(dutch) not in text


@pytest.mark.parametrize(("aios", "haos", "each"), [(5, 4, 3), (24, 24, 7), (55, 55, 6)])
def test_nothing_falls_off_the_page_whatever_people_are_called(
    aios: int, haos: int, each: int
) -> None:
    hostile = desk_of(with_names(disagreeing_round(aios, haos, each), HOSTILE))
    made = papers(hostile)
    for name, pdf in made.items():
        assert not ink_outside_margin(pdf, 10), name
    letters = all_text(made["letters"])
    for person in (*hostile.ronde.aios, *hostile.ronde.haos):
        assert squeezed(printable(person.name)) in letters
    for pdf in (made["overview"], made["letters"], made["compare"]):
        for forbidden in (b"/URI", b"/JavaScript", b"/EmbeddedFile"):
            assert forbidden not in pdf


def test_the_language_and_the_title_of_a_document_are_set(made: dict[str, bytes]) -> None:
    for pdf in made.values():
        document = pypdfium2.PdfDocument(pdf)
        assert document.get_metadata_value("Title").endswith("– Maart 2027")
        assert b"nl-NL" in pdf
        document.close()


def test_the_letter_of_somebody_without_place_does_not_promise_a_trainer() -> None:
    desk = desk_of(disagreeing_round(6, 4, 3))
    texts = templates_in("letters", "nl")
    left = desk.matching.unplaced[0]
    parts = letter_paragraphs(desk.ronde, desk.matching, left, texts, NL)
    assert "nog geen plaats gevonden" in " ".join(parts)


def test_papers_are_printed_without_a_solver() -> None:
    code = (
        "import sys, matching.papers, matching.figures.figure_tables; "
        "print(sorted({'matching.engine.solve', 'ortools', 'scipy', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_letter_has_the_address_for_the_window_and_is_signed(desk: Desk) -> None:
    ronde = desk.ronde
    for person in (ronde.aios[0], ronde.haos[0]):
        (page,) = page_texts(
            letters_pdf(ronde, desk.matching, [person.code], templates_in("letters", "nl"), NL)
        )
        lines = [line.strip() for line in page.split("\n")]
        place = (
            ronde.praktijk_by_code[person.praktijk].place
            if person.code in ronde.hao_by_code
            else person.home
        )
        below = lines[lines.index(person.name) + 1 :]
        assert place.postcode in "".join(below[:4])
        assert place.address in below[:4]
        at = lines.index("Met vriendelijke groet,")
        assert ronde.settings.contact.name in lines[at + 1 : at + 3]


def test_a_later_version_of_the_round_changes_no_paper_about_the_same_result(desk: Desk) -> None:
    assert desk.matching.result_hash
    later = replace(desk.ronde, version=desk.ronde.version + 7)
    texts = templates_in("letters", "nl")
    assert letters_pdf(later, desk.matching, ["A01", "H02"], texts, NL) == letters_pdf(
        desk.ronde, desk.matching, ["A01", "H02"], texts, NL
    )
