"""The result on paper for the coordinator: figures, who with whom, the rank profile, heat map."""

from __future__ import annotations

from typing import Final

from koppelronde.domain.facts import Facts
from koppelronde.domain.language import Text, listed
from koppelronde.domain.outcomes.outcome import MatchedCouple, Matching
from koppelronde.domain.ronde import Koppelronde
from koppelronde.press.drawing import Key, Role, legend
from koppelronde.press.drawing_paper import place
from koppelronde.press.house_style import A4, BODY, MUTED, SMALL, landscape, mm
from koppelronde.press.page import Paper
from koppelronde.press.picture_bars import Series, columns_picture
from koppelronde.press.table import Column, Row, draw_table
from matching.explain.blocking import blocking_pairs
from matching.explain.matching_shortage import shortage_said, shortages
from matching.figures.account import Account
from matching.figures.statistics import RoundStatistics, Share, SideStatistics
from matching.goals.partners import pairs_of
from matching.papers.heat_map import heat, subtitle
from matching.papers.options import ReportOptions, report_paper

TITLE: Final = Text("Uitslag van de koppeling", "Result of the matching")
AIOS: Final = Text("AIOS", "Trainees")
HAOS: Final = Text("HAO's", "Trainers")


def overview_pdf(
    ronde: Koppelronde,
    facts: Facts,
    matching: Matching,
    statistics: RoundStatistics,
    options: ReportOptions,
    account: Account | None = None,
) -> bytes:
    """The whole result; only for the coordinator, since it shows everybody's ranks."""
    paper = report_paper(TITLE, ronde, matching, options)
    paper.new_page()
    paper.heading(TITLE)
    subtitle = Text("Alleen voor de coördinator: hierin staan ieders voorkeuren.",
                    "For the coordinator only: this shows everybody's preferences.")  # fmt: skip
    paper.paragraph(subtitle, colour=MUTED, size=SMALL)
    _figures(paper, statistics)
    rank_profile(paper, statistics, ronde.number("top_ranks"))
    _left_over(paper, ronde, facts, matching)
    _couples(paper, ronde, matching)
    heat(paper, ronde, facts, matching)
    paper.size = A4
    paper.new_page()
    _blocking(paper, ronde, facts, matching)
    if account is not None:
        _account(paper, account)
    return paper.pdf()


def first_capital(text: str) -> str:
    """The text with a capital at the beginning and nothing else changed (AIOS stays AIOS)."""
    return text[:1].upper() + text[1:]


def share_said(share: Share) -> str:
    """``18 van 24 (75%)`` without the words: ``18 / 24`` and the percentage."""
    percent = "" if share.percent is None else f" ({share.percent}%)"
    return f"{share.number} / {share.out_of}{percent}"


def _figures(paper: Paper, statistics: RoundStatistics) -> None:
    columns = [
        Column(Text("", ""), share=1),
        Column(AIOS, fixed=32 * mm, align="right"),
        Column(HAOS, fixed=32 * mm, align="right"),
    ]
    rows = [
        Row((first_capital(mine.says.say(paper.lang)), share_said(mine), share_said(theirs)))
        for mine, theirs in zip(statistics.aios.shares, statistics.hao.shares, strict=True)
    ]
    means = [_mean(side, paper) for side in (statistics.aios, statistics.hao)]
    mean = Text("Gemiddelde plaats (van wie op de lijst stond)", "Mean place (of those listed)")
    rows.append(Row((mean.say(paper.lang), *means)))
    draw_table(paper, columns, rows, least_height=5.6 * mm)
    paper.y -= 4 * mm
    both = [Column(Text("De groep", "The group"), share=1),
            Column(Text("", ""), fixed=32 * mm, align="right")]  # fmt: skip
    rows = [
        Row((first_capital(share.says.say(paper.lang)), share_said(share)))
        for share in (*statistics.couples, *(s for s in statistics.calls if s.number))
    ]
    draw_table(paper, both, rows, least_height=5.6 * mm)
    paper.y -= 6 * mm


def _mean(side: SideStatistics, paper: Paper) -> str:
    if side.mean_rank is None:
        return "–"
    shown = f"{side.mean_rank:.1f}"
    return shown.replace(".", ",") if paper.lang == "nl" else shown


