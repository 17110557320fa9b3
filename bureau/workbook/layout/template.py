"""The workbook that a coordinator fills in: one sheet a subject, drop-downs, an example line.

Only the sheets that the procedure asks for. The example lines begin with "Voorbeeld" and are
skipped when the workbook is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bureau.workbook.files.cells import column_letters
from bureau.workbook.files.opening_xlsx import GUIDE, OWN_HIDDEN
from bureau.workbook.layout.columns import Column, Kind, SheetLayout
from bureau.workbook.layout.columns_choices import LAYOUTS
from bureau.workbook.layout.number_labels import NO_LIMIT, NUMBER_LABELS
from bureau.workbook.layout.ronde_facts import FACTS
from bureau.workbook.out.packing import workbook_bytes
from bureau.workbook.out.writing import (
    ACCENT,
    FONT,
    INK,
    TINT,
    Sheet,
    fill_table,
    put_header,
    put_text,
)
from bureau.workbook.rows.carrousel import WISH_WORDS
from bureau.workbook.rows.outcomes import STATUS_WORDS
from bureau.workbook.rows.withdrawn import WITHDRAWN
from koppelronde.domain.language import DEFAULT_LANG, Lang, Text
from koppelronde.domain.procedure import NUMBERS, PhaseKind, Procedure
from koppelronde.domain.rules import GROUNDS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LINES: Final = 300
"""Drop-downs reach so many lines down."""
EXAMPLE: Final = "Voorbeeld"
_MUTED: Final = "6B7780"
_PEOPLE: Final = {"aios": Kind.AIOS, "haos": Kind.HAO, "praktijken": Kind.PRAKTIJKEN}
_LONG_LISTS: Final = (
    Kind.BEZOEKWENSEN,
    Kind.VOORKEUREN_VOORAF,
    Kind.VOORKEUREN_AIOS,
    Kind.VOORKEUREN_HAO,
)


def template_kinds(procedure: Procedure) -> tuple[Kind, ...]:
    """The sheets that this procedure asks for, in the order of the work."""
    wanted = [Kind.RONDE, Kind.AIOS, Kind.HAO, Kind.PRAKTIJKEN]
    if procedure.has(PhaseKind.LISTS_BEFORE):
        wanted.append(Kind.VOORKEUREN_VOORAF)
    if procedure.has(PhaseKind.CARROUSEL):
        wanted += [Kind.CARROUSELWENSEN, Kind.AANWEZIGHEID, Kind.TAFELS]
    return (
        *wanted,
        Kind.BEZOEKWENSEN,
        Kind.BEZOEKUITKOMSTEN,
        Kind.VOORKEUREN_AIOS,
        Kind.VOORKEUREN_HAO,
        Kind.VETOS,
        Kind.REISTIJDEN,
    )


def template_workbook(procedure: Procedure, name: str, lang: Lang = DEFAULT_LANG) -> bytes:
    """An empty workbook for a round of that name; the same bytes every time."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    kinds = template_kinds(procedure)
    for kind in kinds:
        page = book.create_sheet(kind.value)
        page.sheet_properties.tabColor = ACCENT if kind is Kind.RONDE else TINT
        if kind is Kind.RONDE:
            _fill_ronde(page, procedure, name)
        else:
            _fill_sheet(page, LAYOUTS[kind])
    _fill_guide(book.create_sheet(GUIDE), procedure, kinds, lang)
    _fill_choices(book, procedure, kinds)
    return workbook_bytes(book, name)


def _fill_ronde(page: Worksheet, procedure: Procedure, name: str) -> None:
    rows = [
        [FACTS[key].names[0], {"name": name, "procedure": procedure.code}.get(key, ""), ""]
        for key in ronde_facts(procedure)
    ]
    rows += [[NUMBER_LABELS[number][0], "", ""] for number in ronde_numbers(procedure)]
    headers = [column.header for column in LAYOUTS[Kind.RONDE].columns]
    fill_table(page, Sheet(Kind.RONDE.value, headers, rows, (36, 44, 40)), open_ended=True)
    for line in range(2, len(rows) + 2):
        page.cell(line, 2).alignment = _left()


