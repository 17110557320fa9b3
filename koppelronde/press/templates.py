"""The texts of letters, mails and telephone scripts, as files without logic.

In an installed program they are inside the package (``koppelronde/_templates``); in a checkout
they stand in ``templates/`` beside it. A template holds ``{fields}``; every field must be known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from koppelronde.domain.language import LANGS, Lang

_FIELD: Final = re.compile(r"\{([a-z_]+)\}")


def _root() -> Traversable:
    packed = resources.files("koppelronde") / "_templates"
    if packed.is_dir():
        return packed
    return Path(__file__).resolve().parents[2] / "templates"


def template(folder: str, name: str, lang: Lang) -> str:
    """The text ``templates/<folder>/<name>.<lang>.txt``, without the newline at its end.

    Raises FileNotFoundError for a template that the program does not have.
    """
    return (_root() / folder / f"{name}.{lang}.txt").read_text("utf-8").rstrip("\n")


def template_file(folder: str, name: str) -> str:
    """The text of one file of a folder as it is: a page, a style sheet, a script."""
    return (_root() / folder / name).read_text("utf-8")


def template_names(folder: str) -> tuple[str, ...]:
    """The templates of that folder that exist in every language, by name."""
    files = {item.name for item in (_root() / folder).iterdir()}
    stems = {name.split(".")[0] for name in files}
    return tuple(
        sorted(stem for stem in stems if all(f"{stem}.{lang}.txt" in files for lang in LANGS))
    )


def templates_in(folder: str, lang: Lang) -> dict[str, str]:
    """All templates of a folder in one language, by name."""
    return {name: template(folder, name, lang) for name in template_names(folder)}


def fields_of(text: str) -> frozenset[str]:
    """The fields that a template uses."""
    return frozenset(_FIELD.findall(text))


def fill(text: str, fields: Mapping[str, str]) -> str:
    """The text with its fields filled in, once: braces inside a value stay what they are.

    Raises KeyError with the name of a field that the caller does not give.
    """
    return _FIELD.sub(lambda found: fields[found.group(1)], text)
