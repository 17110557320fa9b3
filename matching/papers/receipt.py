"""The receipt of what somebody handed in: their order in words, with its number and its mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from koppelronde.domain.language import Lang, Text
from koppelronde.domain.times import AMSTERDAM, clock, long_date
from koppelronde.press.house_style import ACCENT, BODY, HEAD_SIZE, MUTED, Imprint, mm
from koppelronde.press.page import Paper
from matching.papers.options import fact

TITLE: Final = Text("Ontvangstbewijs", "Receipt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What stands on it. ``order`` are the places from the top, each with the names in words."""

    number: int
    who: str
    what: Text
    ronde: str
    version: int
    received_at: datetime
    mark: str
    order: tuple[tuple[int, str], ...]
    rest: int


def receipt_pdf(receipt: Receipt, lang: Lang) -> bytes:
    """One page (or more, for a long list); it names nobody's rank but the owner's own choices."""
    stamp = Imprint(
        title=Text(f"{TITLE.nl} – {receipt.ronde}", f"{TITLE.en} – {receipt.ronde}"),
        ronde=receipt.ronde, version=receipt.version, made_at=receipt.received_at,
        short_hash=receipt.mark.replace(" ", "")[:8],
    )  # fmt: skip
    paper = Paper(stamp, lang)
    paper.new_page()
    paper.heading(Text(f"{TITLE.nl} nr. {receipt.number}", f"{TITLE.en} no. {receipt.number}"))
    local = receipt.received_at.astimezone(AMSTERDAM)
    day = long_date(local.date()).say(lang)
    seconds = f"{clock(local)}:{local.second:02d}"
    moment = Text(f"{day}, {seconds}, Nederlandse tijd", f"{day}, {seconds}, Dutch time")
    for label, value in (
        (Text("Van", "From"), receipt.who),
        (Text("Wat", "What"), receipt.what.say(lang)),
        (Text("Ontvangen", "Received"), moment.say(lang)),
        (Text("Kenmerk", "Reference"), receipt.mark),
    ):
        fact(paper, label, value, label_width=32 * mm)
    paper.y -= 6 * mm
    own = Text("Jouw volgorde", "Your order").say(lang)
    paper.write(paper.left, paper.y - HEAD_SIZE, own, size=HEAD_SIZE, bold=True, colour=ACCENT)
    paper.y -= 9 * mm
    for rank, names in receipt.order:
        paper.need(7 * mm)
        paper.write(paper.left, paper.y - BODY, str(rank), bold=True)
        paper.y = paper.write_lines(paper.left + 10 * mm, paper.y, names, paper.width - 10 * mm)
        paper.y -= 1.2 * mm
    if receipt.rest:
        said = Text(f"Daarna, samen op de laatste plaats: de {receipt.rest} die je niet plaatste.",
                    f"After that, together in the last place: the {receipt.rest} you did not "
                    "place.")  # fmt: skip
        paper.paragraph(said, colour=MUTED)
    return paper.pdf()
