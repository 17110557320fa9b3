"""The report of a round: what a board reads in it, and what nobody may read in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from bureau.report import ReportInput, build_report, report_html, report_pdf
from bureau.report.content import Figures, Paragraph, Picture, Report, Table
from bureau.report.discretion import LEAST
from koppelronde.domain.language import Lang
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.press.drawing import Room, Words
from tests.bureau.report.report_rounds import CANARIES, evaluated, given_of, with_canaries
from tests.carrousel.papers.pdf_reading import all_text, ink_outside_margin, squeezed
from tests.matching.calls.afternoon import desk_of, disagreeing_round
from tests.papers_round import HOSTILE, visits_for, with_names


class Reader(HTMLParser):
    """Tags and text of a page, as a browser would have them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return squeezed("".join(self.words))


def written(given: ReportInput, *, anonymous: bool = False, lang: Lang = "nl") -> tuple[str, bytes]:
    report = build_report(given, lang=lang, anonymous=anonymous)
    return report_html(report), report_pdf(report)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_page_and_paper_say_the_same_numbers_with_what_they_are_out_of(lang: Lang) -> None:
    given = evaluated()
    report = build_report(given, lang=lang)
    page, paper = Reader(report_html(report)).text, all_text(report_pdf(report))
    placed = len({couple.aios for couple in given.matching.couples})
    said = {"nl": f"{placed} van 24", "en": f"{placed} of 24"}[lang]
    cells = [cell for row in rows_of(report) for cell in row]
    assert any(said in cell for cell in cells)
    for text in [*cells, *(section.title for section in report.sections)]:
        assert squeezed(text) in page
        assert squeezed(text) in paper, text


def rows_of(report: Report) -> Iterator[tuple[str, ...]]:
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield from block.rows


def test_the_visits_count_what_was_recorded_since_the_plan() -> None:
    from bureau.fiction.lists import fictional_outcomes

    least = evaluated().ronde.number("visits_min")
    given = replace(evaluated(), calendar=visits_for(evaluated().ronde, each=least))
    assert given.calendar is not None
    done = replace(given, ronde=replace(given.ronde,
                   visit_outcomes=fictional_outcomes(given.calendar)))  # fmt: skip
    found = {row[0]: row[1] for row in rows_of(build_report(done))}
    (enough,) = [shown for says, shown in found.items() if says.endswith(f"({least})")]
    assert enough.startswith("24 van 24")
    assert int(found["praktijkbezoeken die plaatsvonden"]) == len(given.calendar.visits)


@pytest.mark.parametrize("anonymous", [False, True])
def test_the_same_round_gives_the_same_bytes(anonymous: bool) -> None:
    first = written(evaluated(), anonymous=anonymous)
    evaluated.cache_clear()
    assert first == written(evaluated(), anonymous=anonymous)


@pytest.mark.parametrize(("aios", "haos"), [(3, 4), (5, 6), (12, 9), (24, 26)])
def test_nobody_can_be_found_in_an_anonymous_report(aios: int, haos: int) -> None:
    ronde = with_canaries(disagreeing_round(aios, haos, each=min(5, haos)))
    vetoed = Veto(ronde.aios[0].code, ronde.haos[0].code, VetoGround.RELATION)
    given = given_of(desk_of(replace(ronde, vetoes=(vetoed,))))
    shown, shown_pdf = written(given)
    assert "kanarie" in shown.lower()
    assert "kanarie" in all_text(shown_pdf).lower()
    for lang in ("nl", "en"):
        page, paper = written(given, anonymous=True, lang=lang)
        for canary in CANARIES:
            assert canary.lower() not in unescape(page).lower()
            assert squeezed(canary).lower() not in all_text(paper).lower()
            assert canary.lower().encode() not in paper.lower()
        assert given.matching.result_hash not in page  # the key of the lottery


@pytest.mark.parametrize(("aios", "haos"), [(3, 4), (5, 6), (9, 12), (12, 9), (24, 26), (40, 40)])
def test_no_number_from_one_to_four_is_shown_without_people(aios: int, haos: int) -> None:
    given = evaluated(aios, haos)
    gone = replace(given, ronde=replace(given.ronde, withdrawn=(given.ronde.haos[-1].code,)))
    for one in (given, gone):
        report = build_report(one, anonymous=True)
        for row in rows_of(report):
            if "phase" not in row[0]:
                for cell in row[1:]:
                    numbers = re.findall(r"\b\d+\b", cell.replace("minder dan 5", ""))
                    if not re.search(r"-\d\d\d\d|,", cell):  # dates and averages
                        assert all(n == "0" or int(n) >= LEAST for n in numbers), row
        for section in report.sections:
            for block in section.blocks:
                if isinstance(block, Figures):
                    said = " ".join(f.number for f in block.figures).replace("minder dan 5", "")
                    assert all(n == "0" or int(n) >= LEAST for n in re.findall(r"\d+", said))
                if isinstance(block, Picture) and section.code == "uitslag":
                    words = [i for d in block.draw(Room(500, 0)) for i in d.items
                             if isinstance(i, Words)]  # fmt: skip
                    numbers = [w.text for w in words if w.text.isdigit()]
                    assert all(int(n) >= LEAST for n in numbers)


