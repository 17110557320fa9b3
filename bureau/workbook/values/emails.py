"""E-mail addresses as people and mail programs write them.

An address is taken to the letter, with no sign left out of it: only what a mail program puts
around one is taken off, and that in pairs. Whatever else is there is refused. Form of an address:
RFC 5321, 4.1.2 (dot-string), with a domain in ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import latin_look
from bureau.workbook.values.single import Unreadable
from koppelronde.domain.language import Text

_LETTER: Final = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]"
_EMAIL: Final = re.compile(
    rf"(?=.{{1,64}}@){_LETTER}+(?:\.{_LETTER}+)*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_WANTED: Final = Text(
    "een e-mailadres, bijvoorbeeld naam@praktijk.nl", "an e-mail address, such as naam@praktijk.nl"
)
_PIECE: Final = re.compile(r'(?:"(?:[^"\\]|\\.)*"(?=\s*<)|<[^<>]*>|[^;\n])+')
"""What stands between semicolons, where a name in double quotes or an address may hold one."""
_WITH_NAME: Final = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>[\s,]*")
_BETWEEN: Final = re.compile(r",|\s+(?:en|and|of|or|&|/)\s+|\s+")
_CURLY: Final = str.maketrans("\u2018\u2019\u00b4\u201c\u201d", "'''\"\"")


def read_emails(cell: Cell, most: int = 2) -> tuple[str, ...]:
    """One address, or several of doctors who train together, in the order written."""
    found = list(dict.fromkeys(_checked(address) for address in _addresses(cell.shown)))
    if not found:
        raise Unreadable("email", _WANTED)
    if len(found) > most:
        raise Unreadable("email", Text(f"hoogstens {most} adressen", f"at most {most} addresses"))
    return tuple(found)


def _addresses(text: str) -> Iterator[str]:
    """Each address with what a mail program put around it taken off."""
    for piece in _PIECE.findall(text):
        position = 0
        for found in _WITH_NAME.finditer(piece):
            if piece[position : found.start()].strip():
                raise Unreadable("email", _WANTED)
            position = found.end()
            address = _unwrapped(found["address"])
            yield from _beside(found["name"], address)
            yield address
        yield from (_unwrapped(word) for word in _BETWEEN.split(piece[position:]) if word)


def _beside(name: str, address: str) -> Iterator[str]:
    """Addresses without brackets that stand before ``Naam, Jan <jan@…>``; the name is none."""
    *before, own = name.rpartition(",")[::2] if "@" in name else ("", name)
    if "@" in own and _unwrapped(own.strip().strip('"')).casefold() != address.casefold():
        raise Unreadable("email", _WANTED)  # two addresses for one person, which is meant?
    yield from (_unwrapped(word) for word in _BETWEEN.split("".join(before)) if word)


def _unwrapped(word: str) -> str:
    """Without ``mailto:``, and without brackets or quotes where they are on both sides."""
    plain = word.strip()
    if plain[:7].casefold() == "mailto:":
        plain = unquote(plain[7:].partition("?")[0])
    while len(plain) > 2 and (plain[0], plain[-1]) in (("<", ">"), ("'", "'"), ('"', '"')):
        plain = plain[1:-1].strip()
    return plain


def _checked(address: str) -> str:
    if not _EMAIL.fullmatch(address):
        plain = latin_look(address)
        if plain != address and _EMAIL.fullmatch(plain):
            raise Unreadable("look_alike", _WANTED, plain)
        better = plain.translate(_CURLY).strip("'\"").rstrip(".,;:)")
        better = better.replace("(at)", "@").replace("[at]", "@")
        good = better != address and _EMAIL.fullmatch(better)
        raise Unreadable("email", _WANTED, better if good else "")
    if address.startswith("'"):  # an opening quote that nothing closes, or part of the address?
        raise Unreadable("email", _WANTED, address[1:])
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"
