"""A kind of paper by the word that somebody typed."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text, listed

K = TypeVar("K", bound=StrEnum)


def chosen(kinds: type[K], word: str) -> K:
    """The kind of paper of that name; WrongUse naming those there are."""
    if word in list(kinds):
        return kinds(word)
    raise WrongUse(
        Text(f"'{word}' is geen soort papier. Er zijn: ", f"'{word}' is no kind of paper. Known: ")
        + listed([kind.value for kind in kinds])
    )