def test_who_is_left_over_cannot_be_had_by_subtracting() -> None:
    """The number of couples stands nowhere: beside all trainees it is how many have no place."""
    given = evaluated(24, 26)
    short = replace(given.matching, couples=given.matching.couples[:-2],
                    unplaced=tuple(c.aios for c in given.matching.couples[-2:]),
                    open_haos=(*given.matching.open_haos,
                               *((c.hao, 1) for c in given.matching.couples[-2:])))  # fmt: skip
    report = build_report(replace(given, matching=short), anonymous=True)
    cells = [cell for row in rows_of(report) for cell in row[1:]]
    figures = [
        figure.number
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Figures)
        for figure in block.figures
    ]
    assert [said for said in (*cells, *figures) if re.search(r"\b22\b(?! t/m)", said)] == []


def test_an_anonymous_report_tells_of_a_phase_only_whether_it_is_done() -> None:
    report = build_report(evaluated(), anonymous=True)
    (phases,) = [section for section in report.sections if section.code == "fasen"]
    (table,) = [block for block in phases.blocks if isinstance(block, Table)]
    assert {row[2:] for row in table.rows} <= {("klaar",), ("nog niet klaar",)}


def test_an_anonymous_report_has_no_map_and_no_picture_per_person() -> None:
    report = build_report(evaluated(), anonymous=True)
    assert "kaart" not in [section.code for section in report.sections]
    drawn = [
        item.text
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Picture)
        for drawing in block.draw(Room(700, 0))
        for item in drawing.items
        if isinstance(item, Words)
    ]
    codes = {p.code for p in (*evaluated().ronde.aios, *evaluated().ronde.haos)}
    assert drawn
    assert not codes & set(drawn)


def test_for_a_national_round_the_map_per_person_gives_way_to_sums(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bureau.report.section_preferences.MOST_IN_A_MAP", 20)
    monkeypatch.setattr("bureau.report.section_carrousel.MOST_IN_A_MAP", 20)
    report = build_report(evaluated(), anonymous=False)
    sections = {section.code: section for section in report.sections}
    assert "carrousel" not in sections
    said = " ".join(b.says for b in sections["voorkeuren"].blocks if isinstance(b, Paragraph))
    assert "geen plaatje meer" in said
    (picture,) = [b for b in sections["voorkeuren"].blocks if isinstance(b, Picture)]
    (drawing,) = picture.draw(Room(700, 0))
    assert len([item for item in drawing.items if isinstance(item, Words)]) < 50


def test_whatever_people_write_stands_there_literally_and_opens_nothing() -> None:
    given = evaluated(5, 6)
    plain, _ = written(given)
    ronde = with_names(given.ronde, HOSTILE)
    ronde = replace(
        ronde,
        name='<script>alert("ronde")</script>',
        settings=replace(ronde.settings, institute='"><img src=x onerror=alert(1)>{sections}'),
    )
    page, paper = written(replace(given, ronde=ronde))
    reader = Reader(page)
    assert reader.tags == Reader(plain).tags
    assert reader.attributes == Reader(plain).attributes
    assert not {"script", "img", "iframe", "object", "link"} & reader.tags
    for text in ('<script>alert("ronde")</script>', '"><img src=x onerror=alert(1)>{sections}'):
        assert squeezed(text) in reader.text
        assert squeezed(text) in all_text(paper)
    assert squeezed("a <b & c") in reader.text  # the first practice's name, in a picture
    assert squeezed("a <b & c") in all_text(paper)


@pytest.mark.parametrize("anonymous", [False, True])
def test_the_page_asks_nothing_of_any_network(anonymous: bool) -> None:
    page, _paper = written(evaluated(), anonymous=anonymous)
    assert not re.search(r"https?:|//\w|src=|@import|url\(|<script|<link", page)
    assert not [link for link in re.findall(r'href="([^"]*)"', page) if not link.startswith("#")]


def test_a_trial_says_so_and_every_page_names_its_result() -> None:
    for anonymous in (False, True):
        page, paper = written(evaluated(5, 6), anonymous=anonymous)
        mark = evaluated(5, 6).matching.result_hash[:8]
        assert mark in page
        assert mark in all_text(paper)
        assert "PROEF" not in page + all_text(paper)
        page, paper = written(evaluated(5, 6, trial=True), anonymous=anonymous)
        assert '<p class="trial"' in page
        assert "PROEF" in all_text(paper)


@pytest.mark.parametrize("anonymous", [False, True])
def test_nothing_leaves_the_margins_of_the_paper(anonymous: bool) -> None:
    _page, paper = written(evaluated(40, 40), anonymous=anonymous)
    assert not ink_outside_margin(paper, 12)


def test_it_can_be_made_before_there_are_calls_visits_or_a_carrousel() -> None:
    given = evaluated(5, 6)
    bare = ReportInput(ronde=given.ronde, matching=given.matching, made_at=given.made_at)
    for anonymous in (False, True):
        codes = [section.code for section in build_report(bare, anonymous=anonymous).sections]
        assert "gesprekken" not in codes
        assert "carrousel" not in codes
        written(bare, anonymous=anonymous)
