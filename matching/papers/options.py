"""What every paper about a result needs besides the result itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from koppelronde.domain.language import Lang, Text
from koppelronde.domain.lottery_said import lottery_said
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.ronde import Koppelronde
from koppelronde.press.house_style import MUTED, TRIAL, Imprint
from koppelronde.press.page import Paper

SHORT_HASH: Final = 8
"""So many characters of the result's hash stand on every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """``made_at`` is the moment of the result where the matching itself has none."""

    made_at: datetime
    lang: Lang = "nl"


def report_paper(
    title: Text, ronde: Koppelronde, matching: Matching | None, options: ReportOptions
) -> Paper:
    """An empty paper with this result's hash in the footer, and PROEF across it for a trial.

    Without a matching it is a trial too: nothing has been decided yet. A result is named by its
    hash alone: the round's version moves on with every letter sent, and the paper may not.
    """
    stamp = Imprint(
        title=Text(f"{title.nl} – {ronde.name}", f"{title.en} – {ronde.name}"),
        ronde=ronde.name,
        version=None if matching is not None and matching.result_hash else ronde.version,
        made_at=(matching and matching.made_at) or options.made_at,
        short_hash="" if matching is None else matching.result_hash[:SHORT_HASH],
        watermark=TRIAL if matching is None or matching.trial else None,
        lottery=None if matching is None or matching.trial else lottery_said(ronde),
    )
    return Paper(stamp, options.lang)


def fact(paper: Paper, label: Text, value: str, *, label_width: float, bold: bool = False) -> None:
    """A muted label and its value beside it, at the cursor; the value wraps."""
    if not value:
        return
    paper.need(16)
    top = paper.y
    paper.write(paper.left, top - 9.5, label.say(paper.lang), colour=MUTED, width=label_width - 6)
    paper.y = paper.write_lines(
        paper.left + label_width, top, value, paper.right - paper.left - label_width,
        bold=bold, lines_max=3,
    )  # fmt: skip
    paper.y -= 2.4
