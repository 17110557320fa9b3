"""How every paper of the house looks: one ink, one accent, one soft tint, hairlines, a footer.

Colours, sizes and what a document says about itself; :mod:`koppelronde.press.page` draws with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A3, A4, A5, landscape
from reportlab.lib.units import mm

from koppelronde.domain.language import Lang, Text
from koppelronde.domain.times import AMSTERDAM, clock, short_date
from koppelronde.press.glyphs import SMALLEST

__all__ = ["A3", "A4", "A5", "landscape", "mm"]

INK: Final = Color(0.09, 0.13, 0.19)
MUTED: Final = Color(0.36, 0.41, 0.46)
"""The same ink, thinner: labels and dashes. 5.6 : 1 on white."""
ACCENT: Final = Color(0.0, 0.37, 0.42)
TINT: Final = Color(0.898, 0.945, 0.945)
ZEBRA: Final = Color(0.965, 0.98, 0.98)
RULE: Final = Color(0.72, 0.77, 0.79)
WHITE: Final = Color(1, 1, 1)
GHOST: Final = Color(0.09, 0.13, 0.19, alpha=0.09)
"""The watermark: see-through, so that it crosses shaded rows and hides no text."""

MARGIN: Final = 18 * mm
HAIRLINE: Final = 0.4
NAME_SIZE: Final = 20.0
TITLE_SIZE: Final = 15.0
HEAD_SIZE: Final = 11.0
BODY: Final = 9.5
SMALL: Final = SMALLEST
LEADING: Final = 1.28
"""Line height as a multiple of the size."""

Align = Literal["left", "centre", "right"]
TRIAL: Final = Text("PROEF", "TRIAL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a document says about itself: in its properties and at the foot of each page.

    ``short_hash`` names the result that the paper shows. ``version`` is that of the plan; None
    where the hash alone says which result it is. ``lottery`` says where the lot of a result comes
    from. ``watermark`` is printed across every page.
    """

    title: Text
    ronde: str
    version: int | None
    made_at: datetime
    short_hash: str = ""
    watermark: Text | None = None
    lottery: Text | None = None

    def footer(self, lang: Lang) -> str:
        """``Herfst 2026 · planversie 3 · gemaakt do 10-12-2026 13:05 · a1b2c3d4``."""
        made = self.made_at.astimezone(AMSTERDAM)
        plan = Text(f"planversie {self.version}", f"plan version {self.version}").say(lang)
        parts = [
            self.ronde,
            "" if self.version is None else plan,
            Text("gemaakt ", "made ").say(lang)
            + f"{short_date(made.date()).say(lang)} {clock(made)}",
            self.short_hash,
            "" if self.lottery is None else self.lottery.say(lang),
        ]
        return " · ".join(part for part in parts if part)
