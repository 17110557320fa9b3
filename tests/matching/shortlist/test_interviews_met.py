"""An assigned interview counts as met until somebody records that it did not take place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koppelronde.domain.facts import met_couples
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.ronde import Koppelronde, VisitOutcome
from tests.matching.shortlist.rounds import round_before


def a_round(*outcomes: tuple[str, str, VisitStatus]) -> Koppelronde:
    """A1 interviews H1 and H3; H1 and H2 are colleagues in one practice."""
    ronde = round_before(
        {"A1": "", "A2": ""}, ["H1", "H2", "H3"], praktijk_of={"H1": "P1", "H2": "P1", "H3": "P3"}
    )
    return replace(
        ronde,
        interviews=(("A1", "H1"), ("A1", "H3")),
        visit_outcomes=tuple(VisitOutcome(a, p, None, status) for a, p, status in outcomes),
    )


def test_an_assigned_interview_counts_without_anybody_writing_it_down() -> None:
    assert met_couples(a_round()) == {("A1", "H1"), ("A1", "H3")}


@pytest.mark.parametrize("status", [VisitStatus.CANCELLED, VisitStatus.NO_SHOW])
def test_one_that_was_called_off_does_not(status: VisitStatus) -> None:
    assert met_couples(a_round(("A1", "P3", status))) == {("A1", "H1")}


def test_one_that_took_place_after_all_does() -> None:
    again = (("A1", "P3", VisitStatus.CANCELLED), ("A1", "P3", VisitStatus.DONE))
    assert ("A1", "H3") in met_couples(a_round(*again))


def test_a_colleague_with_whom_there_was_no_interview_is_not_met() -> None:
    assert ("A1", "H2") not in met_couples(a_round(("A1", "P1", VisitStatus.DONE)))


def test_a_visit_without_an_interview_counts_for_the_whole_practice() -> None:
    met = met_couples(a_round(("A2", "P1", VisitStatus.DONE)))
    assert {("A2", "H1"), ("A2", "H2")} <= met