def rank_profile(paper: Paper, statistics: RoundStatistics, top: int) -> None:
    """How many couples are a first, second, … choice, both sides side by side; 5+ apart."""
    sides = (statistics.aios, statistics.hao)
    worst = max([rank for side in sides for rank, _n in side.profile] + [top])
    ranks = list(range(1, min(worst, top + 8) + 1))
    counts = [dict(side.profile) for side in sides]
    last = [sum(n for rank, n in side.profile if rank > ranks[-1]) for side in sides]
    groups = [str(rank) for rank in ranks]
    values = [[count.get(rank, 0) for rank in ranks] for count in counts]
    if any(last):
        groups.append(f"> {ranks[-1]}")
        for row, more in zip(values, last, strict=True):
            row.append(more)
    if any(side.left_off for side in sides):
        groups.append(Text("niet genoemd", "not named").say(paper.lang))
        for row, side in zip(values, sides, strict=True):
            row.append(side.left_off)
    paper.need(75 * mm)
    subtitle(paper, Text("Hoe hoog stond de partner op de eigen lijst?",
                          "How high did the partner stand on their own list?"))  # fmt: skip
    owners = (
        Text("lijst van de AIOS", "trainees' lists"),
        Text("lijst van de HAO", "trainers' lists"),
    )
    fills: tuple[Role, Role] = ("s4", "s2")
    keys = tuple(Key(says.say(paper.lang), fill) for says, fill in zip(owners, fills, strict=True))
    place(paper, legend(keys, paper.width))
    series = [Series(fill, tuple(row)) for fill, row in zip(fills, values, strict=True)]
    apart = top if len(groups) > top else None
    place(paper, columns_picture(groups, series, paper.width, height=50 * mm, apart=apart))


def _left_over(paper: Paper, ronde: Koppelronde, facts: Facts, matching: Matching) -> None:
    if not matching.unplaced and not matching.open_haos:
        return
    subtitle(paper, Text("Wie overblijft", "Who is left over"))
    for shortage in shortages(facts, pairs_of(matching)):
        paper.paragraph(shortage_said(shortage))
    if matching.open_haos:
        names = [
            f"{ronde.name_of(hao)} ({hao})" + (f" × {free}" if free > 1 else "")
            for hao, free in matching.open_haos
        ]
        said = listed(names)
        paper.paragraph(Text(f"Plaats over bij: {said.nl}.", f"Places left at: {said.en}."))


def _account(paper: Paper, account: Account) -> None:
    parts = sum(1 + len(section.parts) for section in account.sections)
    paper.need(12 * mm + parts * 5.4 * mm)
    paper.y -= 6 * mm
    columns = [
        Column(Text("Eindafrekening", "Closing account"), share=1),
        Column(Text("Aantal", "Number"), fixed=26 * mm, align="right"),
    ]
    rows: list[Row] = []
    for section in account.sections:
        total = first_capital(section.says.say(paper.lang))
        rows.append(Row((total, str(section.total)), strong=True))
        rows += [
            Row((f"– {says.say(paper.lang)}", str(n)), pale=not n) for says, n in section.parts
        ]
    draw_table(paper, columns, rows, least_height=5.4 * mm, zebra=False)
    paper.y -= 3 * mm
    for item in account.by_hand:
        agreed = item.agreement
        kind = Text("vastgelegd", "settled") if agreed.kind.value == "locked" \
            else Text("vervallen", "dropped")  # fmt: skip
        why = f" – {agreed.reason}" if agreed.reason else ""
        by = f" ({agreed.by})" if agreed.by else ""
        passed = listed(item.passes_over)
        more = Text(f" Gaat voorbij aan: {passed.nl}.", f" Passes over: {passed.en}.") \
            if item.passes_over else Text("", "")  # fmt: skip
        head = f"{agreed.aios} – {agreed.hao}"
        paper.paragraph(Text(f"{head}: {kind.nl}{by}{why}.", f"{head}: {kind.en}{by}{why}.") + more,
                        size=BODY)  # fmt: skip


def rank_shown(rank: int | None, listed_there: bool) -> str:
    """A rank in a table; in brackets when it stands for "not named", a dash when unknown."""
    if rank is None:
        return "–"
    return str(rank) if listed_there else f"({rank})"


