"""Settling by hand what stays open: a couple placed or dissolved, with its reason and names.

Somebody who agreed already is never moved. Source: procedure Groningen, "N.b. … gaan A-team en
O-team buiten het platform om een koppelingsvoorstel doen"; the ledger of hand-made changes: reason,
names, and whom it passes over.
"""

from __future__ import annotations

from dataclasses import dataclass

from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.language import Text, listed
from koppelronde.domain.lists import VetoGround
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.ronde import Agreement, AgreementKind, Koppelronde
from koppelronde.domain.rules import GROUNDS
from koppelronde.domain.steps import Do, Step
from matching.settle.board import Board, board_of
from matching.settle.passed_over import PassedOver, aios_passed_over, haos_passed_over


@dataclass(frozen=True, slots=True, kw_only=True)
class HandPlacement:
    """A couple made by hand: who decided, why, whom it passes over, and the agreement to save."""

    aios: str
    hao: str
    reason: str
    decided_by: tuple[str, str]
    passed_over: tuple[PassedOver, ...]
    agreement: Agreement
    moved: tuple[Agreement, ...] = ()

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """All that is to be stored: the placement and whoever moves to make room for it."""
        return (self.agreement, *self.moved)


def place_by_hand(
    ronde: Koppelronde,
    matching: Matching,
    *,
    aios: str,
    hao: str,
    reason: str,
    decided_by: tuple[str, str],
    moving: tuple[tuple[str, str], ...] = (),
) -> HandPlacement:
    """Couple two people by hand; the agreement in the answer locks them.

    ``moving`` are AIOS who go to another HAO to make room, as a way of :func:`settlement` says.
    Needs a reason and the names of two different people. Raises WrongUse when one is missing or
    a code is unknown, OutOfOrder when a rule forbids a couple, the AIOS already has a place, or
    an HAO or practice would get more AIOS than it takes.
    """
    _signed(reason, decided_by)
    board, _ = board_of(ronde, matching)
    _present(board, aios, hao)
    names = f"{decided_by[0].strip()}; {decided_by[1].strip()}"
    moved = []
    for mover, to in moving:
        _present(board, mover, to)
        _may_move(board, mover, to)
        moved.append(Agreement(mover, to, AgreementKind.LOCKED, reason.strip(), names))
    if moving:
        partner = {**board.partner, **dict(moving)}
        board = Board(ronde, partner, board.fixed | frozenset(dict(moving)))
        _fits(board, skip=hao)
    if aios in board.partner:
        raise OutOfOrder(
            Text(
                f"{aios} is al gekoppeld aan {board.partner[aios]}.",
                f"{aios} is already coupled to {board.partner[aios]}.",
            ),
            Text(
                "Met de hand plaatsen is voor wie nog geen plaats heeft. Wie dat zijn:  ",
                "Placing by hand is for those without a place. Who they are:  ",
            )
            + Step(Do.LIST_OPEN).said,
        )
    why = board.why_not(aios, hao)
    if why is not None:
        raise OutOfOrder(
            Text(
                f"{aios} en {hao} kunnen niet gekoppeld worden: {why.nl}.",
                f"{aios} and {hao} cannot be coupled: {why.en}.",
            )
        )
    if not board.free_places(hao):
        raise OutOfOrder(
            _full(board, hao),
            Text("Welke verschuiving een plaats vrijmaakt:  ", "Which moves would free a place:  ")
            + Step(Do.LIST_OPEN).said,
        )
    return HandPlacement(
        aios=aios,
        hao=hao,
        reason=reason.strip(),
        decided_by=(decided_by[0].strip(), decided_by[1].strip()),
        passed_over=(*aios_passed_over(board, aios, hao), *haos_passed_over(board, aios, hao)),
        agreement=Agreement(aios, hao, AgreementKind.LOCKED, reason.strip(), names),
        moved=tuple(moved),
    )


def _full(board: Board, hao: str) -> Text:
    praktijk = board.praktijk(hao)
    if board.has_room(hao):
        return Text(
            f"Bij praktijk {praktijk} van {hao} is geen plaats meer vrij.",
            f"Practice {praktijk} of {hao} has no place free any more.",
        )
    return Text(f"{hao} heeft geen plaats vrij.", f"{hao} has no place free.")


