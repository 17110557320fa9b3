"""People on paper."""

from __future__ import annotations

import random

from koppelronde.domain.people import Aios


def test_an_alphabetical_list_is_in_the_order_of_a_dutch_index() -> None:
    names = ["Kuiper", "Łapa", "Öztürk", "Peters", "Smit", "Şahin", "Visser", "Yıldız", "Zand"]
    expected = ["Kuiper", "Łapa", "Öztürk", "Peters", "Şahin", "Smit", "Visser", "Yıldız", "Zand"]
    people = [Aios(code=f"A{n}", first_name="A", surname=name) for n, name in enumerate(names)]
    random.Random(4).shuffle(people)
    assert [p.surname for p in sorted(people, key=lambda p: p.alphabetical)] == expected


def test_equal_names_stand_by_code() -> None:
    first, second = (Aios(code=code, first_name="Jan", surname="Vos") for code in ("A1", "A2"))
    assert sorted([second, first], key=lambda p: p.alphabetical) == [first, second]