def ronde_facts(procedure: Procedure) -> list[str]:
    """The facts that make sense in this procedure."""
    asks = {
        "carrousel": procedure.has(PhaseKind.CARROUSEL),
        "breaks": procedure.has(PhaseKind.CARROUSEL),
        "mover": procedure.has(PhaseKind.CARROUSEL),
        "visits": procedure.has(PhaseKind.VISITS),
        "closed": procedure.has(PhaseKind.VISITS),
        "wishes": procedure.has(PhaseKind.VISITS),
        "only_wished": procedure.has(PhaseKind.VISITS),
        "pauses": procedure.has(PhaseKind.CARROUSEL),
        "on_the_day": procedure.has(PhaseKind.CARROUSEL),
        "lists_before": procedure.has(PhaseKind.LISTS_BEFORE),
        "profiles": procedure.has(PhaseKind.PROFILES),
    }
    return [key for key in FACTS if all(on for part, on in asks.items() if key.startswith(part))]


def ronde_numbers(procedure: Procedure) -> list[str]:
    """The numbers that this procedure sets, in their order, and those that any round may set."""
    open_to_all = {"free_tables"} if procedure.has(PhaseKind.CARROUSEL) else set()
    return [number for number in NUMBERS if number in {*procedure.numbers, *open_to_all}]


def _fill_sheet(page: Worksheet, layout: SheetLayout) -> None:
    from openpyxl.styles import Font

    columns = _shown_columns(layout)
    wide = range(1, layout.series_width + 1) if layout.series is not None else range(0)
    headers = [column.header for column in columns] + [str(number) for number in wide]
    widths = [column.width for column in columns] + [11.0 for _ in wide]
    example = [EXAMPLE, *(column.example for column in columns[1:]), *_series_example(layout)]
    fill_table(page, Sheet(layout.kind.value, headers, [example], widths), open_ended=True)
    for number, cell in enumerate(page[2], 1):
        cell.font = Font(name=FONT, italic=True, color=_MUTED)
        if number > len(columns) or columns[number - 1].as_text:
            page.column_dimensions[column_letters(number)].number_format = "@"
            cell.number_format = "@"
    page.freeze_panes = "B2"


def _shown_columns(layout: SheetLayout) -> list[Column]:
    """Not the other way of writing the same thing, nor what is seldom needed."""
    if layout.kind in _LONG_LISTS:
        return [layout.columns[0]]
    seldom = {"full_name", "from", "to", "places_1", "places_2", "places_3", "withdrawn",
              "visits_min"}  # fmt: skip
    if layout.kind is Kind.AIOS:
        seldom.add("address")
    if layout.kind in (Kind.REISTIJDEN, Kind.BEZOEKUITKOMSTEN):
        seldom.add("hao")
    return [column for column in layout.columns if column.key not in seldom]


def _series_example(layout: SheetLayout) -> list[str]:
    if layout.series is None:
        return []
    letter = {Kind.BEZOEKWENSEN: "P", Kind.VOORKEUREN_HAO: "A"}.get(layout.kind, "H")
    shown = [f"{letter}12", f"{letter}03", f"{letter}07 / {letter}15", f"{letter}01"]
    return (shown + [""] * layout.series_width)[: layout.series_width]


def _fill_choices(book: Workbook, procedure: Procedure, kinds: tuple[Kind, ...]) -> None:
    """The hidden sheet with the words of the drop-downs, and the drop-downs that point to it."""
    from openpyxl.worksheet.datavalidation import DataValidation

    page = book.create_sheet(OWN_HIDDEN)
    page.sheet_state = "hidden"
    words = {
        "jaar": [str(year) for year in procedure.years],
        "ja_nee": ["ja", "nee"],
        "status": [said[0] for said in STATUS_WORDS.values()],
        "gronden": [GROUNDS[ground].nl for ground in procedure.veto_grounds] or ["-"],
        "wensen": [said[0] for said in WISH_WORDS.values()],
        "kanten": ["AIOS", "HAO"],
    }
    ranges = {}
    for number, (key, values) in enumerate(words.items(), 1):
        put_header(page.cell(1, number), key)
        for line, value in enumerate(values, 2):
            put_text(page.cell(line, number), value)
        letter = column_letters(number)
        ranges[key] = f"{OWN_HIDDEN}!${letter}$2:${letter}${len(values) + 1}"
    for key, kind in _PEOPLE.items():
        ranges[key] = f"{kind.value}!$A$3:$A${LINES}"
    for kind in kinds:
        layout = LAYOUTS[kind]
        columns = (
            [column.choices for column in _shown_columns(layout)] if kind is not Kind.RONDE else []
        )
        if layout.series is not None:
            other = {Kind.BEZOEKWENSEN: "praktijken", Kind.VOORKEUREN_HAO: "aios"}.get(kind, "haos")
            columns += [other] * layout.series_width
        for number, key in enumerate(columns, 1):
            if key:
                rule = DataValidation(type="list", formula1=ranges[key], allow_blank=True)
                rule.showErrorMessage = False  # the import says better what is wrong
                letter = column_letters(number)
                rule.add(f"{letter}2:{letter}{LINES}")
                book[kind.value].add_data_validation(rule)


