"""Papers as an act hands them to a door: names and bytes; the door decides where they go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Files that belong together.

    ``files`` by name; a name may hold a folder (``agenda/A01.ics``). ``folder`` is what they are
    called together, ``what`` is what the journal says of them, ``act`` and ``about`` what a program
    reads of that.
    """

    ronde: Koppelronde
    folder: str
    files: Mapping[str, bytes]
    what: Text
    about: Subject
    act: Act = Act.PRINTED
