"""Tables for spreadsheets: a name, headers and rows in the language asked for.

Each is (name, headers, rows), as :func:`bureau.workbook.out.writing.sheets_workbook` takes them.
Numbers are numbers and unknown is None, so that a sheet can be sorted and summed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from koppelronde.domain.language import Lang, Text, joined
from koppelronde.domain.lottery_said import lottery_said
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.outcomes.outcome_calls import Call, CallList, CallOutcome
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from matching.calls.scripts import REASON_SAYS
from matching.explain.compared import Compared, calls_heading
from matching.explain.rank_words import own_rank_said
from matching.figures.account import Account
from matching.figures.statistics import RoundStatistics, Share

Cell = str | int | float | None


class SheetRows(NamedTuple):
    """One sheet."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


_TRIAL = Text("PROEF", "TRIAL")
YES = Text("ja", "yes")
SAID_ON_PHONE = {
    CallOutcome.ACCEPTED: Text("akkoord", "agrees"),
    CallOutcome.REFUSED: Text("niet akkoord", "does not agree"),
    CallOutcome.ASKS_TIME: Text("wil bedenktijd", "wants time"),
    CallOutcome.UNREACHABLE: Text("niet bereikt", "not reached"),
}


def _headers(lang: Lang, *texts: tuple[str, str]) -> tuple[str, ...]:
    return tuple(Text(nl, en).say(lang) for nl, en in texts)


def decimal_said(number: float | None, lang: Lang) -> str:
    """``2,4`` / ``2.4``; a dash when there is nothing to say."""
    if number is None:
        return "–"
    shown = f"{number:.1f}"
    return shown.replace(".", ",") if lang == "nl" else shown


def result_sheets(
    ronde: Koppelronde, matching: Matching, statistics: RoundStatistics, lang: Lang,
    account: Account | None = None,
) -> tuple[SheetRows, ...]:  # fmt: skip
    """Couples, who is left over, and the figures; the result's hash stands on the last sheet.

    The sheets of a trial say so in their names.
    """
    couples = SheetRows(
        Text("Koppelingen", "Matches").say(lang),
        _headers(
            lang, ("AIOS", "Trainee"), ("Naam AIOS", "Trainee's name"), ("HAO", "Trainer"),
            ("Naam HAO", "Trainer's name"), ("Praktijk", "Practice"),
            ("Plaats op lijst AIOS", "Place on trainee's list"),
            ("Plaats op lijst HAO", "Place on trainer's list"),
            ("Genoemd door AIOS", "Named by trainee"), ("Genoemd door HAO", "Named by trainer"),
            ("Reistijd (min)", "Travel (min)"), ("Dagen samen", "Days shared"),
            ("Vastgezet", "Held"),
        ),
        tuple(
            (
                c.aios, ronde.name_of(c.aios), c.hao, ronde.name_of(c.hao),
                _praktijk(ronde, c.hao), c.rank_by_aios, c.rank_by_hao,
                _yes(c.listed_by_aios, lang), _yes(c.listed_by_hao, lang), c.travel_minutes,
                c.shared_days, _yes(c.locked, lang),
            )
            for c in matching.couples
        ),
    )  # fmt: skip
    left = SheetRows(
        Text("Over", "Left over").say(lang),
        _headers(lang, ("Code", "Code"), ("Naam", "Name"), ("Wat", "What"), ("Plaatsen", "Places")),
        (
            *((code, ronde.name_of(code), Text("niet geplaatst", "not placed").say(lang), None)
              for code in matching.unplaced),
            *((hao, ronde.name_of(hao), Text("plaats over", "place left").say(lang), free)
              for hao, free in matching.open_haos),
        ),
    )  # fmt: skip
    sheets: tuple[SheetRows, ...] = (
        couples,
        left,
        _figures(ronde, matching, statistics, lang, account),
    )
    if matching.trial:
        sheets = tuple(s._replace(name=f"{_TRIAL.say(lang)} {s.name}") for s in sheets)
    return sheets


def _figures(
    ronde: Koppelronde,
    matching: Matching,
    statistics: RoundStatistics,
    lang: Lang,
    account: Account | None,
) -> SheetRows:
    rows: list[tuple[Cell, ...]] = []

    def add(who: Text, shares: Sequence[Share]) -> None:
        rows.extend((who.say(lang), s.says.say(lang), s.number, s.out_of) for s in shares)

    add(Text("AIOS", "trainees"), statistics.aios.shares)
    add(Text("HAO", "trainers"), statistics.hao.shares)
    add(Text("groep", "group"), (*statistics.couples, *statistics.calls))
    for side, mine in ((Text("AIOS", "trainees"), statistics.aios),
                       (Text("HAO", "trainers"), statistics.hao)):  # fmt: skip
        made = sum(number for _rank, number in mine.profile) + mine.left_off
        for rank, number in mine.profile:
            rows.append((side.say(lang), Text(f"plaats {rank}", f"place {rank}").say(lang),
                         number, made))  # fmt: skip
    for section in account.sections if account is not None else ():
        for says, number in section.parts:
            rows.append((section.says.say(lang), says.say(lang), number, section.total))
    goal = Text("doel", "goal").say(lang)
    rows.extend((goal, stage.says.say(lang), stage.value, None) for stage in matching.stages)
    rows.append((Text("kenmerk", "hash").say(lang), matching.result_hash, None, None))
    lottery = None if matching.trial else lottery_said(ronde)
    if lottery is not None:
        rows.append((Text("lot", "lot").say(lang), lottery.say(lang), None, None))
    return SheetRows(
        Text("Cijfers", "Figures").say(lang),
        _headers(lang, ("Van", "Of"), ("Wat", "What"), ("Aantal", "Number"), ("Uit", "Out of")),
        tuple(rows),
    )


