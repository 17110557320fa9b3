"""How tables, counts and mistakes look in a terminal (rich), on stdout or stderr."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from koppelronde.errors import Mistake
from koppelronde.findings import Finding, Weight
from koppelronde.language import Lang, Text

if TYPE_CHECKING:
    from rich.console import Console


def console(*, err: bool = False) -> Console:
    """A rich console that never reads markup from data."""
    from rich.console import Console

    return Console(stderr=err, markup=False, highlight=False, emoji=False)


def show_table(
    title: str, headers: Sequence[str], rows: Iterable[Sequence[object]], *, err: bool = False
) -> None:
    """A table with hairlines; cells are printed literally."""
    from rich import box
    from rich.table import Table
    from rich.text import Text as Rich

    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for header in headers:
        table.add_column(Rich(header), overflow="fold")
    for row in rows:
        table.add_row(*(Rich("" if cell is None else str(cell)) for cell in row))
    console(err=err).print(table)


def show_mistakes(mistakes: Sequence[Mistake], lang: Lang) -> None:
    """All mistakes as a table on stderr, at most a hundred."""
    nl = lang == "nl"
    headers = (
        ("bestand", "blad", "cel", "gelezen", "verwacht", "bedoeld?")
        if nl
        else ("file", "sheet", "cell", "read", "expected", "meant?")
    )
    rows = [
        (m.file, m.sheet, m.cell, m.read, m.expected.say(lang), m.suggestion)
        for m in mistakes[:100]
    ]
    show_table("", headers, rows, err=True)
    if len(mistakes) > 100:
        rest = len(mistakes) - 100
        console(err=True).print(f"… en nog {rest} andere." if nl else f"… and {rest} more.")


def show_findings(findings: Sequence[Finding], lang: Lang, *, err: bool = False) -> None:
    """Findings as lines: ✗ for a broken rule, ! for a notice."""
    out = console(err=err)
    for finding in findings:
        mark = "✗" if finding.weight is Weight.BROKEN else "!"
        out.print(f"  {mark} {finding.says.say(lang)}")


def bar(done: int, total: int, width: int = 20) -> str:
    """``████████░░░░``, also readable without colours."""
    filled = 0 if total == 0 else round(width * done / total)
    return "█" * filled + "░" * (width - filled)


def plain(text: Text, lang: Lang) -> str:
    """A text in the language asked for."""
    return text.say(lang)
