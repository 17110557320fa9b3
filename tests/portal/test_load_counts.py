"""The load script notices what is lost: its comparison is tried on rows that were tampered with."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks/portal_load.py"
ORDER, OTHER = [["H01"], ["H02"]], [["H02"], ["H01"]]


@pytest.fixture(scope="module")
def load() -> Any:
    spec = importlib.util.spec_from_file_location("portal_load", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["portal_load"] = module
    spec.loader.exec_module(module)
    return module


def somebody(load: Any, **known: Any) -> Any:
    return load.Person("A01", "", ["H01", "H02"], **known)


@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        ({"A01": (3, ORDER)}, 0),
        ({"A01": (2, ORDER)}, 1),
        ({"A01": (3, OTHER)}, 1),
        ({"A01": (4, OTHER)}, 1),
        ({}, 1),
    ],
)
def test_an_acknowledged_save_that_is_not_there_is_lost(load: Any, rows: Any, lost: int) -> None:
    assert load.lost([somebody(load, revision=3, kept=ORDER)], rows) == lost


def test_a_save_without_an_answer_may_be_there_or_not(load: Any) -> None:
    person = somebody(load, revision=3, kept=ORDER, unanswered=OTHER)
    assert load.lost([person], {"A01": (3, ORDER)}) == 0
    assert load.lost([person], {"A01": (4, OTHER)}) == 0
    assert load.lost([person], {"A01": (5, OTHER)}) == 1


def test_another_order_than_the_unanswered_one_counts_as_lost(load: Any) -> None:
    person = somebody(load, revision=3, kept=ORDER, unanswered=OTHER)
    load._agree(person, {"revision": 4, "groups": OTHER})
    assert (person.lost, person.revision, person.kept) == (0, 4, OTHER)
    load._agree(person, {"revision": 2, "groups": ORDER})
    assert person.lost == 1
