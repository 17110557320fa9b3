"""One TOML file under a magnifying glass: every value asked for, every mistake collected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from koppelronde.domain.errors import Mistake
from koppelronde.domain.language import Text, listed, same

E_ = TypeVar("E_", bound=StrEnum)


@dataclass(slots=True)
class Reading:
    """Collects the mistakes of one file."""

    file: str
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, key: str, read: object, expected: Text, known: Iterable[str] = ()) -> None:
        near = get_close_matches(str(read), list(known), n=1)
        self.mistakes.append(
            Mistake(
                self.file,
                key,
                "",
                "" if read is None else str(read),
                expected,
                near[0] if near else "",
                "procedure",
            )
        )

    def known_keys(self, where: str, table: Mapping[str, Any], known: Iterable[str]) -> None:
        known = list(known)
        for key in table:
            if key not in known:
                near = get_close_matches(str(key), known, n=1)
                expected = Text("een bekende sleutel", "a known key")
                if not near:
                    expected += same(": ") + listed(sorted(known))
                self.wrong(where, key, expected, known)

    def choice(self, where: str, read: object, kinds: type[E_]) -> E_ | None:
        known = [member.value for member in kinds]
        if read in known:
            return kinds(read)
        self.wrong(where, read, Text("een van: ", "one of: ") + listed(known), known)
        return None

    def text(self, where: str, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self.wrong(f"{where}{key}", value, Text("een tekst", "a text"))
        return ""

    def both(self, where: str, value: object) -> Text:
        if isinstance(value, dict) and isinstance(value.get("nl"), str):
            return Text(value["nl"], str(value.get("en", value["nl"])))
        self.wrong(where, value, Text("een tekst met nl en en", "a text with nl and en"))
        return same("")

    def whole(self, where: str, value: object, low: int, high: int) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.wrong(where, value, Text(f"een heel getal van {low} tot en met {high}",
                                      f"a whole number from {low} to {high}"))  # fmt: skip
        return low
