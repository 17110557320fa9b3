"""The call list on paper: an overview, then one page per person, most urgent first.

Each page can be taken to the telephone: what to say, what stands on both lists, what else can be
offered, what a no would do, boxes to tick and room to write.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from koppelronde.domain.facts import Facts
from koppelronde.domain.language import Text, count
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.outcomes.outcome_calls import Call, CallList, CallOutcome
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.press.glyphs import wrapped
from koppelronde.press.house_style import (
    ACCENT,
    BODY,
    HEAD_SIZE,
    LEADING,
    MUTED,
    NAME_SIZE,
    RULE,
    SMALL,
    TINT,
    mm,
)
from koppelronde.press.page import Paper
from koppelronde.press.table import TICK, Column, Row, draw_table
from matching.calls.scripts import script
from matching.calls.words import (
    if_no_said,
    not_in_advance_said,
    own_place_said,
    price_said,
    reasons_said,
)
from matching.explain.rank_words import own_rank_said
from matching.papers.options import ReportOptions, fact, report_paper

TITLE: Final = Text("Bellijst", "Call list")
OUTCOMES: Final[Mapping[CallOutcome, Text]] = {
    CallOutcome.ACCEPTED: Text("akkoord", "agrees"),
    CallOutcome.REFUSED: Text("niet akkoord", "does not agree"),
    CallOutcome.ASKS_TIME: Text("wil bedenktijd", "wants time"),
    CallOutcome.UNREACHABLE: Text("niet bereikt", "not reached"),
}
SIDES: Final[Mapping[Side, Text]] = {
    Side.AIOS: Text("aios", "trainee"),
    Side.HAO: Text("opleider", "trainer"),
}
_LABELS: Final = 42 * mm


def call_list_pdf(
    ronde: Koppelronde,
    facts: Facts,
    matching: Matching,
    calls: CallList,
    templates: Mapping[str, str],
    options: ReportOptions,
) -> bytes:
    """The call list as PDF. ``templates`` are those of ``templates/calls`` in that language."""
    paper = report_paper(TITLE, ronde, matching, options)
    paper.new_part()
    _overview(paper, ronde, calls)
    for number, call in enumerate(calls.calls, 1):
        paper.new_part()
        says = script(ronde, facts, matching, call, templates, options.lang)
        _page(paper, ronde, matching, call, says, f"{number} / {len(calls.calls)}")
    return paper.pdf()


def _overview(paper: Paper, ronde: Koppelronde, calls: CallList) -> None:
    paper.heading(TITLE)
    total = len(calls.calls)
    if not total:
        paper.paragraph(Text("Niemand hoeft gebeld te worden.", "Nobody has to be called."))
        return
    people = count(total, Text("persoon", "person"), Text("mensen", "people"))
    left = len(calls.open)
    paper.paragraph(
        Text(f"{people.nl} op de bellijst; nog {left} te bellen. Bel eerst wie bovenaan staat.",
             f"{people.en} on the call list; {left} still to call. Call whoever is at the top "
             "first."),
        colour=MUTED,
    )  # fmt: skip
    columns = [
        Column(Text("", ""), fixed=8 * mm, align="right"),
        Column(Text("Wie", "Who"), share=1.3, bold=True),
        Column(Text("Telefoon", "Phone"), fixed=31 * mm),
        Column(Text("Voorstel", "Proposal"), share=1.2),
        Column(Text("Waarom", "Why"), share=1.2),
        Column(Text("Klaar", "Done"), fixed=17 * mm, align="centre"),
    ]
    rows = []
    for number, call in enumerate(calls.calls, 1):
        done = TICK if call.outcome is None else OUTCOMES[call.outcome].say(paper.lang)
        rows.append(
            Row((
                str(number),
                f"{ronde.name_of(call.who)} ({call.who})",
                ", ".join(_phones(ronde, call.who)[:2]),
                "–" if call.partner is None else f"{ronde.name_of(call.partner)} ({call.partner})",
                reasons_said(call).say(paper.lang),
                done,
            ))
        )  # fmt: skip
    draw_table(paper, columns, rows)


def _phones(ronde: Koppelronde, code: str) -> tuple[str, ...]:
    person = ronde.person(code)
    return () if person is None else person.phones


def _page(
    paper: Paper, ronde: Koppelronde, matching: Matching, call: Call, says: str, place: str
) -> None:
    lang = paper.lang
    paper.write(paper.left, paper.y - SMALL, TITLE.say(lang), size=SMALL, colour=MUTED)
    paper.write(paper.right, paper.y - SMALL, place, size=SMALL, colour=MUTED, align="right")
    paper.y -= 7 * mm
    name = ronde.name_of(call.who)
    paper.y = paper.write_lines(paper.left, paper.y, name, paper.width, size=NAME_SIZE, bold=True,
                                lines_max=2)  # fmt: skip
    side = SIDES[call.side].say(lang)
    paper.write(paper.left, paper.y - BODY, f"{side} · {call.who}", colour=MUTED)
    paper.y -= 6 * mm
    _numbers(paper, ronde, call)
    _facts(paper, ronde, matching, call)
    _say(paper, says)
    _offers(paper, ronde, call)
    _if_no(paper, ronde, call)
    _answer(paper, call)


def _numbers(paper: Paper, ronde: Koppelronde, call: Call) -> None:
    person = ronde.person(call.who)
    phones = _phones(ronde, call.who) or ("–",)
    for phone in phones[:3]:
        if len(phone) > 40:
            paper.y = paper.write_lines(paper.left, paper.y, phone, paper.width, lines_max=2)
        else:
            paper.phone(paper.left, paper.y - 13, phone, size=13)
        paper.y -= 6.2 * mm
    mails = () if person is None else person.emails
    if mails:
        paper.y = paper.write_lines(
            paper.left, paper.y, " · ".join(mails), paper.width, size=SMALL, colour=MUTED,
            lines_max=2,
        )  # fmt: skip
    paper.y -= 2 * mm
    paper.line(paper.left, paper.y, paper.right, paper.y)
    paper.y -= 3 * mm


def _facts(paper: Paper, ronde: Koppelronde, matching: Matching, call: Call) -> None:
    lang = paper.lang
    fact(paper, Text("Waarom bellen", "Why call"), reasons_said(call).say(lang),
         label_width=_LABELS, bold=True)  # fmt: skip
    if call.partner is None:
        paper.y -= 1 * mm
        return
    fact(paper, Text("Voorstel", "Proposal"),
         f"{ronde.name_of(call.partner)} ({call.partner})" + _where(ronde, call),
         label_width=_LABELS)  # fmt: skip
    fact(paper, Text("Op de eigen lijst", "On their own list"), own_place_said(call).say(lang),
         label_width=_LABELS)  # fmt: skip
    theirs = own_rank_said(ronde, call.partner, call.who, call.partner_rank)
    fact(paper, Text("Op de lijst van de ander", "On the other's list"),
         Text(f"{theirs.nl} (vertrouwelijk: niet noemen)",
              f"{theirs.en} (confidential: do not mention)").say(lang),
         label_width=_LABELS)  # fmt: skip
    for couple in matching.couples:
        if {couple.aios, couple.hao} == {call.who, call.partner}:
            minutes = "?" if couple.travel_minutes is None else str(couple.travel_minutes)
            days = "?" if couple.shared_days is None else str(couple.shared_days)
            fact(paper, Text("Reizen, werkdagen", "Travel, working days"),
                 Text(f"{minutes} min enkele reis · werkdagen samen: {days}",
                      f"{minutes} min one way · working days together: {days}").say(lang),
                 label_width=_LABELS)  # fmt: skip
    paper.y -= 1 * mm


def _where(ronde: Koppelronde, call: Call) -> str:
    """Practice and town of the HAO in the couple."""
    hao = ronde.hao_by_code.get(call.partner or "") or ronde.hao_by_code.get(call.who)
    praktijk = None if hao is None else ronde.praktijk_by_code.get(hao.praktijk)
    if praktijk is None:
        return ""
    return " · " + ", ".join(part for part in (praktijk.name, praktijk.place.town) if part)


def _say(paper: Paper, says: str) -> None:
    lines = wrapped(says.replace("\n", " "), paper.width - 8 * mm, BODY + 0.5, False)
    height = len(lines) * (BODY + 0.5) * LEADING + 9 * mm
    paper.need(height)
    paper.box(paper.left, paper.y - height, paper.width, height, fill=TINT)
    y = paper.y - 2.5 * mm
    paper.write(paper.left + 4 * mm, y - SMALL,
                Text("Wat u kunt zeggen", "What you can say").say(paper.lang),
                size=SMALL, bold=True, colour=ACCENT)  # fmt: skip
    y -= 5 * mm
    for line in lines:
        paper.write(paper.left + 4 * mm, y - BODY - 0.5, line, size=BODY + 0.5)
        y -= (BODY + 0.5) * LEADING
    paper.y -= height + 4 * mm


def _offers(paper: Paper, ronde: Koppelronde, call: Call) -> None:
    later = not_in_advance_said(call)
    if not call.alternatives and later is None:
        return
    lang = paper.lang
    paper.need(30 * mm)
    paper.write(paper.left, paper.y - HEAD_SIZE,
                Text("Wat er verder mogelijk is", "What else is possible").say(lang),
                size=HEAD_SIZE, bold=True)  # fmt: skip
    paper.y -= 7 * mm
    if later is not None:
        paper.paragraph(later)
        paper.y -= 1.5 * mm
        return
    columns = [
        Column(Text("Andere mogelijkheid", "Other possibility"), share=1.2, bold=True),
        Column(Text("Voorkeur van deze persoon", "Rank by this person"), share=1),
        Column(Text("Gevolg voor de groep", "Effect on the group"), share=1.2),
        Column(
            Text("Anderen die iemand anders krijgen", "Others who get somebody else"),
            fixed=34 * mm,
            align="centre",
        ),
    ]
    rows = [
        Row((
            f"{ronde.name_of(other.partner)} ({other.partner})",
            own_rank_said(ronde, call.who, other.partner, other.own_rank).say(lang),
            price_said(other.worse_stage).say(lang),
            str(other.others_moved),
        ))
        for other in call.alternatives
    ]  # fmt: skip
    draw_table(paper, columns, rows)
    paper.y -= 4 * mm


def _if_no(paper: Paper, ronde: Koppelronde, call: Call) -> None:
    says = if_no_said(ronde, call)
    if says is None:
        return
    paper.need(18 * mm)
    paper.write(paper.left, paper.y - HEAD_SIZE,
                Text("Bij niet akkoord", "If this person does not agree").say(paper.lang),
                size=HEAD_SIZE, bold=True)  # fmt: skip
    paper.y -= 6.5 * mm
    paper.paragraph(says)
    paper.y -= 1.5 * mm


def _answer(paper: Paper, call: Call) -> None:
    """Boxes to tick and lines to write on, down to the foot of the page."""
    lang = paper.lang
    paper.need(37 * mm)
    paper.line(paper.left, paper.y, paper.right, paper.y, colour=ACCENT, thickness=0.8)
    paper.y -= 7 * mm
    step = paper.width / len(OUTCOMES)
    for at, (outcome, says) in enumerate(OUTCOMES.items()):
        x = paper.left + at * step
        paper.tick_box(x, paper.y - 2)
        if call.outcome is outcome:
            paper.write(x + 2, paper.y - 0.5, "×", size=HEAD_SIZE, bold=True)
        paper.write(x + 5 * mm, paper.y - 0.5, says.say(lang))
    paper.y -= 10 * mm
    blanks = (
        Text("Gebeld door", "Called by"),
        Text("Dag en tijd", "Day and time"),
        Text("Bedenktijd tot", "Answer by"),
    )
    for at, says in enumerate(blanks):
        x = paper.left + at * paper.width / 3
        paper.write(x, paper.y, says.say(lang), size=SMALL, colour=MUTED)
        paper.line(x + 23 * mm, paper.y - 1, x + paper.width / 3 - 4 * mm, paper.y - 1, colour=RULE)
    paper.y -= 8 * mm
    if call.note:
        paper.paragraph(Text(f"Notitie: {call.note}", f"Note: {call.note}"))
        paper.y -= 2 * mm
    paper.write(paper.left, paper.y, Text("Aantekeningen", "Notes").say(lang), size=SMALL,
                colour=MUTED)  # fmt: skip
    paper.y -= 8 * mm
    while paper.y > paper.bottom + 3 * mm:
        paper.line(paper.left, paper.y, paper.right, paper.y)
        paper.y -= 8 * mm