def call_sheet(ronde: Koppelronde, calls: CallList, lang: Lang) -> SheetRows:
    """The call list, most urgent first, with empty columns for who called and when."""
    headers = _headers(
        lang, ("Nr", "No"), ("Code", "Code"), ("Naam", "Name"), ("Kant", "Side"),
        ("Telefoon", "Phone"), ("E-mail", "E-mail"), ("Waarom", "Why"),
        ("Voorstel", "Proposal"), ("Naam voorstel", "Proposal's name"),
        ("Eigen voorkeur", "Own rank"), ("Voorkeur van de ander", "Other's rank"),
        ("Andere mogelijkheden", "Other possibilities"), ("Bij niet akkoord", "If not agreed"),
        ("Anderen met iemand anders", "Others with somebody else"), ("Uitkomst", "Outcome"),
        ("Notitie", "Note"), ("Gebeld door", "Called by"), ("Wanneer", "When"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for number, call in enumerate(calls.calls, 1):
        person = ronde.person(call.who)
        no = call.if_refused
        side = Text("AIOS", "trainee") if call.side is Side.AIOS else Text("HAO", "trainer")
        rows.append((
            number, call.who, ronde.name_of(call.who), side.say(lang),
            "" if person is None else ", ".join(person.phones),
            "" if person is None else ", ".join(person.emails),
            joined([REASON_SAYS[reason] for reason in call.reasons], "; ").say(lang),
            call.partner or "", "" if call.partner is None else ronde.name_of(call.partner),
            call.own_rank, call.partner_rank,
            _possibilities(ronde, call, lang) if call.in_advance else "…",
            "" if no is None else no.partner or "–",
            None if no is None else len(no.others_moved),
            "" if call.outcome is None else SAID_ON_PHONE[call.outcome].say(lang),
            call.note, "", "",
        ))  # fmt: skip
    return SheetRows(Text("Bellijst", "Call list").say(lang), headers, tuple(rows))


def _possibilities(ronde: Koppelronde, call: Call, lang: Lang) -> str:
    said = [
        (one.partner, own_rank_said(ronde, call.who, one.partner, one.own_rank).say(lang))
        for one in call.alternatives
    ]
    return ", ".join(f"{partner} ({rank})" for partner, rank in said)


def compare_sheets(
    ronde: Koppelronde, compared: Sequence[Compared], lang: Lang
) -> tuple[SheetRows, ...]:
    """The figures side by side, and everybody's partner under each order of goals."""
    top, limit = ronde.number("top_ranks"), ronde.number("travel_limit_minutes")
    calls = calls_heading(ronde)
    figures = SheetRows(
        Text("Vergelijking", "Comparison").say(lang),
        _headers(
            lang, ("Wat voorgaat", "What comes first"), ("Geplaatst", "Placed"),
            (f"Binnen {top} aan beide kanten", f"Within {top} by both"),
            (calls.nl, calls.en), ("Slechtste plaats", "Worst place"),
            ("Gemiddelde plaats AIOS", "Mean place trainees"),
            ("Gemiddelde plaats HAO", "Mean place trainers"),
            (f"Meer dan {limit} min reizen", f"Over {limit} min of travel"),
            ("Liever elkaar", "Rather each other"), ("Krijgt een ander", "Get another"),
        ),
        tuple(
            (
                one.says.say(lang), one.placed, one.within_top, one.calls, one.worst_rank,
                _round(one.mean_rank_aios), _round(one.mean_rank_hao), one.over_limit,
                one.blocking, len(one.changed),
            )
            for one in compared
        ),
    )  # fmt: skip
    partner = [dict(sorted(one.pairs)) for one in compared]
    people = SheetRows(
        Text("Per AIOS", "Per trainee").say(lang),
        (*_headers(lang, ("AIOS", "Trainee"), ("Naam", "Name")),
         *(one.says.say(lang) for one in compared)),
        tuple(
            (a.code, a.name, *(pairs.get(a.code, "–") for pairs in partner)) for a in ronde.aios
        ),
    )  # fmt: skip
    return (figures, people)


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, 2)


def _yes(value: bool, lang: Lang) -> str:
    return YES.say(lang) if value else ""


def _praktijk(ronde: Koppelronde, hao: str) -> str:
    person = ronde.hao_by_code.get(hao)
    return "" if person is None or not person.praktijk else ronde.name_of(person.praktijk)
