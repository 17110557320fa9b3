"""What people upload, made safe: a photo is drawn anew, a PDF is parsed and refused where it acts.

A photo is known by its content, turned as the camera held it, made at most 512 pixels wide and
high and written as a new JPEG: no place, no maker, no script behind it is left. A PDF must parse
(qpdf) and may hold no script, no launch action, no attachment and no form that sends anything.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

PHOTO_BYTES: Final = 12 * 1024 * 1024
PHOTO_PIXELS: Final = 40_000_000
PHOTO_EDGE: Final = 512
PDF_BYTES: Final = 5 * 1024 * 1024
_ACTING: Final = frozenset(
    "/JavaScript /JS /Launch /EmbeddedFile /EmbeddedFiles /SubmitForm /ImportData /RichMedia "
    "/XFA /AA /GoToR /GoToE".split()
)


def safe_photo(content: bytes) -> bytes:
    """The photo as a small new JPEG; WrongUse where it is no photo, or too large."""
    from PIL import Image, ImageOps

    if len(content) > PHOTO_BYTES:
        raise _too_large(len(content), PHOTO_BYTES)
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as found:
            if found.width * found.height > PHOTO_PIXELS:
                raise _no_photo()
            upright = ImageOps.exif_transpose(found)
            upright.thumbnail((PHOTO_EDGE, PHOTO_EDGE))
            flat = Image.new("RGB", upright.size, "white")
            seen = upright.convert("RGBA")
            flat.paste(seen, mask=seen.getchannel("A"))
    except WrongUse:
        raise
    except Exception:  # whatever a hostile picture makes the decoder say, it is no photo
        raise _no_photo() from None
    written = BytesIO()
    flat.save(written, "JPEG", quality=82, optimize=True)
    return written.getvalue()


def safe_pdf(content: bytes) -> bytes:
    """The same bytes; WrongUse where they are no PDF, too many, locked, or would do something."""
    import pikepdf

    if len(content) > PDF_BYTES:
        raise _too_large(len(content), PDF_BYTES)
    if not content.startswith(b"%PDF-"):
        raise _no_pdf()
    try:
        with pikepdf.open(BytesIO(content)) as document:
            found = [name for name in _ACTING if _anywhere(document, name)]
            pages = len(document.pages)
    except Exception:
        raise _no_pdf() from None
    if found or not pages:
        raise WrongUse(
            Text(
                "Deze PDF bevat meer dan tekst en beeld (een script, bijlage of formulier). "
                "Druk hem opnieuw af naar PDF en kies dat bestand.",
                "This PDF holds more than text and pictures (a script, attachment or form). "
                "Print it to PDF again and choose that file.",
            )
        )
    return content


def _anywhere(document: Any, name: str) -> bool:
    """Whether any dictionary of the file has that key, or says that it is one."""
    import pikepdf

    for thing in document.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        keys: Any = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        if _holds(keys, name, depth=0):
            return True
    return False


def _holds(value: Any, name: str, *, depth: int) -> bool:
    import pikepdf

    if depth > 20:
        return True  # nested deeper than any honest writer does
    if isinstance(value, pikepdf.Dictionary):
        for key, inner in value.items():
            if key == name or (key in ("/S", "/Type", "/Subtype") and str(inner) == name):
                return True
            if not getattr(inner, "is_indirect", False) and _holds(inner, name, depth=depth + 1):
                return True
    elif isinstance(value, pikepdf.Array):
        return any(
            not getattr(inner, "is_indirect", False) and _holds(inner, name, depth=depth + 1)
            for inner in value
        )
    return False


def _too_large(size: int, most: int) -> WrongUse:
    read, limit = size / 1024 / 1024, most // 1024 // 1024
    return WrongUse(
        Text(
            f"Dit bestand is {read:.1f} MB; {limit} MB is het meeste.".replace(".", ",", 1),
            f"This file is {read:.1f} MB; {limit} MB is the most.",
        )
    )


def _no_photo() -> WrongUse:
    return WrongUse(
        Text(
            "Dit is geen foto die we kunnen lezen. Kies een JPEG, PNG of WebP.",
            "This is no photo that we can read. Choose a JPEG, PNG or WebP.",
        )
    )


def _no_pdf() -> WrongUse:
    return WrongUse(
        Text(
            "Dit is geen PDF die we kunnen lezen. Sla het bestand op als PDF zonder wachtwoord.",
            "This is no PDF that we can read. Save the file as a PDF without a password.",
        )
    )
