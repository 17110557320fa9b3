"""Claim: 5,000 personal cards cost little more than drawing their strings with bare reportlab.

Both sides draw the same strings in the same font at the same places; ours also lays out, checks
every letter, shrinks, shades and numbers the pages. Prints pages per second of the processor and
the ratio.

    python benchmarks/papers_cards.py [cards]
"""

from __future__ import annotations

import sys
import time
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from carrousel.afternoon.person_day import DayBook
from carrousel.papers.rosters.options import PaperOptions
from carrousel.papers.rosters.personal import _rosters
from koppelronde.press.glyphs import font_name
from tests.papers_round import rotation, small_round


def main(cards: int) -> None:
    ronde = small_round(24, 30)
    book = DayBook(ronde, rotation(ronde, rooms=2))
    codes = [book.people[at % len(book.people)] for at in range(cards)]
    font_name(False), font_name(True)

    started = time.process_time()
    paper = _rosters(book, codes, PaperOptions(short_hash="a1b2c3d4"), card=False)
    ours_pdf = paper.pdf()
    ours = time.process_time() - started

    words = [[w for layer in page.layers for w in layer.words] for page in paper._pages]
    words = [[*page, *foot.words] for page, foot in zip(words, paper._feet(), strict=True)]
    started = time.process_time()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=0, invariant=1)
    for page in words:
        for word in page:
            canvas.setFont(word.font, word.size)
            canvas.drawString(word.x, word.y, word.text)
        canvas.showPage()
    canvas.save()
    bare = time.process_time() - started

    pages, strings = len(words), sum(map(len, words))
    print(f"{cards} cards, {pages} pages, {strings} strings, {len(ours_pdf) / 1e6:.1f} MB")
    print(f"ours:            {ours:7.2f} s cpu  {pages / ours:7.0f} pages/s")
    print(f"bare reportlab:  {bare:7.2f} s cpu  {pages / bare:7.0f} pages/s")
    print(f"ratio ours / bare: {ours / bare:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
