"""Reading a PDF back with another program than the one that made it (Chrome's renderer)."""

from __future__ import annotations

import re

import pypdfium2


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, soft hyphens of the reader made plain."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        textpage = page.get_textpage()
        texts.append(textpage.get_text_range().replace("\ufffe", "-").replace("\r\n", "\n"))
        textpage.close()
        page.close()
    document.close()
    return texts


def squeezed(text: str) -> str:
    """Without any white space: how a text reads when it may be wrapped anywhere."""
    return re.sub(r"\s+", "", text)


def all_text(pdf: bytes) -> str:
    """Everything that stands in the document, squeezed."""
    return squeezed("".join(page_texts(pdf)))


def ink_outside_margin(pdf: bytes, margin_mm: float) -> bool:
    """Whether anything is drawn closer to the edge of a page than that."""
    document = pypdfium2.PdfDocument(pdf)
    found = False
    for page in document:
        image = page.render(scale=1).to_numpy()
        edge = int(margin_mm * 72 / 25.4) - 1
        inside = image[edge:-edge, edge:-edge]
        found = found or int((image < 200).sum()) > int((inside < 200).sum())
        page.close()
    document.close()
    return found
