"""What stays open after the matching, and settling it by hand.

Decides nothing by itself: it lists who is left on both sides, what each could still accept (also
people who never met, as long as no rule forbids the couple), and the moves that would free a
place with the fewest others touched. Somebody who agreed already is never moved. Source:
procedure Groningen, "N.b. … gaan A-team en O-team buiten het platform om een koppelingsvoorstel
doen"; the ledger of hand-made changes: reason, names, and whom it passes over.
"""

from __future__ import annotations

from dataclasses import dataclass

from koppelronde.errors import OutOfOrder, WrongUse
from koppelronde.facts import waiting_days
from koppelronde.findings import Finding, Weight
from koppelronde.language import Text, count, listed
from koppelronde.lists import VetoGround
from koppelronde.outcome import Matching
from koppelronde.ronde import Agreement, AgreementKind, Koppelronde
from koppelronde.rules import GROUNDS
from matching.settle_board import Board, board_of
from matching.settle_moves import Move, Way, ways_to_a_place

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


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Somebody without a partner who could have had this one, and why that might be fairer."""

    code: str
    why: Text


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
            Text("Maak die koppeling eerst los.", "Release that couple first."),
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
            Text(f"{hao} heeft geen plaats vrij.", f"{hao} has no place free."),
            Text(
                "Zie bij 'koppel settle' welke verschuiving een plaats vrijmaakt (--move).",
                "See in 'koppel settle' which moves would free a place (--move).",
            ),
        )
    return HandPlacement(
        aios=aios,
        hao=hao,
        reason=reason.strip(),
        decided_by=(decided_by[0].strip(), decided_by[1].strip()),
        passed_over=(*_aios_passed_over(board, aios, hao), *_haos_passed_over(board, aios, hao)),
        agreement=Agreement(aios, hao, AgreementKind.LOCKED, reason.strip(), names),
        moved=tuple(moved),
    )


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
    return Agreement(aios, hao, AgreementKind.OUT, said, names)


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


def _aios_passed_over(board: Board, aios: str, hao: str) -> list[PassedOver]:
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


def _haos_passed_over(board: Board, aios: str, hao: str) -> list[PassedOver]:
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


__all__ = [
    "HandPlacement", "Move", "OpenAios", "OpenHao", "Option", "PassedOver", "Refused",
    "Settlement", "Way", "dissolve_by_hand", "place_by_hand", "settlement",
]  # fmt: skip
