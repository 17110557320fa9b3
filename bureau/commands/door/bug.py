"""What is said when the program itself is wrong: what kind, and where; never about whom.

An unexpected error quotes the values it stumbled over, and those are about people. So its text is
left out, and a user can send what is printed to the maintainers as it is.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Final

from koppelronde.domain.language import Text

EXIT_CODE: Final = 70
"""EX_SOFTWARE of sysexits.h."""

DEBUG_VARIABLE: Final = "KOPPEL_DEBUG"
"""``1`` shows the whole error, values included: for made-up data only."""

_ROOT: Final = Path(__file__).resolve().parents[3]


def bug_said(*, stored: bool) -> Text:
    """The sentence above the places; ``stored`` when the command may have saved something."""
    if stored:
        left = Text(
            "wat deze opdracht al had bewaard, staat in  koppel journal",
            "what this command had saved already is in  koppel journal",
        )
    else:
        left = Text("er is niets veranderd", "nothing was changed")
    return (
        Text("Fout van het programma; ", "An error of the program; ")
        + left
        + Text("; meld dit (er staan geen gegevens van mensen in):",
               "; please report this (it holds no data of people):")
    )  # fmt: skip


def bug_places(error: BaseException) -> list[str]:
    """The kinds of error and the lines of code, innermost last; no message and no value."""
    lines: list[str] = []
    for link in _chain(error):
        lines += [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}".removeprefix("builtins."))
    return lines


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what it came from, the oldest first."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.insert(0, link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return links


def _short(file: str) -> str:
    """The file without the folders of this computer, which may hold a user's name."""
    path = Path(file)
    if path.is_relative_to(_ROOT):
        inside = path.relative_to(_ROOT)
        if "site-packages" not in inside.parts:
            return inside.as_posix()
    parts = path.parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    return path.name