def dissolve_by_hand(
    ronde: Koppelronde,
    matching: Matching,
    *,
    aios: str,
    hao: str,
    ground: VetoGround,
    reason: str,
    decided_by: tuple[str, str],
) -> Agreement:
    """A veto that came after the lists were sealed: this couple is out, and why.

    Only on a ground that the procedure recognises, with a reason and two names (WrongUse).
    OutOfOrder when these two are not coupled.
    """
    _signed(reason, decided_by)
    if ground not in ronde.procedure.veto_grounds:
        known = listed([GROUNDS[ground].nl for ground in ronde.procedure.veto_grounds]).nl
        known_en = listed([GROUNDS[ground].en for ground in ronde.procedure.veto_grounds]).en
        raise WrongUse(
            Text(
                f"Deze procedure erkent die grond niet. Wel: {known or 'geen'}.",
                f"This procedure does not recognise that ground. It does: {known_en or 'none'}.",
            )
        )
    board, _ = board_of(ronde, matching)
    _present(board, aios, hao)
    if board.partner.get(aios) != hao:
        raise OutOfOrder(
            Text(f"{aios} en {hao} zijn niet gekoppeld.", f"{aios} and {hao} are not coupled.")
        )
    said = f"veto: {GROUNDS[ground].nl}; {reason.strip()}"
    names = f"{decided_by[0].strip()}; {decided_by[1].strip()}"
    return Agreement(aios, hao, AgreementKind.OUT, said, names, ground.value)


def _may_move(board: Board, aios: str, hao: str) -> None:
    if aios not in board.partner:
        raise OutOfOrder(
            Text(
                f"{aios} heeft geen plaats en kan dus niet verschuiven.",
                f"{aios} has no place and so cannot move.",
            )
        )
    if aios in board.fixed:
        raise OutOfOrder(
            Text(
                f"{aios} heeft al afgesproken met {board.partner[aios]}.",
                f"{aios} already agreed with {board.partner[aios]}.",
            )
        )
    why = board.why_not(aios, hao)
    if why is not None:
        raise OutOfOrder(
            Text(
                f"{aios} en {hao} kunnen niet gekoppeld worden: {why.nl}.",
                f"{aios} and {hao} cannot be coupled: {why.en}.",
            )
        )


def _fits(board: Board, skip: str) -> None:
    """Nobody gets more AIOS than she takes by the moves; ``skip`` is judged afterwards."""
    for hao in board.haos:
        if hao != skip and len(board.seated[hao]) > board.ronde.hao_by_code[hao].places:
            raise OutOfOrder(
                Text(
                    f"Door deze verschuiving krijgt {hao} te veel aios.",
                    f"By these moves {hao} gets too many trainees.",
                )
            )
    for praktijk, limit in sorted(board.limits.items()):
        if board.filled[praktijk] > limit:
            raise OutOfOrder(
                Text(
                    f"Door deze verschuiving krijgt praktijk {praktijk} te veel aios.",
                    f"By these moves practice {praktijk} gets too many trainees.",
                )
            )


def _signed(reason: str, decided_by: tuple[str, str]) -> None:
    if not reason.strip():
        raise WrongUse(
            Text(
                "Een plaatsing met de hand heeft een reden nodig.",
                "A placement by hand needs a reason.",
            )
        )
    first, second = (" ".join(name.split()).casefold() for name in decided_by)
    if not first or not second or first == second:
        raise WrongUse(
            Text(
                "Een plaatsing met de hand heeft de namen van twee verschillende mensen nodig.",
                "A placement by hand needs the names of two different people.",
            )
        )


def _present(board: Board, aios: str, hao: str) -> None:
    for code, known, word in ((aios, board.aios, "AIOS"), (hao, board.haos, "HAO")):
        if code not in known:
            raise WrongUse(
                Text(
                    f"{word} '{code}' doet niet mee in deze ronde.",
                    f"{word} '{code}' takes no part in this round.",
                )
            )
