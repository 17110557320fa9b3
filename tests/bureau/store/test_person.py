"""Who asks what is held about them gets all of it: a mark in every field is found back."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from bureau.store import documents
from bureau.store.opening import Store
from koppelronde.domain.lists import Veto, VetoGround, Voorkeurslijst
from koppelronde.domain.outcomes.outcome import Couple, MatchedCouple, Shortlist
from koppelronde.domain.outcomes.outcome_calls import (
    Alternative,
    Call,
    CallList,
    CallOutcome,
    CallReason,
    CallRecord,
)
from koppelronde.domain.outcomes.outcome_carrousel import (
    CarrouselGroup,
    DayEvent,
    DayEventKind,
    Meeting,
    Timetable,
)
from koppelronde.domain.outcomes.outcome_visits import (
    CalendarKind,
    HandedOut,
    Visit,
    VisitCalendar,
    VisitStatus,
)
from koppelronde.domain.people import Aios, Hao, Place, Praktijk, Side
from koppelronde.domain.ronde import (
    Agreement,
    AgreementKind,
    CarrouselWish,
    Koppelronde,
    MeetingWish,
    Presence,
    VisitOutcome,
    VisitWish,
)
from koppelronde.domain.times import Period, Weekday
from tests.bureau.store.conftest import MOMENT
from tests.bureau.store.conftest import Place as StorePlace
from tests.bureau.store.rounds_to_store import FULL, PROCEDURE

START: Final = date(2027, 3, 1)
AT: Final = datetime(2027, 1, 12, 13, 0, tzinfo=UTC)

ROUND: Final = Koppelronde(
    name="voorjaar 2027",
    procedure=PROCEDURE,
    settings=replace(FULL.settings, numbers={"visits_max:P71": 4711, "visits_min:A71": 4712}),
    aios=(
        Aios(
            code="A71", first_name="kanarie-voornaam", infix="kanarie-tussen",
            surname="kanarie-achternaam", emails=("kanarie@mail.example",),
            phones=("kanarie-telefoon",), work_days=frozenset({Weekday.DO}),
            absences=(Period(date(2031, 1, 2), date(2031, 1, 3)),),
            home=Place("kanarie-straat", "kanarie-code", "kanarie-plaats", 50.4713, 5.4714),
            year=3, trainer_year_1="H72", relations=("H73",), had_large_hds=False,
        ),
        Aios(code="A72", surname="iemand-anders", trainer_year_1="H71"),
    ),
    haos=(
        Hao(
            code="H71", surname="kanarie-opleider", praktijk="P71",
            last_aios_until=date(2031, 2, 1), leerwerkplan="kanarie-lwp",
        ),
        Hao(code="H72"), Hao(code="H73"),
    ),
    praktijken=(Praktijk(code="P71", name="kanarie-praktijk", phone="kanarie-lijn"),),
    lists_before=(Voorkeurslijst("A71", Side.AIOS, (("H71", Decimal("1.4715")),)),),
    lists_aios=(Voorkeurslijst("A71", Side.AIOS, (("H71", Decimal("1.4716")),)),),
    lists_hao=(Voorkeurslijst("H71", Side.HAO, (("A71", Decimal("1.4717")),)),),
    vetoes=(Veto("A71", "H73", VetoGround.RELATION, "A71"),),
    visit_wishes=(VisitWish("A71", "P71", 4718), VisitWish("A71", "P71", 4719, Side.HAO)),
    visit_outcomes=(VisitOutcome("A71", "P71", date(2031, 3, 1), VisitStatus.NO_SHOW),),
    carrousel_wishes=(CarrouselWish("A71", "H73", Side.AIOS, MeetingWish.RATHER_NOT),),
    presences=(Presence("A71", time(13, 47), time(17, 48), 49, True),),
    met_before=(("A71", "H72"),),
    interviews=(("A71", "H71"),),
    travel={("A71", "P71"): 4720},
    agreements=(Agreement("A71", "H71", AgreementKind.LOCKED, "kanarie-afspraak", "Els"),),
    withdrawn=("A71",),
)  # fmt: skip

OF_THE_ROUND: Final[dict[str, tuple[str, ...]]] = {
    "aios": (
        "kanarie-voornaam", "kanarie-tussen", "kanarie-achternaam", "kanarie@mail.example",
        "kanarie-telefoon", "2031-01-02", "kanarie-straat", "kanarie-code", "kanarie-plaats",
        "50.4713", "5.4714", '"H72"', '"H73"', '"had_large_hds": false',
    ),
    "lists_before": ("1.4715",), "lists_aios": ("1.4716",), "vetoes": ('"relation"',),
    "visit_wishes": ("4718",), "visit_outcomes": ("2031-03-01", "no_show"),
    "carrousel_wishes": ("rather_not",), "presences": ("13:47", "17:48", "49"),
    "met_before": ('["A71", "H72"]',), "interviews": ('["A71", "H71"]',), "travel": ("4720",),
    "agreements": ("kanarie-afspraak",), "withdrawn": ('"withdrawn": true',),
    "settings": ("4712",),
}  # fmt: skip
"""What A71 finds back of each field of a round."""

NOT_ABOUT_AN_AIOS: Final = {
    "name", "procedure", "sealed", "version", "haos", "praktijken",
    "lists_hao",  # what the other side ranked
}  # fmt: skip


def meeting(turn: int) -> Meeting:
    return Meeting(turn, 50 + turn, "A71", "H71")


def entry(uid: str, owner: str, with_whom: str) -> HandedOut:
    return HandedOut(
        uid=uid, kind=CalendarKind.VISIT, owner=owner, with_whom=with_whom, sequence=4721,
        cancelled=True, content_hash="x", begin=AT, end=AT, summary=f"kanarie-{uid}",
        location=f"kanarie-waar-{uid}",
    )  # fmt: skip


DOCUMENTS: Final[dict[str, tuple[tuple[str, object, tuple[str, ...]], ...]]] = {
    "timetable": (
        ("", Timetable(
            version=1, made_at=AT, mover=Side.HAO, turns=(), breaks=(), tables=(),
            home=(("A71", 4722),), meetings=(meeting(1),), catch_up=(meeting(2),),
            lost=(Couple("A71", "H72"),), missed=(Couple("A71", "H73"),),
            events=(DayEvent(DayEventKind.LATE, "A71", 4723, 4724, 4725),),
            groups=(CarrouselGroup(number=1, first=4726, last=9, codes=("A71", "A72", "H72")),),
         ), ("4722", '"turn": 1', "51", '"turn": 2', "52", '"H72"', '"H73"', "late", "4723",
             "4724", "4725")),
    ),
    "visit_calendar": (
        ("", VisitCalendar(
            version=1, made_at=AT,
            visits=(Visit("A71", "P71", AT, AT + timedelta(minutes=47), VisitStatus.AGREED,
                          ("H71",), 4727),),
            without_moment=(("A71", "P72"),),
         ), ("13:47:00", "agreed", "4727", '["A71", "P72"]')),
    ),
    "shortlist": (
        ("", Shortlist(version=1, made_at=AT, interviews=(Couple("A71", "H71"),), witness=(),
                       groups=(("A71", "A72", "H71"),)), ('"groups": ["A71"]',)),
        ("invited", {"haos": ["H71", "H72", "H73"], "not_now": []}, ()),
    ),
    "result": (
        ("", {"matching": {
            "couples": [MatchedCouple("A71", "H71", 4728, 9999, travel_minutes=4729,
                                      shared_days=4730, locked=True)],
            "unplaced": ["A71", "A72", "A73"],
         }}, ("4728", "4729", "4730", '"unplaced": ["A71"]')),
    ),
    "call_list": (
        ("", CallList(result_hash="x", calls=(
            Call(who="A71", side=Side.AIOS, partner="H71", reasons=(CallReason.LATE_VETO,),
                 own_rank=4731, partner_rank=9998, urgency=1, outcome=CallOutcome.ASKS_TIME,
                 note="kanarie-notitie",
                 alternatives=(Alternative(partner="H73", own_rank=4732, worse_stage="x", by=1,
                                           others_moved=2),)),
         )), ("late_veto", "4731", "asks_time", "kanarie-notitie", "4732")),
    ),
    "call_record": (
        ("", CallRecord(who="A71", outcome=CallOutcome.UNREACHABLE, partner="H71",
                        note="kanarie-gesprek", at=AT), ("unreachable", "kanarie-gesprek")),
    ),
    "handed_out": (
        ("", {"entries": [entry("een", "A71", "P71"), entry("twee", "P71", "A71")]},
         ("kanarie-een", "kanarie-waar-een", "kanarie-twee", "4721", "true")),
        ("mail", {"entries": [{"code": "A71", "version": 4733, "before": [["u", 4734]],
                               "now": [["u", 4735]]}]}, ("4733", "4734", "4735")),
    ),
    "mail_sent": (
        ("ab", {"code": "A71", "fingerprint": "ab", "sent": True, "refused": False,
                "kind": "kanarie-soort"}, ("kanarie-soort", '"sent": true')),
    ),
    "answers": (
        ("", {"mark": "x", "entries": [
            {"number": 4736, "kind": "refused", "first": "A71", "second": "H71"},
            {"number": 4737, "kind": "withdrawn", "first": "A72", "second": ""},
         ]}, ("4736", "refused")),
    ),
    "seal_log": (("", {"mark": "x", "seals": 1, "draws": 0, "by": "Els", "watched": ["Bo"]}, ()),),
    "proof": (("", {"result_hash": "ab", "file": "{}"}, ()),),
    "announcement": (("", {"result_hash": "ab", "by": "Els"}, ()),),
    "receipt": (("", {"code": "A71", "subject": "kanarie-bewijs"}, ("kanarie-bewijs",)),),
}  # fmt: skip
"""Of each kind of document: key, content, and what A71 finds back of it."""


def everything(store: Store, folder: Path) -> None:
    store.new_round(ROUND, by="Els")
    with store.transaction(by="Els", what="alles", reason="") as change:
        for kind, made in DOCUMENTS.items():
            for key, content, _ in made:
                change.put_document(kind, content, key)
        change.will_export(folder / "uitvoer", ["aios/A71.pdf", "A72.pdf", "lijst.pdf"])
    for what, reason in (
        ("A71 valt uit", "kanarie-reden"),
        ("met de hand geplaatst: A72–H72; gaat voorbij aan: A71, H73", "reden-van-een-ander"),
        ("iets anders", "kanarie-om A71"),
    ):
        store.put_document("timetable", {"n": 1}, by="Els", what=what, reason=reason)


def held_about(store: Store, code: str) -> str:
    return json.dumps(store.person(code), ensure_ascii=False)


def test_every_field_of_a_round_is_found_back(store: Store, tmp_path: Path) -> None:
    everything(store, tmp_path)
    assert {field.name for field in fields(Koppelronde)} == OF_THE_ROUND.keys() | NOT_ABOUT_AN_AIOS
    said = held_about(store, "A71")
    marks = [mark for found in OF_THE_ROUND.values() for mark in found]
    assert [mark for mark in marks if mark not in said] == []


def test_every_kind_of_document_is_found_back(store: Store, tmp_path: Path) -> None:
    everything(store, tmp_path)
    assert set(DOCUMENTS) == set(documents.KINDS)
    said = held_about(store, "A71")
    marks = [mark for made in DOCUMENTS.values() for _, _, found in made for mark in found]
    assert [mark for mark in marks if mark not in said] == []


def test_what_was_taken_back_is_held_and_therefore_shown(store: Store) -> None:
    store.new_round(ROUND, by="Els")
    record: dict[str, Any] = {"who": "A71", "note": "kanarie-ingetrokken"}
    store.put_document("call_record", record, by="Els", what="telefoon A71")
    store.undo(by="Els")
    assert "kanarie-ingetrokken" in held_about(store, "A71")


def test_the_journal_and_the_papers_are_found_back(store: Store, tmp_path: Path) -> None:
    everything(store, tmp_path)
    (held,) = store.person("A71")["rounds"]  # type: ignore[index, call-overload]
    assert [line.get("reason") for line in held["journal"]] == [
        "kanarie-reden", None, "kanarie-om A71",
    ]  # fmt: skip
    assert held["journal"][1]["what"] == "met de hand geplaatst; gaat voorbij aan: A71"
    assert [paper["files"] for paper in held["papers"]] == [["aios/A71.pdf"]]


def test_what_others_ranked_said_or_got_is_left_out(store: Store, tmp_path: Path) -> None:
    everything(store, tmp_path)
    said = held_about(store, "A71")
    for other in ("1.4717", "4719", "9999", "9998", "iemand-anders", "reden-van-een-ander", "A72",
                  "kanarie-opleider"):  # fmt: skip
        assert other not in said, other


def test_a_trainer_finds_back_the_own_side(store: Store, tmp_path: Path) -> None:
    everything(store, tmp_path)
    said = held_about(store, "H71")
    for own in ("kanarie-opleider", "kanarie-praktijk", "kanarie-lijn", "kanarie-lwp", "1.4717",
                "4719", "4711", '"trainee_of_year_1": ["A72"]', '"haos": ["H71"]', "9999",
                "kanarie-twee"):  # fmt: skip
        assert own in said, own
    for other in ("kanarie-achternaam", "kanarie-straat", "1.4716", "4728", "4718"):
        assert other not in said, other


def test_after_the_last_term_none_of_it_is_left(sqlite_place: StorePlace) -> None:
    with sqlite_place.open(at=MOMENT) as store:
        everything(store, sqlite_place.folder)
        store.purge(START + timedelta(days=28), by="Els")
        assert b"kanarie" not in _bytes_in(sqlite_place.folder)
        said = held_about(store, "A71")
        about_ranks = ("1.4716", "2031-01-02", "4720", "4728", "13:47", '"relation"')
        assert [mark for mark in about_ranks if mark not in said] == []
        store.purge(START + timedelta(days=90), by="Els")
        said = held_about(store, "A71")
        assert [mark for mark in about_ranks if mark in said] == []
        store.purge(START + timedelta(days=730), by="Els")
    assert b"A71" not in _bytes_in(sqlite_place.folder)


def test_after_a_purge_no_empty_folder_stays(sqlite_place: StorePlace) -> None:
    folder = sqlite_place.folder
    with sqlite_place.open() as store:
        store.new_round(ROUND, by="Els")
        target = folder / "voorjaar-2027" / "uitslag"
        with store.transaction(by="Els", what="uitslag") as change:
            change.will_export(target, ["A71.pdf"])
        target.mkdir(parents=True)
        (target / "A71.pdf").write_text("A71")
        store.copy_before("import")
        store.purge(START + timedelta(days=730), by="Els")
    assert [path.name for path in folder.iterdir()] == ["koppel.sqlite3"]


def _bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
