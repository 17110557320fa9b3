"""What stands on paper is the plan: read back with another program, name by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from carrousel.afternoon.person_day import DayBook, PartKind
from carrousel.papers.rosters import (
    CarrouselPaper,
    VisitPaper,
    carrousel_papers,
    new_cards,
    visit_papers,
)
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.outcomes.outcome_carrousel import DayEvent, DayEventKind, Meeting, Turn
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde, Presence
from koppelronde.domain.times import Weekday, clock, later
from tests.carrousel.papers.pdf_reading import all_text, ink_outside_margin, page_texts, squeezed
from tests.papers_round import rotation, small_round, visits_for

RONDE = small_round(5, 6)
PLAN = rotation(RONDE, rooms=2, pause_every=3)


@pytest.mark.parametrize("person", [*RONDE.aios, *RONDE.haos], ids=lambda person: person.code)
def test_a_roster_names_every_talk_with_its_time_table_and_partner(person: object) -> None:
    code = person.code  # type: ignore[attr-defined]  # an Aios or an Hao
    (roster,) = [
        pdf for name, pdf in carrousel_papers(RONDE, PLAN, for_code=code).items()
        if name.startswith("rooster")
    ]  # fmt: skip
    lines = [squeezed(line) for line in "\n".join(page_texts(roster)).split("\n")]
    text = all_text(roster)
    assert squeezed(RONDE.name_of(code)) in text
    for part in DayBook(RONDE, PLAN).day_of(code):
        hours = f"{clock(part.begin)}–{clock(part.end)}"
        (line,) = [line for line in lines if line.startswith(hours)]
        if part.kind is PartKind.TALK:
            room = "A" if part.table <= 3 else "B"
            assert line.startswith(f"{hours}{part.table}·Zaal{room}")
            assert squeezed(RONDE.name_of(part.partner)) in line
        else:
            assert ("Pauze,15minuten" if part.kind is PartKind.BREAK else "–vrij–") in line


def test_a_roster_says_where_when_and_whom_to_phone() -> None:
    text = all_text(carrousel_papers(RONDE, PLAN, for_code="H02")["rooster-H02.pdf"])
    for expected in (
        "donderdag10december2026,13:00–14:03", "Onderwijscentrum,zaal1en2",
        "Coördinatorkoppeling·043-0000000", "Tafel2,ZaalA",
    ):  # fmt: skip
        assert expected in text


def test_everybody_takes_along_one_page_numbered_from_one() -> None:
    papers = carrousel_papers(RONDE, PLAN, short_hash="a1b2c3d4")
    pages = page_texts(papers["roosters-aios.pdf"])
    assert len(pages) == len(RONDE.aios)
    for page in pages:
        assert "pagina 1 van 1" in page
        assert "Maart 2027 · planversie 1 · gemaakt di 01-12-2026 09:30 · a1b2c3d4" in page


def test_thirty_turns_fit_one_page_however_long_the_practices_are_called() -> None:
    ronde = small_round(24, 30)
    long = "Gezondheidscentrum De Nieuwe Linde en Apotheek Sint-Servaas, locatie Noord"
    ronde = replace(ronde, praktijken=tuple(replace(p, name=long) for p in ronde.praktijken))
    made = carrousel_papers(ronde, rotation(ronde), only=[CarrouselPaper.ROSTERS])
    pages = page_texts(made["roosters-aios.pdf"])
    assert len(pages) == 24
    for hao in ronde.haos:
        assert squeezed(hao.name) in squeezed(pages[0])
    assert squeezed("Gezondheidscentrum De Nieuwe") in squeezed(pages[0])


def test_a_card_holds_the_same_talks_two_people_on_a_sheet() -> None:
    pages = page_texts(carrousel_papers(RONDE, PLAN)["kaarten-a5.pdf"])
    assert len(pages) == 6  # eleven people
    people = [p.name for p in (*RONDE.aios, *RONDE.haos)]
    for at, page in enumerate(pages):
        for name in people[2 * at : 2 * at + 2]:
            assert name in page


def test_a_free_turn_is_told_apart_from_not_being_there() -> None:
    ronde = replace(RONDE, presences=(Presence("A01", begin=time(13, 8)),))
    late = replace(PLAN, meetings=tuple(m for m in PLAN.meetings if (m.turn, m.aios) != (1, "A01")))
    book = DayBook(ronde, late)
    assert [p.kind for p in book.day_of("A01")][:2] == [PartKind.AWAY, PartKind.TALK]
    (table,) = [m.table for m in PLAN.meetings if (m.turn, m.aios) == (1, "A01")]
    seated = next(code for code, number in PLAN.home if number == table)
    assert book.day_of(seated)[0].kind is PartKind.FREE
    text = all_text(carrousel_papers(ronde, late, for_code="A01")["rooster-A01.pdf"])
    assert "13:00–13:08–nietaanwezig–" in text


def test_who_fell_out_on_the_day_is_away_for_those_turns() -> None:
    gone = DayEvent(DayEventKind.ABSENT, "H03", 2, 6)
    without = tuple(m for m in PLAN.meetings if m.hao != "H03" or m.turn < 2)
    book = DayBook(RONDE, replace(PLAN, events=(gone,), meetings=without))
    kinds = {part.turn: part.kind for part in book.day_of("H03") if part.turn}
    assert {turn for turn, kind in kinds.items() if kind is PartKind.AWAY} == {2, 3, 4, 5, 6}


def test_a_talk_to_catch_up_is_on_the_roster() -> None:
    caught = Meeting(6, 1, "A02", "H01")
    others = tuple(m for m in PLAN.meetings if (m.aios, m.hao) != ("A02", "H01") and m.turn != 6)
    plan = replace(PLAN, meetings=others, catch_up=(caught,))
    text = all_text(carrousel_papers(RONDE, plan, for_code="A02")["rooster-A02.pdf"])
    assert squeezed(RONDE.name_of("H01")) + "(inhaalgesprek)" in text


def test_a_talk_to_catch_up_stands_with_its_time_and_table() -> None:
    last = PLAN.turns[-1]
    extra = Turn(last.number + 1, last.end, later(last.end, 8))
    plan = replace(PLAN, catch_up=(Meeting(extra.number, 1, "A02", "H01"),),
                   catch_up_turns=(extra,))  # fmt: skip
    part = DayBook(RONDE, plan).day_of("A02")[-1]
    assert (part.kind, part.begin, part.table, part.partner) == (
        PartKind.TALK, last.end, 1, "H01",
    )  # fmt: skip
    text = all_text(carrousel_papers(RONDE, plan, for_code="A02")["kaart-A02.pdf"])
    assert f"{clock(extra.begin)}–{clock(extra.end)}" in text


def test_who_is_free_hears_whom_they_can_go_to() -> None:
    first = next(m for m in PLAN.meetings if m.aios == "A02")
    plan = replace(PLAN, meetings=tuple(m for m in PLAN.meetings if m != first), offers=(first,))
    text = all_text(carrousel_papers(RONDE, plan, for_code="A02")["rooster-A02.pdf"])
    where = DayBook(RONDE, plan).short_table(first.table)
    assert squeezed(f"vrij; kan naar tafel {where}: {RONDE.name_of(first.hao)}") in text


def test_new_cards_come_two_on_a_sheet_for_those_who_get_one() -> None:
    [(name, pdf)] = new_cards(RONDE, PLAN, ["H03", "A01", "A02"]).items()
    assert name == "kaarten-a5.pdf"
    text = all_text(pdf)
    for code in ("A01", "A02", "H03"):
        assert squeezed(RONDE.name_of(code)) in text
    assert len(page_texts(pdf)) == 2
    assert new_cards(RONDE, PLAN, []) == {}


def test_the_floor_says_one_table_on_only_where_everybody_goes_one_table_on() -> None:
    floor = carrousel_papers(RONDE, PLAN, only=[CarrouselPaper.FLOOR])["tafels-per-zaal.pdf"]
    on = squeezed("Volg de pijlen: na elk gesprek een tafel verder")
    assert on in all_text(floor)
    one, two = PLAN.meetings[0].turn, PLAN.meetings[-1].turn
    turned = {one: two, two: one}
    mixed = tuple(sorted(replace(m, turn=turned.get(m.turn, m.turn)) for m in PLAN.meetings))
    plan = replace(PLAN, meetings=mixed)
    floor = carrousel_papers(RONDE, plan, only=[CarrouselPaper.FLOOR])["tafels-per-zaal.pdf"]
    assert on not in all_text(floor)
    assert squeezed("naar welke tafel je gaat, staat op je kaart") in all_text(floor)


def test_at_free_tables_the_wall_names_both_and_everybody_walks() -> None:
    plan = replace(PLAN, home=())
    wall = all_text(carrousel_papers(RONDE, plan, only=[CarrouselPaper.WALL])["wandkaart-a3.pdf"])
    names, first = DayBook(RONDE, plan).short_names, PLAN.meetings[0]
    assert squeezed(f"{names[first.aios]} – {names[first.hao]}") in wall
    assert squeezed("Naar welke tafel: per AIOS") in wall
    assert squeezed("Naar welke tafel: per opleider") in wall


def test_a_sign_reads_the_same_from_both_sides() -> None:
    (sign,) = carrousel_papers(RONDE, PLAN, for_code="H04", only=[CarrouselPaper.SIGNS]).values()
    assert all_text(sign).count(squeezed(RONDE.name_of("H04"))) == 2
    assert all_text(sign).count("ZaalB") == 2


def test_every_pair_of_the_plan_is_on_the_wall() -> None:
    book = DayBook(RONDE, PLAN)
    by_table, by_aios = page_texts(carrousel_papers(RONDE, PLAN)["wandkaart-a3.pdf"])
    for code in book.people_of(Side.AIOS):
        turns = len([m for m in PLAN.meetings if m.aios == code])
        assert by_table.count(book.short_names[code]) == turns
    for turn in PLAN.turns:
        row = next(line for line in by_aios.split("\n") if f"{clock(turn.begin)}–" in line)
        tables = {m.aios: str(m.table) for m in PLAN.meetings if m.turn == turn.number}
        expected = [tables.get(aios.code, "–") for aios in RONDE.aios]
        assert row.split()[2:] == expected


def test_a_large_chart_goes_over_several_sheets_that_say_how_to_glue_them() -> None:
    ronde = small_round(48, 55)
    pages = page_texts(
        carrousel_papers(ronde, rotation(ronde), only=[CarrouselPaper.WALL])["wandkaart-a3.pdf"]
    )
    by_table = [page for page in pages if "per tafel" in page]
    assert len(by_table) > 1
    for number, page in enumerate(by_table, 1):
        assert f"blad {number} van {len(by_table)}" in page
    assert "hier blad 2 opplakken" in by_table[0]
    assert "plakken op blad 1" in by_table[1]
    shown = squeezed("".join(by_table))
    assert all(squeezed(hao.name) in shown for hao in ronde.haos)


def test_the_attendance_list_holds_everybody_once_by_surname() -> None:
    text = "\n".join(page_texts(carrousel_papers(RONDE, PLAN)["presentielijst.pdf"]))
    for person in (*RONDE.aios, *RONDE.haos):
        assert squeezed(text).count(squeezed(person.sort_name)) == 1
    aios = sorted(RONDE.aios, key=lambda p: p.alphabetical)
    places = [squeezed(text).index(squeezed(p.sort_name)) for p in aios]
    assert places == sorted(places)


def test_the_timekeeper_has_every_bell_and_the_warning_a_minute_before() -> None:
    text = "\n".join(page_texts(carrousel_papers(RONDE, PLAN)["belschema.pdf"]))
    assert "1 13:00 13:07 13:08 5" in text
    assert "4 13:39 13:46 13:47 5" in text
    assert "13:24–13:39 Pauze, 15 minuten" in text


def test_the_conversation_card_marks_what_nobody_has_to_answer() -> None:
    text = all_text(carrousel_papers(RONDE, PLAN)["gesprekskaart.pdf"])
    for topic in RONDE.procedure.conversation:
        marked = squeezed(topic.says.nl + (" (vrijwillig)" if topic.voluntary else ""))
        assert text.count(marked) == 2
    assert text.count("(vrijwillig)") == 2 * len(
        [t for t in RONDE.procedure.conversation if t.voluntary]
    )


def test_visit_lists_hold_each_visit_on_both_sides_and_say_that_travel_is_estimated() -> None:
    calendar = visits_for(RONDE)
    papers = visit_papers(RONDE, calendar)
    of_aios = page_texts(papers["bezoeken-aios.pdf"])
    of_praktijk = page_texts(papers["bezoeken-praktijken.pdf"])
    for visit in calendar.visits:
        page = squeezed(of_aios[[a.code for a in RONDE.aios].index(visit.aios)])
        praktijk = RONDE.praktijk_by_code[visit.praktijk]
        day = f"{visit.begin:%d-%m-%Y}"
        assert squeezed(praktijk.name) in page
        assert day in page
        assert squeezed(praktijk.place.address) in page
        host = squeezed(of_praktijk[[p.code for p in RONDE.praktijken].index(visit.praktijk)])
        assert squeezed(RONDE.name_of(visit.aios)) in host
        assert day in host
    assert "(geschat)" in of_aios[0]


def test_given_travel_is_not_called_estimated_and_unknown_is_not_zero() -> None:
    calendar = visits_for(RONDE, each=1)
    first = calendar.visits[0]
    given = replace(RONDE, travel={(first.aios, first.praktijk): 37})
    text = all_text(
        visit_papers(given, calendar, for_code=first.aios)[f"bezoeken-{first.aios}.pdf"]
    )
    assert "37min,enkelereis" in text
    nowhere = replace(
        RONDE,
        praktijken=tuple(
            replace(p, place=replace(p.place, latitude=None)) for p in RONDE.praktijken
        ),
    )
    text = all_text(
        visit_papers(nowhere, calendar, for_code=first.aios)[f"bezoeken-{first.aios}.pdf"]
    )
    assert "Reistijdonbekend" in text
    assert "0min" not in text


def test_a_cancelled_visit_is_called_that() -> None:
    calendar = visits_for(RONDE, each=1)
    gone = tuple(replace(v, status=VisitStatus.CANCELLED) for v in calendar.visits)
    papers = visit_papers(RONDE, replace(calendar, visits=gone), only=[VisitPaper.AIOS])
    assert all_text(papers["bezoeken-aios.pdf"]).count("vervallen") == len(gone)


def test_a_visit_on_a_day_off_is_marked_on_the_list_of_the_aios() -> None:
    calendar = visits_for(RONDE, each=1)
    first = calendar.visits[0]
    free = frozenset(Weekday(d) for d in range(5) if d != first.begin.weekday())
    people = tuple(
        replace(a, work_days=free if a.code == first.aios else frozenset()) for a in RONDE.aios
    )
    papers = visit_papers(replace(RONDE, aios=people), calendar, only=[VisitPaper.AIOS])
    assert all_text(papers["bezoeken-aios.pdf"]).count("jevrijedag") == 1


def test_the_same_plan_gives_the_same_bytes_and_another_moment_other_bytes() -> None:
    assert carrousel_papers(RONDE, PLAN) == carrousel_papers(RONDE, PLAN)
    moved = replace(PLAN, made_at=PLAN.made_at.replace(hour=10))
    assert carrousel_papers(RONDE, PLAN) != carrousel_papers(RONDE, moved)


def test_rows_in_another_order_give_the_same_bytes() -> None:
    shuffled = replace(PLAN, meetings=PLAN.meetings[::-1], home=PLAN.home[::-1])
    assert carrousel_papers(RONDE, PLAN) == carrousel_papers(RONDE, shuffled)


def test_a_trial_is_printed_across_every_page() -> None:
    for pdf in carrousel_papers(RONDE, PLAN, trial=True).values():
        assert all("PROEF" in page for page in page_texts(pdf))
    for pdf in carrousel_papers(RONDE, PLAN).values():
        assert not any("PROEF" in page for page in page_texts(pdf))


def test_papers_come_in_english_too() -> None:
    papers = carrousel_papers(RONDE, PLAN, "en")
    assert "rosters-aios.pdf" in papers
    text = " ".join(page_texts(papers["rosters-aios.pdf"]))
    assert "With whom" in text
    assert "Met wie" not in text


@pytest.mark.parametrize("size", [(1, 1), (5, 5), (24, 30), (40, 40)])
def test_pages_keep_their_margins(size: tuple[int, int]) -> None:
    ronde = small_round(*size)
    papers = carrousel_papers(
        ronde, rotation(ronde, rooms=2), only=[CarrouselPaper.BELL, CarrouselPaper.ATTENDANCE]
    )
    for pdf in papers.values():
        assert not ink_outside_margin(pdf, 15)


def test_a_code_that_does_not_take_part_is_refused() -> None:
    with pytest.raises(WrongUse):
        carrousel_papers(RONDE, PLAN, for_code="A99")
    with pytest.raises(WrongUse):
        visit_papers(RONDE, visits_for(RONDE), for_code="A99")


def test_no_rank_or_wish_reaches_a_paper_for_others() -> None:
    wished: Koppelronde = RONDE
    bare = replace(wished, visit_wishes=(), carrousel_wishes=(), vetoes=(), lists_aios=())
    assert carrousel_papers(wished, PLAN) == carrousel_papers(bare, PLAN)
    calendar = visits_for(RONDE)
    assert visit_papers(wished, calendar) == visit_papers(bare, calendar)