def _couples(paper: Paper, ronde: Koppelronde, matching: Matching) -> None:
    paper.size = landscape(A4)
    paper.new_page()
    subtitle(paper, Text("Wie bij wie", "Who with whom"))
    paper.paragraph(
        Text("Tussen haakjes: niet op de lijst gezet, telt als die plaats. ● afgesproken met de "
             "hand of aan de telefoon.",
             "In brackets: not named, counts as that place. ● held by hand or by phone."),
        size=SMALL, colour=MUTED,
    )  # fmt: skip
    columns = [
        Column(Text("AIOS", "Trainee"), share=1.1, bold=True, lines_max=1),
        Column(Text("", ""), fixed=11 * mm, lines_max=1),
        Column(Text("HAO", "Trainer"), share=1.1, bold=True, lines_max=1),
        Column(Text("", ""), fixed=11 * mm, lines_max=1),
        Column(Text("Praktijk", "Practice"), share=1.45),
        Column(Text("Plaats bij AIOS", "Trainee's place"), fixed=19 * mm, align="centre"),
        Column(Text("Plaats bij HAO", "Trainer's place"), fixed=19 * mm, align="centre"),
        Column(Text("Reistijd min", "Travel min"), fixed=17 * mm, align="right"),
        Column(Text("Dagen samen", "Shared days"), fixed=16 * mm, align="right"),
        Column(Text("", ""), fixed=6 * mm, align="centre"),
    ]
    rows = [_couple_row(ronde, couple) for couple in matching.couples]
    draw_table(paper, columns, rows, size=9, least_height=5.4 * mm)
    paper.y -= 6 * mm


def _couple_row(ronde: Koppelronde, couple: MatchedCouple) -> Row:
    hao = ronde.hao_by_code.get(couple.hao)
    praktijk = "" if hao is None else ronde.name_of(hao.praktijk) if hao.praktijk else ""
    return Row((
        ronde.name_of(couple.aios),
        couple.aios,
        ronde.name_of(couple.hao),
        couple.hao,
        praktijk,
        rank_shown(couple.rank_by_aios, couple.listed_by_aios),
        rank_shown(couple.rank_by_hao, couple.listed_by_hao),
        "?" if couple.travel_minutes is None else str(couple.travel_minutes),
        "?" if couple.shared_days is None else str(couple.shared_days),
        "●" if couple.locked else "",
    ))  # fmt: skip


def _blocking(paper: Paper, ronde: Koppelronde, facts: Facts, matching: Matching) -> None:
    """The price of putting the group first: pairs who would both rather have each other."""
    found = blocking_pairs(facts, pairs_of(matching))
    number = len(found)
    subtitle(
        paper,
        Text(
            f"Aios en opleiders die elkaar liever hadden gehad ({number})",
            f"Trainees and trainers who would rather have had each other ({number})",
        ),
    )
    if not found:
        paper.paragraph(Text("Niemand.", "Nobody."))
        return
    columns = [
        Column(Text("AIOS", "Trainee"), share=1, bold=True, lines_max=1),
        Column(Text("", ""), fixed=11 * mm, lines_max=1),
        Column(Text("zet deze HAO op", "puts this trainer"), fixed=21 * mm, align="centre"),
        Column(Text("heeft nu", "has now"), fixed=16 * mm, align="centre"),
        Column(Text("HAO", "Trainer"), share=1, bold=True, lines_max=1),
        Column(Text("", ""), fixed=11 * mm, lines_max=1),
        Column(Text("zet deze AIOS op", "puts this trainee"), fixed=21 * mm, align="centre"),
        Column(Text("heeft nu", "has now"), fixed=16 * mm, align="centre"),
    ]
    nobody = Text("niemand", "nobody").say(paper.lang)
    rows = [
        Row((
            ronde.name_of(pair.aios), pair.aios, str(pair.rank_by_aios),
            nobody if pair.aios_has is None else str(pair.aios_has),
            ronde.name_of(pair.hao), pair.hao, str(pair.rank_by_hao),
            nobody if pair.hao_has is None else str(pair.hao_has),
        ))
        for pair in found
    ]  # fmt: skip
    draw_table(paper, columns, rows, size=9, least_height=5.4 * mm)
