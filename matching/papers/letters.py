"""Result letters: one page per person with their own result only.

No rank stands in a letter, not even the reader's own: letters are shown around, and the other
would read from it how high they stood. :mod:`matching.explain.explain` tells a person who asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.people import Hao, Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM, days_said, long_date
from koppelronde.press.glyphs import wrapped
from koppelronde.press.house_style import ACCENT, BODY, HEAD_SIZE, LEADING, MUTED, SMALL, TINT, mm
from koppelronde.press.page import Paper
from koppelronde.press.templates import fill
from matching.papers.options import ReportOptions, report_paper

TITLE: Final = Text("Uitslag koppeling", "Result of the matching")
INSTITUTE: Final = Text("Huisartsopleiding", "GP training institute")
"""The sender where the round names none: a procedure is not a sender."""
_SIZE: Final = 10.5
GREETING: Final = Text("Met vriendelijke groet,", "Kind regards,")
WINDOW_TOP: Final = 30 * mm
"""Under the top margin: the address shows in the left window of a C5 or DL envelope."""
WINDOW_WIDTH: Final = 85 * mm
BELOW_WINDOW: Final = 62 * mm


def letters_pdf(
    ronde: Koppelronde,
    matching: Matching,
    codes: Sequence[str],
    templates: Mapping[str, str],
    options: ReportOptions,
) -> bytes:
    """A letter for each of these people, in this order, each numbered on its own.

    ``templates`` are those of ``templates/letters`` in that language. KeyError for a code that
    the round does not know.
    """
    paper = report_paper(TITLE, ronde, matching, options)
    for code in codes:
        paper.new_part()
        _letter(paper, ronde, matching, code, templates, options)
    return paper.pdf()


def letter_paragraphs(
    ronde: Koppelronde, matching: Matching, code: str, templates: Mapping[str, str],
    options: ReportOptions,
) -> tuple[str, ...]:  # fmt: skip
    """The running text of one letter; the partners stand after the second paragraph."""
    side = Side.AIOS if code in ronde.aios_by_code else Side.HAO
    kind = "result" if matching.partner_of(code) else "unplaced"
    start = ronde.settings.start_date
    contact = ronde.settings.contact
    reach = " · ".join(part for part in (contact.name, contact.phone, contact.email) if part)
    person = ronde.aios_by_code[code] if side is Side.AIOS else ronde.hao_by_code[code]
    if start is None:
        on = Text("op een dag die nog volgt", "on a day that we will tell you")
    else:
        on = Text("op ", "on ") + long_date(start)
    fields = {
        "name": person.name,
        "ronde": ronde.name,
        "start": on.say(options.lang),
        "contact": reach or Text("de coördinator", "the coordinator").say(options.lang),
    }
    text = fill(templates[f"{kind}_{side.value}"], fields)
    return tuple(part.replace("\n", " ") for part in text.split("\n\n"))


def _letter(
    paper: Paper, ronde: Koppelronde, matching: Matching, code: str,
    templates: Mapping[str, str], options: ReportOptions,
) -> None:  # fmt: skip
    lang = paper.lang
    institute = ronde.settings.institute or INSTITUTE.say(lang)
    paper.y = paper.write_lines(paper.left, paper.y, institute, paper.width, size=SMALL,
                                colour=MUTED, lines_max=2)  # fmt: skip
    paper.y = min(paper.y, paper.top - WINDOW_TOP)
    paper.y = paper.write_lines(paper.left, paper.y, ronde.name_of(code), WINDOW_WIDTH,
                                size=HEAD_SIZE, bold=True, lines_max=2)  # fmt: skip
    for line in address_lines(ronde, code):
        paper.y = paper.write_lines(paper.left, paper.y, line, WINDOW_WIDTH, size=_SIZE)
    paper.y = min(paper.y, paper.top - BELOW_WINDOW)
    made = (matching.made_at or options.made_at).astimezone(AMSTERDAM).date()
    paper.write(paper.left, paper.y - BODY, f"{long_date(made).say(lang)} · {code}", colour=MUTED)
    paper.y -= 12 * mm
    paper.write(paper.left, paper.y - HEAD_SIZE, TITLE.say(lang), size=HEAD_SIZE, bold=True,
                colour=ACCENT)  # fmt: skip
    paper.y -= 9 * mm
    for number, part in enumerate(letter_paragraphs(ronde, matching, code, templates, options)):
        _running(paper, part)
        if number == 1:
            for partner in matching.partner_of(code):
                _partner(paper, ronde, partner)
    paper.need(4 * _SIZE * LEADING)
    for line in (GREETING.say(lang), "", ronde.settings.contact.name, institute):
        paper.y = paper.write_lines(paper.left, paper.y, line, paper.width, size=_SIZE)


def address_lines(ronde: Koppelronde, code: str) -> tuple[str, ...]:
    """Where the letter goes, under the name: an AIOS at home, an HAO at the practice."""
    person = ronde.person(code)
    if isinstance(person, Hao):
        praktijk = ronde.praktijk_by_code.get(person.praktijk)
        if praktijk is None:
            return ()
        first, place = praktijk.name, praktijk.place
    elif person is not None:
        first, place = "", person.home
    else:
        return ()
    town = "  ".join(part for part in (place.postcode, place.town) if part)
    return tuple(line for line in (first, place.address, town) if line)


def _running(paper: Paper, text: str) -> None:
    for line in wrapped(text, min(paper.width, 150 * mm), _SIZE, False):
        paper.need(_SIZE * LEADING)
        paper.write(paper.left, paper.y - _SIZE, line, size=_SIZE)
        paper.y -= _SIZE * LEADING * 1.08
    paper.y -= 3.2 * mm


def partner_lines(ronde: Koppelronde, code: str, lang_of: Paper) -> list[tuple[str, str]]:
    """What somebody needs to know of the partner: where, when there, how to reach them."""
    lang = lang_of.lang
    person = ronde.person(code)
    if person is None:
        return []
    lines: list[tuple[Text, str]] = []
    if isinstance(person, Hao):
        praktijk = ronde.praktijk_by_code.get(person.praktijk)
        if praktijk is not None:
            place = praktijk.place
            town = " ".join(part for part in (place.postcode, place.town) if part)
            where = ", ".join(part for part in (place.address, town) if part)
            lines += [
                (Text("Praktijk", "Practice"), praktijk.name),
                (Text("Adres", "Address"), where),
            ]
            lines.append((Text("Praktijktelefoon", "Practice phone"), praktijk.phone))
    days = days_said(person.work_days).say(lang) if person.work_days else ""
    lines += [
        (Text("Werkdagen", "Working days"), days),
        (Text("Telefoon", "Phone"), ", ".join(person.phones)),
        (Text("E-mail", "E-mail"), ", ".join(person.emails)),
    ]
    return [(label.say(lang), value) for label, value in lines if value]


def _partner(paper: Paper, ronde: Koppelronde, code: str) -> None:
    rows = partner_lines(ronde, code, paper)
    label, pad = 34 * mm, 4 * mm
    room = paper.width - label - 2 * pad
    heights = [max(1, len(wrapped(value, room, BODY, False))) for _label, value in rows]
    name = wrapped(ronde.name_of(code), paper.width - 2 * pad, 14, True)
    height = len(name) * 14 * LEADING + sum(heights) * BODY * LEADING * 1.12 + 2 * pad
    paper.need(height)
    paper.box(paper.left, paper.y - height, paper.width, height, fill=TINT)
    y = paper.y - pad
    for line in name:
        paper.write(paper.left + pad, y - 12, line, size=14, bold=True)
        y -= 14 * LEADING
    for (says, value), lines in zip(rows, heights, strict=True):
        paper.write(paper.left + pad, y - BODY, says, colour=MUTED)
        for at, line in enumerate(wrapped(value, room, BODY, False)):
            paper.write(paper.left + pad + label, y - BODY - at * BODY * LEADING, line)
        y -= lines * BODY * LEADING * 1.12
    paper.y -= height + 5 * mm
