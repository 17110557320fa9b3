"""Rounds to put into a store: one in which every field is filled, and any round at all."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from hypothesis import strategies as st

from koppelronde.domain.lists import Scale, Veto, VetoGround, Voorkeurslijst
from koppelronde.domain.lottery_draw import Drawing, DrawWay
from koppelronde.domain.outcomes.outcome_carrousel import Table
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.people import Aios, Hao, Place, Praktijk, Side
from koppelronde.domain.ronde import (
    Agreement,
    AgreementKind,
    CarrouselWish,
    Contact,
    Koppelronde,
    MeetingWish,
    Presence,
    Sealed,
    Settings,
    VisitOutcome,
    VisitWish,
)
from koppelronde.domain.times import DayHours, Period, Weekday, WeeklyWindow
from koppelronde.procedure.toml_file import load_procedure

PROCEDURE = load_procedure("maastricht")

FULL = Koppelronde(
    name="voorjaar 2027",
    procedure=PROCEDURE,
    settings=Settings(
        institute="Huisartsopleiding Zuid",
        start_date=date(2027, 3, 1),
        profiles_deadline=date(2026, 10, 1),
        wishes_deadline=date(2026, 10, 20),
        lists_before_deadline=date(2026, 10, 8),
        carrousel_date=date(2026, 12, 10),
        carrousel_begin=time(13),
        carrousel_end=time(18, 30),
        carrousel_location="aula",
        breaks_at=(time(15), time(16, 30)),
        mover=Side.HAO,
        tables=(Table(1, "aula", 2, True, False), Table(2, "zaal 3", 1, False, True)),
        visits_from=date(2026, 12, 14),
        visits_until=date(2027, 1, 29),
        closed=(Period(date(2026, 12, 24), date(2027, 1, 3)),),
        lists_deadline=date(2027, 2, 5),
        results_date=date(2027, 2, 12),
        contact=Contact("Els Çelik", "els@voorbeeld.example", "+31 43 000 00 00"),
        numbers={"visits_min": 4, "keep_ranks_days": 90},
        reasons={"visits_min": "minder praktijken"},
    ),
    aios=(
        Aios(
            code="A01",
            first_name="Joris",
            infix="van der",
            surname="Yıldız",
            emails=("joris@voorbeeld.example", "j@voorbeeld.example"),
            phones=("+31 6 00000001",),
            work_days=frozenset({Weekday.MA, Weekday.DO}),
            absences=(Period(date(2026, 12, 24), date(2027, 1, 3)),),
            home=Place("Dorpsstraat 1", "6211 AB", "Maastricht", 50.85, 5.69),
            year=3,
            trainer_year_1="H02",
            relations=("H03",),
            had_large_hds=False,
            visit_windows=(WeeklyWindow(Weekday.MA, time(9), time(12)),),
            away_hours=(DayHours(date(2027, 1, 5), time(9), time(10)),),
            apart_from=("A02",),
        ),
        Aios(code="A02", surname="Null", had_large_hds=True),
    ),
    haos=(
        Hao(
            code="H01",
            first_name="Anna en Bo",
            infix="de",
            surname="Wit",
            emails=("anna@voorbeeld.example", "bo@voorbeeld.example"),
            phones=("0031 6 00000002",),
            work_days=frozenset({Weekday.DI, Weekday.VR}),
            absences=(Period(date(2027, 1, 4), date(2027, 1, 4)),),
            praktijk="P01",
            supervises=frozenset({1}),
            places=2,
            last_aios_until=date(2025, 8, 31),
            large_hds=True,
            leerwerkplan="LWP-7",
            year_places=((1, 1), (3, 1)),
        ),
        Hao(code="H02", surname="NA"),
        Hao(code="H03"),
    ),
    praktijken=(
        Praktijk(
            code="P01",
            name="=Praktijk & <Co>",
            place=Place("Markt 2", "6221 CD", "Meerssen", 50.9, 5.75),
            kind="groepspraktijk",
            surroundings="dorp",
            max_visits=6,
            places=1,
            visit_windows=(WeeklyWindow(Weekday.DI, time(13), time(17)),),
            phone="043 000 00 01",
            email="praktijk@voorbeeld.example",
        ),
    ),
    lists_before=(Voorkeurslijst("A01", Side.AIOS, (("H02", Decimal(1)),)),),
    lists_aios=(
        Voorkeurslijst("A01", Side.AIOS, (("H01", Decimal(1)), ("H02", Decimal(3)))),
        Voorkeurslijst("A02", Side.AIOS, ()),
    ),
    lists_hao=(
        Voorkeurslijst(
            "H01", Side.HAO, (("A02", Decimal("9.5")), ("A01", Decimal("7.25"))), Scale.MARKS
        ),
    ),
    vetoes=(Veto("A01", "H03", VetoGround.RELATION, "A01"),),
    visit_wishes=(VisitWish("A01", "P01", 1), VisitWish("A02", "P01", 2, Side.HAO)),
    visit_outcomes=(
        VisitOutcome("A01", "P01", date(2027, 1, 12), VisitStatus.DONE),
        VisitOutcome("A02", "P01", None, VisitStatus.CANCELLED),
    ),
    carrousel_wishes=(CarrouselWish("A01", "H01", Side.HAO, MeetingWish.RATHER_NOT),),
    presences=(
        Presence("A01", time(13, 30), time(17), 4, True, ((time(14), time(14, 30)),)),
        Presence("H01"),
    ),
    met_before=(("A01", "H02"),),
    interviews=(("A02", "H01"), ("A01", "H01")),
    travel={("A01", "P01"): 35, ("A01", "H02"): 61},
    agreements=(
        Agreement("A01", "H01", AgreementKind.OUT, "afgesproken", "Els", "relation"),
        Agreement("A02", "H03", AgreementKind.LOCKED),
    ),
    withdrawn=("H03",),
    sealed=Sealed(
        "ab" * 32,
        "17",
        salt="cd" * 16,
        way=DrawWay.PUBLIC,
        drawn="17 22 41",
        seals=2,
        draws=3,
        drawing=Drawing(DrawWay.PUBLIC, "Lotto", date(2027, 1, 20)),
        watched=("J. Bos",),
        agreements=(Agreement("A01", "H01", AgreementKind.OUT, "ziekte", "Els", "relation"),),
        withdrawn=("A02",),
    ),
    version=0,
)

EMPTY = Koppelronde(name="voorjaar 2027", procedure=PROCEDURE)

# PostgreSQL cannot hold NUL, and half a surrogate pair is no text; the workbook refuses both.
_texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
_codes = st.from_regex(r"[AHP][0-9]{2}", fullmatch=True)
_days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
_times = st.times().map(lambda moment: moment.replace(fold=0))
_pairs = st.tuples(_codes, _codes)
_numbers = st.decimals(0, 100, places=3, allow_nan=False)
_places = st.builds(
    Place,
    _texts,
    _texts,
    _texts,
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
)
_periods = st.builds(Period, _days, _days)
_people = {
    "code": _codes,
    "first_name": _texts,
    "infix": _texts,
    "surname": _texts,
    "emails": st.lists(_texts, max_size=3).map(tuple),
    "phones": st.lists(_texts, max_size=3).map(tuple),
    "work_days": st.frozensets(st.sampled_from(Weekday)),
    "absences": st.lists(_periods, max_size=2).map(tuple),
}


def _many(items: st.SearchStrategy[object], by: str = "") -> st.SearchStrategy[tuple[object, ...]]:
    unique = (lambda item: getattr(item, by)) if by else None
    return st.lists(items, max_size=4, unique_by=unique).map(tuple)


def _lists(side: Side) -> st.SearchStrategy[tuple[object, ...]]:
    entries = st.lists(st.tuples(_codes, _numbers), max_size=4).map(tuple)
    scales = st.sampled_from(Scale)
    return _many(st.builds(Voorkeurslijst, _codes, st.just(side), entries, scales), "owner")


any_round = st.builds(
    Koppelronde,
    name=st.just("voorjaar 2027"),
    procedure=st.just(PROCEDURE),
    settings=st.builds(
        Settings,
        institute=_texts,
        start_date=st.none() | _days,
        carrousel_begin=st.none() | _times,
        breaks_at=st.lists(_times, max_size=2).map(tuple),
        tables=_many(st.builds(Table, st.integers(0, 99), _texts)),
        closed=_many(_periods),
        contact=st.builds(Contact, _texts, _texts, _texts),
        numbers=st.dictionaries(_texts, st.integers(0, 99), max_size=3),
        reasons=st.dictionaries(_texts, _texts, max_size=3),
    ),
    aios=_many(
        st.builds(
            Aios,
            **_people,
            home=_places,
            year=st.integers(1, 3),
            relations=st.lists(_codes, max_size=2).map(tuple),
            had_large_hds=st.none() | st.booleans(),
        ),
        "code",
    ),
    haos=_many(
        st.builds(
            Hao,
            **_people,
            praktijk=_codes,
            supervises=st.frozensets(st.integers(1, 12)),
            places=st.integers(0, 5),
            last_aios_until=st.none() | _days,
            large_hds=st.none() | st.booleans(),
            year_places=st.lists(st.tuples(st.integers(1, 3), st.integers(0, 3)), max_size=2).map(
                tuple
            ),
        ),
        "code",
    ),
    praktijken=_many(
        st.builds(
            Praktijk,
            code=_codes,
            name=_texts,
            place=_places,
            max_visits=st.none() | st.integers(0, 9),
            visit_windows=_many(st.builds(WeeklyWindow, st.sampled_from(Weekday), _times, _times)),
        ),
        "code",
    ),
    lists_before=_lists(Side.AIOS),
    lists_aios=_lists(Side.AIOS),
    lists_hao=_lists(Side.HAO),
    vetoes=_many(st.builds(Veto, _codes, _codes, st.sampled_from(VetoGround), _codes)),
    visit_wishes=_many(st.builds(VisitWish, _codes, _codes, st.integers(1, 9))),
    visit_outcomes=_many(
        st.builds(VisitOutcome, _codes, _codes, st.none() | _days, st.sampled_from(VisitStatus))
    ),
    presences=_many(st.builds(Presence, _codes, st.none() | _times, st.none() | _times)),
    met_before=_many(_pairs),
    interviews=_many(_pairs),
    travel=st.dictionaries(_pairs, st.integers(0, 300), max_size=5),
    agreements=_many(st.builds(Agreement, _codes, _codes, st.sampled_from(AgreementKind), _texts)),
    withdrawn=_many(_codes),
    sealed=st.none() | st.builds(Sealed, _texts, _texts),
)
