"""Whatever somebody is called stands literally on paper, in calendars and in the bell's page."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from carrousel.calendars import Form, carrousel_calendars, visit_calendars
from carrousel.papers.bell import bell_page
from carrousel.papers.rosters import CarrouselPaper, carrousel_papers, visit_papers
from koppelronde.press.glyphs import printable, unprintable, wrapped
from tests.carrousel.papers.pdf_reading import all_text, page_texts, squeezed
from tests.papers_round import HOSTILE, rotation, small_round, visits_for, with_names

RONDE = with_names(small_round(7, 8), HOSTILE)
PLAN = rotation(RONDE, rooms=2)
VISITS = visits_for(RONDE, each=2)
LINE = re.compile(r"[A-Z0-9-]+[;:]")


def _seen(name: str) -> str:
    return squeezed(printable(name))


@pytest.mark.parametrize("kind", list(CarrouselPaper))
def test_every_paper_of_the_carrousel_is_made_whatever_people_are_called(
    kind: CarrouselPaper,
) -> None:
    for pdf in carrousel_papers(RONDE, PLAN, only=[kind]).values():
        assert page_texts(pdf)


def test_rosters_lists_and_badges_show_every_name_in_full() -> None:
    papers = {**carrousel_papers(RONDE, PLAN), **visit_papers(RONDE, VISITS)}
    everybody = [_seen(person.name) for person in (*RONDE.aios, *RONDE.haos)]
    for name in ("roosters-aios.pdf", "presentielijst.pdf", "badges.pdf", "kaarten-a5.pdf"):
        text = all_text(papers[name])
        for person in everybody:
            assert person in text, (name, person)
    visited = all_text(papers["bezoeken-aios.pdf"])
    for praktijk in RONDE.praktijken:
        assert _seen(praktijk.name) in visited
        assert _seen(praktijk.place.address) in visited


def test_no_paper_holds_a_link_a_picture_or_another_file() -> None:
    papers = {**carrousel_papers(RONDE, PLAN), **visit_papers(RONDE, VISITS)}
    for pdf in papers.values():
        for forbidden in (b"/URI", b"/Annot", b"/XObject /", b"/JavaScript", b"/EmbeddedFile"):
            assert forbidden not in pdf
        document = pypdfium2.PdfDocument(pdf)
        for page in document:
            kinds = {item.type for item in page.get_objects()}
            assert not kinds & {pypdfium2.raw.FPDF_PAGEOBJ_IMAGE}
            page.close()
        document.close()


def test_no_text_leaves_the_sheet() -> None:
    places = tuple(
        replace(p, place=replace(p.place, town=HOSTILE[at % len(HOSTILE)]))
        for at, p in enumerate(RONDE.praktijken)
    )
    long = replace(RONDE.settings, carrousel_location="zaal " + "y" * 195)
    ronde = replace(RONDE, settings=long, praktijken=places)
    papers = {**carrousel_papers(ronde, PLAN), **visit_papers(ronde, VISITS)}
    assert "zaal" + "y" * 195 in all_text(papers["belschema.pdf"])
    for name, pdf in papers.items():
        document = pypdfium2.PdfDocument(pdf)
        for page in document:
            width, height = page.get_size()
            textpage = page.get_textpage()
            for at in range(textpage.count_rects()):
                left, bottom, right, top = textpage.get_rect(at)
                assert left > -1, name
                assert bottom > -1, name
                assert right < width + 1, name
                assert top < height + 1, name
            textpage.close()
            page.close()
        document.close()


def test_a_name_adds_no_line_to_a_calendar_and_comes_back_as_it_is() -> None:
    day = carrousel_calendars(RONDE, PLAN, per_meeting=True, handed_out={})
    visits = visit_calendars(RONDE, VISITS, form=Form.INVITATION, handed_out={})
    for content in (*day.files.values(), *visits.files.values()):
        unfolded = content.replace(b"\r\n ", b"").decode()
        assert "\n" not in unfolded.replace("\r\n", "")
        assert all(LINE.match(line) for line in unfolded.split("\r\n") if line)
        assert "boef" not in re.sub(r"(SUMMARY|DESCRIPTION|LOCATION|CN=)[^\r]*", "", unfolded)
    events = Calendar.from_ical(day.files["A01.ics"]).walk("VEVENT")
    summaries = {str(event["SUMMARY"]).split(" · ", 2)[2] for event in events}
    met = {m.hao for m in PLAN.meetings if m.aios == "A01"}
    expected = {re.sub(r"[\r\n]", " ", RONDE.name_of(code)) for code in met}
    assert summaries == expected


def test_no_name_ends_the_script_of_the_bell() -> None:
    page = bell_page(RONDE, PLAN)
    assert page.count("</script>") == 2
    assert "<img" not in page
    data = re.search(r'<script type="application/json" id="plan">(.*?)</script>', page, re.S)
    assert data is not None
    people = dict(json.loads(data[1])["people"])
    assert people == {p.code: p.name for p in (*RONDE.aios, *RONDE.haos)}


def test_a_letter_that_the_fonts_lack_is_reported_with_the_name() -> None:
    ronde = small_round()
    chinese = replace(ronde.aios[2], first_name="王小明", infix="", surname="Jansen")
    ronde = replace(ronde, aios=(*ronde.aios[:2], chinese, *ronde.aios[3:]))
    (finding,) = unprintable(ronde)
    assert finding.who == (chinese.code,)
    assert "王小明 Jansen" in finding.says.nl
    assert "U+738B" in finding.says.nl
    text = all_text(
        carrousel_papers(ronde, rotation(ronde), for_code=chinese.code)["rooster-A03.pdf"]
    )
    assert "???Jansen" in text


def test_a_letter_that_the_fonts_lack_in_a_text_of_the_round_itself_is_reported() -> None:
    ronde = small_round()
    for odd in (
        replace(ronde.settings, institute="Instituut \U0001fa7a"),
        replace(ronde.settings, carrousel_location="Zaal \U0001fa7a"),
        replace(ronde.settings, contact=replace(ronde.settings.contact, name="\U0001fa7a")),
    ):
        (finding,) = unprintable(replace(ronde, settings=odd))
        assert finding.who == ()
        assert ronde.name in finding.says.nl
        assert "U+1FA7A" in finding.says.nl


def test_european_names_need_no_report() -> None:
    ronde = with_names(small_round(), ("Łukasz Őğșễĳ Đ", "Σωκράτης", "Владимир", "שלום", "Þóra ½"))
    assert unprintable(ronde) == ()


def test_hebrew_is_drawn_so_that_it_reads_from_the_right() -> None:
    assert printable("שלום Jan") == "םולש Jan"


def test_a_date_or_a_phone_number_is_not_broken_over_two_lines() -> None:
    assert wrapped("gemaakt zo 22-11-2026", 70.0, 9.0) == ("gemaakt zo", "22-11-2026")
    assert wrapped("van Noord-Holland", 50.0, 9.0) == ("van Noord-", "Holland")


@settings(max_examples=60)
@given(st.text(max_size=120), st.integers(min_value=30, max_value=400))
def test_wrapping_loses_nothing_and_keeps_its_width(text: str, width: int) -> None:
    from koppelronde.press.glyphs import text_width

    lines = wrapped(text, float(width), 9.0)
    # what is invisible may go: white space, marks of direction, zero width
    shown = re.sub(r"\s+", "", printable(text))
    drawn = re.sub(r"\s+", "", "".join(printable(line) for line in lines))
    assert sorted(drawn) == sorted(shown)
    assert all(text_width(line, 9.0) <= width or len(line) == 1 for line in lines)
