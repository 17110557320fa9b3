"""One step of the demonstration: what it is called, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class Came:
    """What a step says behind its name, and the files that it wrote."""

    said: Text = Text("", "")
    files: tuple[str, ...] = ()


Step = tuple[Text, Callable[[], Came]]
