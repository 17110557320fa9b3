"""How tables, counts and mistakes look in a terminal (rich), on stdout or stderr."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING, Final

from bureau.commands.door.frame import active_language
from bureau.commands.door.step_words import with_commands
from koppelronde.domain.errors import Mistake
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Lang, Text

if TYPE_CHECKING:
    from rich.console import Console

    from koppelronde.domain.outcomes.outcome import Stage


def console(*, err: bool = False) -> Console:
    """A rich console that never reads markup from data, and outlives its reader."""
    from rich.console import Console

    class Patient(Console):
        def on_broken_pipe(self) -> None:
            nobody_reads(self.file)

    return Patient(stderr=err, markup=False, highlight=False, emoji=False)


def nobody_reads(stream: IO[str]) -> None:
    """Let what is still said to a closed pipe vanish: ``koppel import … | head`` must still save.

    The descriptor itself is turned away, so that flushing at the end does not fail either.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def show_table(
    title: str, headers: Sequence[str], rows: Iterable[Sequence[object]], *, err: bool = False
) -> None:
    """A table with hairlines; cells are printed literally. All headers empty: none is shown."""
    from rich import box
    from rich.table import Table
    from rich.text import Text as Rich

    screen = console(err=err)
    lang = active_language()
    cells = [
        ["" if cell is None else with_commands(str(cell), lang) for cell in row] for row in rows
    ]
    table = Table(
        box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False,
        show_header=any(headers),
    )  # fmt: skip
    for header, width in zip(headers, fitted(headers, cells, screen.width), strict=True):
        table.add_column(Rich(header), overflow="fold", width=width)
    for row in cells:
        table.add_row(*(Rich(cell) for cell in row))
    if title:
        screen.print(with_commands(title, lang), style="bold")
    screen.print(table)
    screen.print()


GAP: Final = 2


def fitted(headers: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """How many characters wide each column is, on a screen of ``room`` characters.

    What fits keeps its width. Else the widest column gives way first, down to its longest word,
    so that no name, telephone number or code is cut in two while there is another way.
    """
    from rich.cells import cell_len

    columns = list(zip(headers, *rows, strict=True))
    widths = [max([1, *(cell_len(cell) for cell in column)]) for column in columns]
    words = [
        max([1, *(cell_len(word) for cell in column for word in cell.split())])
        for column in columns
    ]
    room = max(room - GAP * (len(columns) - 1), len(columns))
    for least in (words, [1] * len(columns)):
        while sum(widths) > room:
            loose = [at for at, width in enumerate(widths) if width > least[at]]
            if not loose:
                break
            widths[max(loose, key=lambda at: (widths[at], -at))] -= 1
    return widths


def show_mistakes(mistakes: Sequence[Mistake], lang: Lang) -> None:
    """All mistakes on stderr, at most a hundred: a table for each file, from top to bottom."""
    nl = lang == "nl"
    headers = (
        ("blad", "cel", "gelezen", "verwacht", "bedoeld?")
        if nl
        else ("sheet", "cell", "read", "expected", "meant?")
    )
    shown = in_reading_order(mistakes)[:100]
    for file in dict.fromkeys(m.file for m in shown):
        rows = [
            (m.sheet, m.cell, m.read, m.expected.say(lang), m.suggestion)
            for m in shown
            if m.file == file
        ]
        show_table(file, headers, rows, err=True)
    if len(mistakes) > 100:
        rest = len(mistakes) - 100
        console(err=True).print(f"… en nog {rest} andere." if nl else f"… and {rest} more.")


def in_reading_order(mistakes: Sequence[Mistake]) -> list[Mistake]:
    """File by file and sheet by sheet as they came, and in a sheet row by row."""
    files = list(dict.fromkeys(m.file for m in mistakes))
    sheets = list(dict.fromkeys((m.file, m.sheet) for m in mistakes))

    def place(mistake: Mistake) -> tuple[int, int, int, int, str]:
        column = mistake.cell.rstrip("0123456789")
        row = mistake.cell[len(column) :]
        return (
            files.index(mistake.file), sheets.index((mistake.file, mistake.sheet)),
            int(row or 0), len(column), column,
        )  # fmt: skip

    return sorted(mistakes, key=place)


def show_findings(findings: Sequence[Finding], lang: Lang, *, err: bool = False) -> None:
    """Findings as lines: ✗ for a broken rule, ! for a notice."""
    out = console(err=err)
    for finding in findings:
        mark = "✗" if finding.weight is Weight.BROKEN else "!"
        out.print(f"  {mark} {with_commands(finding.says.say(lang), lang)}")


def show_stages(stages: Sequence[Stage], lang: Lang) -> None:
    """The goals in their order: what was reached, what the bound is, and whether it is proven."""
    heads = (Text("doel", "goal"), Text("waarde", "value"), Text("grens", "bound"),
             Text("bewezen", "proven"))  # fmt: skip
    yes = Text("ja", "yes").say(lang)
    show_table(
        "",
        [head.say(lang) for head in heads],
        [(s.says.say(lang), s.value, s.bound, yes if s.proven else "–") for s in stages],
    )


def findings_data(findings: Sequence[Finding], lang: Lang) -> list[dict[str, object]]:
    """The same for the ``--json`` object."""
    return [
        {"rule": f.rule, "who": list(f.who), "weight": f.weight.value, "says": f.says.say(lang)}
        for f in findings
    ]


def bar(done: int, total: int, width: int = 20) -> str:
    """``████████░░░░``, also readable without colours."""
    filled = 0 if total == 0 else round(width * done / total)
    return "█" * filled + "░" * (width - filled)
