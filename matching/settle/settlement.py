"""What stays open after the matching, for people to settle.

Decides nothing: it lists who is left on both sides, what each could still accept (also people who
never met, as long as no rule forbids the couple), and the moves that would free a place with the
fewest others touched. Source: procedure Groningen, "N.b. … gaan A-team en O-team buiten het
platform om een koppelingsvoorstel doen".
"""

from __future__ import annotations

from dataclasses import dataclass

from koppelronde.domain.facts import waiting_days
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, count
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.ronde import Agreement, Koppelronde
from matching.settle.board import Board, board_of
from matching.settle.moves import Way, ways_to_a_place

WAYS_SHOWN = 5
"""So many ways to free a place are listed per AIOS, the one touching the fewest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A couple that could still be made at once. A rank is None where nothing is on a list."""

    aios: str
    hao: str
    met: bool
    rank_by_aios: int | None
    rank_by_hao: int | None
    travel_minutes: int | None
    waiting_days: int


@dataclass(frozen=True, slots=True)
class Refused:
    """An HAO with a free place that is not possible for this AIOS, and why."""

    aios: str
    hao: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAios:
    """An AIOS without a place: free places that fit, those that do not, and ways to free one."""

    aios: str
    options: tuple[Option, ...]
    refused: tuple[Refused, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHao:
    """An HAO with a free place, and which AIOS without a place could come."""

    hao: str
    places: int
    waiting_days: int
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Everything a coordinator needs to settle what is left, sorted by code."""

    aios: tuple[OpenAios, ...]
    haos: tuple[OpenHao, ...]
    agreed: tuple[Agreement, ...]
    findings: tuple[Finding, ...] = ()


def settlement(ronde: Koppelronde, matching: Matching) -> Settlement:
    """Who and what is left after this matching, with the round's agreements taken into account.

    The AIOS of a matched couple that a rule, a veto or a refusal forbids by now, or of whom one
    withdrew, counts as left; that is a finding.
    """
    board, findings = board_of(ronde, matching)
    left = tuple(aios for aios in board.aios if aios not in board.partner)
    free = {hao: board.free_places(hao) for hao in board.haos}
    return Settlement(
        aios=tuple(_open_aios(board, aios, free) for aios in left),
        haos=tuple(
            OpenHao(
                hao=hao,
                places=number,
                waiting_days=waiting_days(ronde.hao_by_code[hao], ronde),
                options=tuple(
                    _option(board, aios, hao) for aios in left if board.possible(aios, hao)
                ),
            )
            for hao, number in free.items()
            if number
        ),
        agreed=tuple(sorted(ronde.agreements)),
        findings=(*findings, *_nothing_left(board, left, free)),
    )


def _open_aios(board: Board, aios: str, free: dict[str, int]) -> OpenAios:
    options = [_option(board, aios, hao) for hao in free if free[hao] and board.possible(aios, hao)]
    return OpenAios(
        aios=aios,
        options=tuple(sorted(options, key=_best_first)),
        refused=tuple(
            Refused(aios, hao, why)
            for hao in free
            if free[hao] and (why := board.why_not(aios, hao)) is not None
        ),
        ways=ways_to_a_place(board, aios)[:WAYS_SHOWN],
    )


def _option(board: Board, aios: str, hao: str) -> Option:
    ronde = board.ronde
    travel = ronde.travel_to_hao(ronde.aios_by_code[aios], ronde.hao_by_code[hao])
    return Option(
        aios=aios,
        hao=hao,
        met=(aios, hao) in board.met,
        rank_by_aios=board.rank(aios, hao, by=aios),
        rank_by_hao=board.rank(aios, hao, by=hao),
        travel_minutes=None if travel is None else travel.minutes,
        waiting_days=waiting_days(ronde.hao_by_code[hao], ronde),
    )


def _best_first(option: Option) -> tuple[bool, int, int, int, str]:
    """Who met first, then the lowest sum of ranks, then the longest waiting."""
    unknown = 10**6
    return (
        not option.met,
        unknown if option.rank_by_aios is None else option.rank_by_aios,
        unknown if option.rank_by_hao is None else option.rank_by_hao,
        -option.waiting_days,
        option.hao,
    )


def _nothing_left(board: Board, left: tuple[str, ...], free: dict[str, int]) -> list[Finding]:
    places = sum(free.values())
    found = []
    if len(left) > places:
        short = count(len(left) - places, Text("plaats", "place"), Text("plaatsen", "places"))
        found.append(
            Finding(
                "places",
                left,
                Text(
                    f"{len(left)} AIOS zonder plaats en {places} vrije plaatsen: "
                    f"{short.nl} te weinig, wat er ook geschoven wordt.",
                    f"{len(left)} without a place and {places} places free: "
                    f"{short.en} too few, however people are moved.",
                ),
                Weight.NOTICE,
            )
        )
    return found


# ── by hand ──────────────────────────────────────────────────────────────────────────────────
