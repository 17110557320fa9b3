"""Names of files: a kind and codes, never a person's name, and never a way out of the folder."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote


def file_stem(*codes: str) -> str:
    """``A01-P03``; whatever a code holds besides letters, digits and ``_-`` is written as %XX."""
    return "-".join(quote(code, safe="").replace(".", "%2E") for code in codes if code)


def slug(name: str) -> str:
    """A round's name as a file name: ``Maart 2027`` → ``maart-2027``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "ronde"
