"""Whom a placement by hand passes over: for the ledger of changes made by hand."""

from __future__ import annotations

from dataclasses import dataclass

from koppelronde.domain.facts import waiting_days
from koppelronde.domain.language import Text
from matching.settle.board import Board


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Somebody without a partner who could have had this one, and why that might be fairer."""

    code: str
    why: Text


def aios_passed_over(board: Board, aios: str, hao: str) -> list[PassedOver]:
    """Other AIOS without a place who could have had this one and have a better claim to it."""
    found = []
    mine = board.rank(aios, hao, by=aios)
    theirs = board.rank(aios, hao, by=hao)
    for other in board.aios:
        if other == aios or other in board.partner or not board.possible(other, hao):
            continue
        own = board.rank(other, hao, by=other)
        given = board.rank(other, hao, by=hao)
        if better(own, mine):
            found.append(
                PassedOver(
                    other,
                    Text(
                        f"zet {hao} op plaats {own}; {aios} {_said(mine).nl}",
                        f"ranks {hao} {own}; {aios} {_said(mine).en}",
                    ),
                )
            )
        elif better(given, theirs):
            found.append(
                PassedOver(
                    other,
                    Text(
                        f"staat bij {hao} op plaats {given}; {aios} {_said(theirs).nl}",
                        f"is ranked {given} by {hao}; {aios} {_said(theirs).en}",
                    ),
                )
            )
    return found


def haos_passed_over(board: Board, aios: str, hao: str) -> list[PassedOver]:
    """Other HAOs with a free place for this AIOS who waited longer or whom the AIOS prefers."""
    ronde, found = board.ronde, []
    mine = board.rank(aios, hao, by=aios)
    waited = waiting_days(ronde.hao_by_code[hao], ronde)
    for other in board.haos:
        if other == hao or not board.free_places(other) or not board.possible(aios, other):
            continue
        own = board.rank(aios, other, by=aios)
        longer = waiting_days(ronde.hao_by_code[other], ronde)
        if longer > waited:
            found.append(
                PassedOver(
                    other,
                    Text(
                        f"wacht {longer} dagen op een AIOS, {hao} {waited}",
                        f"has waited {longer} days for a trainee, {hao} {waited}",
                    ),
                )
            )
        elif better(own, mine):
            found.append(
                PassedOver(
                    other,
                    Text(
                        f"staat bij {aios} op plaats {own}; {hao} {_said(mine).nl}",
                        f"is ranked {own} by {aios}; {hao} {_said(mine).en}",
                    ),
                )
            )
    return found


def better(rank: int | None, than: int | None) -> bool:
    """Whether a rank is better; to stand on no list is worse than any rank."""
    return rank is not None and (than is None or rank < than)


def _said(rank: int | None) -> Text:
    if rank is None:
        return Text("op geen plaats", "nowhere")
    return Text(f"op plaats {rank}", f"{rank}")
