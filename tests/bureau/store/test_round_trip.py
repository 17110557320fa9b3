"""What is put into the store comes out of it: every field of every record, on both databases."""

from __future__ import annotations

import os
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from bureau.store.opening import Store
from koppelronde.domain.ronde import Koppelronde
from tests.bureau.store.conftest import Place
from tests.bureau.store.rounds_to_store import EMPTY, FULL, any_round


def _fields_at_default(record: Any, path: str = "") -> list[str]:
    """The fields below this record that say nothing, by their path."""
    found = []
    for item in fields(record):
        value, here = getattr(record, item.name), f"{path}.{item.name}"
        if value in ((), {}, frozenset(), None, "") and item.name != "infix":
            found.append(here)
        elif is_dataclass(value) and item.name != "procedure":
            found += _fields_at_default(value, here)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            found += _fields_at_default(value[0], here)
    return found


def test_the_full_round_leaves_no_field_empty() -> None:
    # A field that is added to a record must be filled here, or nobody knows that it is stored.
    assert _fields_at_default(FULL) == []


def test_every_field_comes_back(store: Store) -> None:
    saved = store.new_round(FULL, by="Els")
    assert saved == replace(FULL, version=1)
    assert store.load() == saved


def test_every_field_comes_back_after_the_store_was_closed(place: Place) -> None:
    with place.open() as store:
        store.new_round(EMPTY, by="Els")
        store.save(replace(FULL, version=1), by="Els", what="alles")
    with place.open() as store:
        assert store.load("voorjaar 2027") == replace(FULL, version=2)


def test_the_order_of_the_rows_comes_back(store: Store) -> None:
    turned = replace(FULL, aios=FULL.aios[::-1], interviews=FULL.interviews[::-1])
    store.new_round(turned, by="Els")
    assert store.load().aios == turned.aios
    assert store.load().interviews == turned.interviews


def test_the_procedure_is_kept_with_its_text(store: Store) -> None:
    store.new_round(FULL, by="Els")
    procedure = store.load().procedure
    assert procedure == FULL.procedure
    assert procedure.toml == FULL.procedure.toml
    assert 'code = "maastricht"' in procedure.toml


def test_a_field_of_one_kind_of_record_changes_alone(store: Store) -> None:
    saved = store.new_round(FULL, by="Els")
    for item in fields(Koppelronde):
        if item.name in ("name", "procedure", "version"):
            continue
        emptied = replace(saved, **{item.name: getattr(EMPTY, item.name)})
        saved = store.save(emptied, by="Els", what=item.name)
        assert store.load() == saved, item.name
    assert saved == replace(EMPTY, version=saved.version)


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with a round in it."""
    store.new_round(FULL, by="Els")
    return store


@settings(
    max_examples=100 if os.environ.get("KOPPEL_FAULTS") == "all" else 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ronde=any_round)
def test_any_round_comes_back(filled: Store, ronde: Koppelronde) -> None:
    now = filled.load()
    saved = filled.save(replace(ronde, version=now.version), by="Els", what="iets anders")
    assert filled.load() == saved == replace(ronde, version=now.version + 1)


def test_a_zero_below_nothing_is_a_zero_on_both_databases(store: Store) -> None:
    place = replace(FULL.praktijken[0].place, latitude=-0.0, longitude=-0.0)
    on_the_equator = (replace(FULL.praktijken[0], place=place),)
    saved = store.new_round(replace(FULL, praktijken=on_the_equator), by="Els")
    assert store.load() == saved