def _fill_guide(page: Worksheet, procedure: Procedure, kinds: tuple[Kind, ...], lang: Lang) -> None:
    """Every sheet and column in plain words."""
    from openpyxl.styles import Alignment, Font

    intro = Text(
        f"Werkmap voor {procedure.name}. Vul in wat u al weet. U kunt de werkmap zo vaak inlezen "
        "als u wilt. Extra kolommen en lege regels mogen. Regels die "
        "met 'Voorbeeld' beginnen worden overgeslagen. Vrije tekst, zoals opmerkingen en "
        "profielen, wordt nooit bewaard.\n"
        "Een lege cel betekent overal: niet ingevuld, of niet meer. Leest u een blad opnieuw in, "
        "dan wist een lege cel dus wat er eerst stond. Een kolom of regel die niet op het blad "
        "staat, verandert niets, en een lege lijst of een lege 'Vervalt' ook niet. 0 betekent "
        f"overal: geen enkele. Een lijst, veto of wens haalt u weg met het woord {WITHDRAWN}.",
        f"Workbook for {procedure.name}. Fill in what you know already and import it as often as "
        "you like. Extra columns and empty lines do no harm. Lines that begin "
        "with 'Voorbeeld' are skipped. Free text, such as remarks and profiles, is never kept.\n"
        "An empty cell means everywhere: not filled in, or no longer. When a sheet is imported "
        "again, an empty cell therefore takes away what was there. A column or line that is not on "
        "the sheet changes nothing, nor does an empty list or an empty 'Vervalt'. 0 means "
        f"everywhere: none at all. A list, veto or wish is taken away with the word {WITHDRAWN}.",
    )
    rows: list[list[str]] = [["", intro.say(lang), ""]]
    titles = []
    for kind in kinds:
        layout = LAYOUTS[kind]
        rows.append([kind.value, layout.says.say(lang), ""])
        titles.append(len(rows) + 1)
        if kind is Kind.RONDE:
            rows += [
                [FACTS[k].names[0], FACTS[k].says.say(lang), FACTS[k].example]
                for k in ronde_facts(procedure)
            ]
            rows += [
                [NUMBER_LABELS[n][0], _number_said(n).say(lang), _number_shown(n, procedure)]
                for n in ronde_numbers(procedure)
            ]
            continue
        rows += [[c.header, c.says.say(lang), c.example] for c in _shown_columns(layout)]
        if layout.series is not None:
            rows.append(
                ["1, 2, 3 …", layout.series.say(lang), ", ".join(_series_example(layout)[:3])]
            )
    headers = (
        ["Kolom", "Wat staat hier", "Voorbeeld"]
        if lang == "nl"
        else ["Column", "What it holds", "Example"]
    )
    fill_table(page, Sheet(GUIDE, headers, rows, (34, 86, 40)))
    for line in range(2, len(rows) + 2):
        for column in (1, 2, 3):
            page.cell(line, column).alignment = Alignment(wrap_text=True, vertical="top")
    for line in titles:
        page.cell(line, 1).font = Font(name=FONT, bold=True, color=ACCENT, size=13)
        page.cell(line, 2).font = Font(name=FONT, bold=True, color=INK)
    page.merge_cells("A2:C2")
    put_text(page["A2"], intro.say(lang))
    page["A2"].alignment = Alignment(wrap_text=True, vertical="top")
    page.row_dimensions[2].height = 130


def _number_said(name: str) -> Text:
    """What a number means, with the sheet's word in the place of a 0 that is no limit."""
    says = NUMBERS[name].says
    if name not in NO_LIMIT:
        return says
    word = f"('{NO_LIMIT[name]}' = "
    return Text(says.nl.replace("(0 = ", word), says.en.replace("(0 = ", word))


def _number_shown(name: str, procedure: Procedure) -> str:
    number = procedure.number(name)
    return str(number) if number else NO_LIMIT.get(name, "0")


def _left() -> Alignment:
    from openpyxl.styles import Alignment

    return Alignment(horizontal="left")


if TYPE_CHECKING:
    from openpyxl.styles import Alignment
