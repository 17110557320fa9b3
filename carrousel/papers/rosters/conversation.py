"""The conversation card: what people may talk about, and what nobody has to answer."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from carrousel.papers.rosters.options import PaperOptions, imprint
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import Topic
from koppelronde.domain.ronde import Koppelronde
from koppelronde.press.glyphs import wrapped
from koppelronde.press.house_style import A5, ACCENT, BODY, LEADING, MUTED, TITLE_SIZE, mm
from koppelronde.press.page import Paper

CARD: Final = Text("Gesprekskaart", "Conversation card")
TOPIC_SIZE: Final = 12.0
NO_RANKS: Final = Text(
    "Praat niet over je voorkeurslijst en beloof elkaar niets.",
    "Do not talk about your ranked list, and promise each other nothing.",
)


def conversation_card(
    ronde: Koppelronde, version: int, made_at: datetime, options: PaperOptions
) -> bytes:
    """Two equal cards of A5 on a sheet of A4, with a cut mark."""
    paper = Paper(imprint(CARD, ronde, version, made_at, options), options.lang, A5, 12 * mm)
    minutes = ronde.number("turn_minutes")
    topics = ronde.procedure.conversation
    for _copy in range(2):
        paper.new_part()
        paper.heading(CARD, TITLE_SIZE)
        paper.paragraph(
            Text(f"{minutes} minuten: een eerste indruk. Kies twee of drie onderwerpen.",
                 f"{minutes} minutes: a first impression. Choose two or three topics."),
            colour=MUTED,
        )  # fmt: skip
        _topics(paper, [topic for topic in topics if not topic.voluntary])
        voluntary = [topic for topic in topics if topic.voluntary]
        if voluntary:
            paper.y -= 2 * mm
            paper.paragraph(Text("Alleen als je zelf wilt", "Only if you want to"), bold=True,
                            size=11, colour=ACCENT)  # fmt: skip
            paper.paragraph(
                Text("Niemand hoeft hierover iets te zeggen; vraag er niet naar.",
                     "Nobody has to say anything about these; do not ask."),
                colour=MUTED,
            )  # fmt: skip
            _topics(paper, voluntary)
        paper.y -= 2 * mm
        paper.paragraph(NO_RANKS, colour=MUTED)
    return paper.two_up().pdf()


def _topics(paper: Paper, topics: list[Topic]) -> None:
    for topic in topics:
        paper.need(4 * TOPIC_SIZE * LEADING)
        mark = "○" if topic.voluntary else "●"
        paper.write(paper.left, paper.y - TOPIC_SIZE, mark, size=BODY, colour=ACCENT)
        says = topic.says.say(paper.lang)
        if topic.voluntary:
            says += Text(" (vrijwillig)", " (voluntary)").say(paper.lang)
        for line in wrapped(says, paper.width - 6 * mm, TOPIC_SIZE):
            paper.write(paper.left + 6 * mm, paper.y - TOPIC_SIZE, line, size=TOPIC_SIZE)
            paper.y -= TOPIC_SIZE * LEADING
        paper.y -= 2.4 * mm
