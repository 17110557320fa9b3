"""The frame of every command: the options they all have, and what it works with.

A command is: load → one call → save or print. What it prints for people goes to stdout in the
chosen language; progress and warnings go to stderr. With ``--json`` stdout holds exactly one
object ``{"version": 1, "ok": true, …}``.
"""

from __future__ import annotations

import functools
import getpass
import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from bureau.commands.door.step_words import with_commands
from koppelronde.domain.acting import By
from koppelronde.domain.errors import KoppelError
from koppelronde.domain.language import DEFAULT_LANG, LANGS, Lang, Text
from koppelronde.domain.times import AMSTERDAM

if TYPE_CHECKING:
    from bureau.store.handle import Store

JSON_VERSION: Final = 1
F = TypeVar("F", bound=Callable[..., Any])


OPTIONS_WORD: Final = "[OPTIES]" if os.environ.get("KOPPEL_LANG", "nl") == "nl" else "[OPTIONS]"


def active_language() -> Lang:
    """The language chosen for this run (set by :func:`cli.speak` before this is imported)."""
    return next((lang for lang in LANGS if lang == os.environ.get("KOPPEL_LANG")), DEFAULT_LANG)


def t(nl: str, en: str) -> str:
    """A text in the language of this run."""
    return nl if active_language() == "nl" else en


@dataclass(slots=True)
class Work:
    """Where and for whom one command runs."""

    folder: Path
    store_url: str | None
    lang: Lang
    as_json: bool
    by: str
    answer: dict[str, Any] = field(default_factory=dict)

    def now(self) -> datetime:
        """The present moment; ``KOPPEL_NOW`` (ISO 8601) sets it for rehearsals and tests."""
        fixed = os.environ.get("KOPPEL_NOW")
        moment = datetime.fromisoformat(fixed) if fixed else datetime.now(UTC)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=AMSTERDAM)
        return moment.astimezone(AMSTERDAM).replace(microsecond=0)

    def acting(self) -> By:
        """Who does this, now, on the command line."""
        return By(self.by, self.now(), "koppel")

    def open_store(self, *, create: bool = False) -> Store:
        """The store of this folder."""
        from bureau.store.opening import open_store

        return open_store(self.folder, self.store_url, create=create, clock=self.now)

    def say(self, text: Text | str = "") -> None:
        """One line for the user; nothing with ``--json``."""
        if not self.as_json:
            try:
                click.echo(self.worded(text))
            except BrokenPipeError:
                from bureau.commands.door.show import nobody_reads

                nobody_reads(sys.stdout)

    def warn(self, text: Text | str) -> None:
        """One line on stderr: progress, warnings."""
        click.echo(self.worded(text), err=True)

    def worded(self, text: Text | str) -> str:
        """The text in the language of this run, each step in it as the command to type."""
        said = text.say(self.lang) if isinstance(text, Text) else text
        return with_commands(said, self.lang)

    def tell(self, **values: Any) -> None:
        """Something for the ``--json`` object (docs/json.md); records become plain data."""
        assert not {"version", "ok"} & set(values), "these two are the frame's own"
        self.answer.update(values)

    def path(self, *parts: str) -> Path:
        """A path in the folder of this institute's work."""
        return self.folder.joinpath(*parts)


def command(group: click.Group | None = None, **attributes: Any) -> Callable[[F], click.Command]:
    """Make a function a command with the options that all have; it gets a :class:`Work`."""

    def decorate(function: F) -> click.Command:
        @functools.wraps(function)
        def wrapped(
            *, lang: str, as_json: bool, folder: Path, store_url: str | None, by: str | None,
            **rest: Any,
        ) -> None:  # fmt: skip
            work = Work(folder, store_url, active_language(), as_json, by or _who(), {})
            try:
                function(work, **rest)
            except KoppelError as error:
                error.best = work.answer
                raise
            if as_json:
                print_json({"version": JSON_VERSION, "ok": True, **work.answer})

        for option in reversed(_COMMON):
            wrapped = option(wrapped)
        build: Callable[[Callable[..., Any]], click.Command] = click.command(
            options_metavar=OPTIONS_WORD, **attributes
        )
        made = build(wrapped)
        if group is not None:
            group.add_command(made)
        return made

    return decorate


_COMMON: Final = (
    click.option(
        "--folder", "-C", type=click.Path(file_okay=False, path_type=Path), default=Path(),
        show_default=False, help=t("Map waarin u werkt (standaard: hier).",
                                   "Folder of this work (default: here).")),
    click.option(
        "--store", "store_url", metavar=t("PLEK", "PLACE"), default=None,
        envvar="KOPPEL_DATABASE_URL",
        help=t("Een andere opslag: bestand of postgresql://…",
               "Another store: a file or postgresql://…")),
    click.option(
        "--by", metavar=t("NAAM", "NAME"), default=None, envvar="KOPPEL_BY",
        help=t("Wie dit doet, voor het logboek.", "Who does this, for the journal.")),
    click.option("--json", "as_json", is_flag=True,
                 help=t("Eén JSON-object op stdout.", "One JSON object on stdout.")),
    click.option("--lang", type=click.Choice(LANGS), default=active_language(),
                 help=t("Taal van alles wat u leest.", "Language of all you read.")),
)  # fmt: skip


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


def unknown_name(name: str, known: Mapping[str, Any] | list[str]) -> str:
    """``Opdracht 'matsh' bestaat niet. Bedoelde u 'match'?``."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    hint = t(f" Bedoelde u '{near[0]}'?", f" Did you mean '{near[0]}'?") if near else ""
    return t(f"Opdracht '{name}' bestaat niet.", f"There is no command '{name}'.") + hint


class CommandGroup(click.Group):
    """Commands that belong together; with a ``default`` the name of that one may be left out."""

    def __init__(self, name: str, *, help: str, default: str | None = None) -> None:
        words = t("OPDRACHT [ARGUMENTEN]...", "COMMAND [ARGUMENTS]...")
        super().__init__(
            name=name, help=help, options_metavar=OPTIONS_WORD,
            subcommand_metavar=f"[{words}]" if default else words,
        )  # fmt: skip
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = {*self.commands, "--help", "-h"}
        if self.default is not None and (not args or args[0] not in known):
            takes = any(isinstance(p, click.Argument) for p in self.commands[self.default].params)
            if args and not args[0].startswith("-") and not takes:
                raise click.UsageError(unknown_name(args[0], self.commands), ctx)
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (name, _first_sentence(self.commands[name].help or ""))
            for name in self.list_commands(ctx)
        ]
        with formatter.section(t("Opdrachten", "Commands")):
            formatter.write_dl(rows)


def _first_sentence(text: str) -> str:
    """Whole, where click would cut it off after a number of letters."""
    return re.split(r"(?<=[.?])\s", text.strip(), maxsplit=1)[0]


def print_json(body: Mapping[str, Any]) -> None:
    """The one object on stdout; records become plain data."""
    # Elsewhere than in UTF-8 a name would lose its letters; escaped it comes through whole.
    escaped = not (sys.stdout.encoding or "").lower().startswith("utf")
    whole = json.dumps(worded(body), ensure_ascii=escaped, indent=1, default=_plain)
    sys.stdout.write(whole + "\n")


def worded(value: Any) -> Any:
    """The same with each step in a text as the command to type."""
    if isinstance(value, str):
        return with_commands(value, active_language())
    if isinstance(value, Mapping):
        return {key: worded(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [worded(inside) for inside in value]
    return value if value is None or isinstance(value, int | float) else worded(_plain(value))


def _plain(value: Any) -> Any:
    from bureau.store.codec import to_json_data

    return to_json_data(value)
