"""The frame of every command: options they all have, lazy loading, and how errors are shown.

A command is: load → one call → save or print. What it prints for people goes to stdout in the
chosen language; progress and warnings go to stderr. With ``--json`` stdout holds exactly one
object ``{"version": 1, "ok": true, …}``.
"""

from __future__ import annotations

import functools
import getpass
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from koppelronde.commands.bug import DEBUG_VARIABLE, EXIT_CODE, bug_places, bug_said
from koppelronde.errors import InputMistakes, KoppelError, NoPlanExists
from koppelronde.language import DEFAULT_LANG, LANGS, Lang, Text
from koppelronde.times import AMSTERDAM

if TYPE_CHECKING:
    from koppelronde.store.handle import Store

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

    def open_store(self, *, create: bool = False) -> Store:
        """The store of this folder."""
        from koppelronde.store.opening import open_store

        return open_store(self.folder, self.store_url, create=create, clock=self.now)

    def say(self, text: Text | str = "") -> None:
        """One line for the user; nothing with ``--json``."""
        if not self.as_json:
            try:
                click.echo(text.say(self.lang) if isinstance(text, Text) else text)
            except BrokenPipeError:
                from koppelronde.commands.show import nobody_reads

                nobody_reads(sys.stdout)

    def warn(self, text: Text | str) -> None:
        """One line on stderr: progress, warnings."""
        click.echo(text.say(self.lang) if isinstance(text, Text) else text, err=True)

    def tell(self, **values: Any) -> None:
        """Something for the ``--json`` object; records are turned into plain data."""
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
            except NoPlanExists as error:
                error.best = work.answer
                raise
            if as_json:
                _print_json({"version": JSON_VERSION, "ok": True, **work.answer})

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
        show_default=False, help=t("Map van dit werk (standaard: hier).",
                                   "Folder of this work (default: here).")),
    click.option(
        "--store", "store_url", envvar="KOPPEL_DATABASE_URL", default=None,
        help=t("Een andere opslag: bestand of postgresql://…",
               "Another store: a file or postgresql://…")),
    click.option(
        "--by", default=None, envvar="KOPPEL_BY",
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


class _LazyGroup(click.Group):
    """A group that knows the names and one-line helps, and imports a command when it is run."""

    def __init__(self, table: Mapping[str, tuple[str, Text]], **attributes: Any) -> None:
        super().__init__(**attributes)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        from importlib import import_module

        module, _, attribute = self.table[cmd_name][0].partition(":")
        found = getattr(import_module(f"koppelronde.commands.{module}"), attribute)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.table:
            raise click.UsageError(unknown_name(args[0], self.table), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, says.say(active_language())) for name, (_, says) in self.table.items()]
        with formatter.section(t("Opdrachten", "Commands")):
            formatter.write_dl(rows)


def unknown_name(name: str, known: Mapping[str, Any] | list[str]) -> str:
    """``Opdracht 'matsh' bestaat niet. Bedoelde u 'match'?``."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    hint = t(f" Bedoelde u '{near[0]}'?", f" Did you mean '{near[0]}'?") if near else ""
    return t(f"Opdracht '{name}' bestaat niet.", f"There is no command '{name}'.") + hint


def run(table: Mapping[str, tuple[str, Text]], arguments: list[str]) -> int:
    """Run a command line; returns the exit code."""
    from importlib.metadata import version

    group = _LazyGroup(
        table,
        name="koppel",
        help=t(
            "Koppelt aios aan huisartsopleiders: van koppelcarrousel tot uitslag.\n\n"
            "Begin met:  koppel demo --into demo",
            "Couples GP trainees to GP trainers: from carousel to results.\n\n"
            "Start with:  koppel demo --into demo",
        ),
        options_metavar=OPTIONS_WORD,
        subcommand_metavar=t("OPDRACHT [ARGUMENTEN]...", "COMMAND [ARGUMENTS]..."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        epilog=t(
            "Hulp bij een opdracht: koppel OPDRACHT --help. In English: koppel --lang en --help",
            "Help on one command: koppel COMMAND --help",
        ),
    )
    group.params.append(
        click.Option(["--lang"], type=click.Choice(LANGS), expose_value=False,
                     help=t("Taal: nl of en.", "Language: nl or en."))
    )  # fmt: skip
    group = click.version_option(version("koppelcarrousel"), prog_name="koppelcarrousel")(group)
    as_json = "--json" in arguments
    before = _commits_begun()
    try:
        group.main(_without_language(arguments), prog_name="koppel", standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as wrong:
        if as_json:
            _print_json({"version": JSON_VERSION, "ok": False, "exit": wrong.exit_code,
                         "error": wrong.format_message()})  # fmt: skip
        wrong.show()
        return wrong.exit_code
    except (click.Abort, KeyboardInterrupt):
        if _commits_begun() == before:
            click.echo(t("\nGestopt. De opslag is zoals zij was.",
                         "\nStopped. The store is as it was."), err=True)  # fmt: skip
        else:
            click.echo(t("\nGestopt. Wat al was bewaard, staat in  koppel journal",
                         "\nStopped. What was saved already is in  koppel journal"),
                       err=True)  # fmt: skip
        return 130
    except BrokenPipeError:
        return 0
    except KoppelError as error:
        _show(error, as_json)
        return error.exit_code
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE) == "1":
            raise
        _show_bug(error, as_json, stored=_commits_begun() != before)
        return EXIT_CODE
    return 0


def _commits_begun() -> int:
    """Without importing the store where no command did."""
    module = sys.modules.get("koppelronde.store.connection")
    return 0 if module is None else int(module.commits_begun())


def _show_bug(error: Exception, as_json: bool, *, stored: bool) -> None:
    says = bug_said(stored=stored).say(active_language())
    places = bug_places(error)
    if as_json:
        _print_json({"version": JSON_VERSION, "ok": False, "exit": EXIT_CODE, "error": says,
                     "places": places})  # fmt: skip
    click.secho(says, err=True, fg="red", bold=True)
    for place in places:
        click.echo(place, err=True)


def _without_language(arguments: list[str]) -> list[str]:
    """``--lang en`` has done its work and may stand anywhere; a wrong value is left for click."""
    kept: list[str] = []
    words = iter(arguments)
    for word in words:
        value = next(words, "") if word == "--lang" else word.removeprefix("--lang=")
        if word != "--lang" and not word.startswith("--lang="):
            kept.append(word)
        elif value not in LANGS:
            kept += ["--lang", value]
    return kept


def _show(error: KoppelError, as_json: bool) -> None:
    lang = active_language()
    says = error.says.say(lang)
    if as_json:
        body: dict[str, Any] = {"version": JSON_VERSION, "ok": False, "exit": error.exit_code}
        body["error"] = says
        if isinstance(error, InputMistakes):
            body["mistakes"] = [
                {
                    "file": m.file, "sheet": m.sheet, "cell": m.cell, "read": m.read,
                    "expected": m.expected.say(lang), "suggestion": m.suggestion, "kind": m.kind,
                }
                for m in error.mistakes
            ]  # fmt: skip
        if isinstance(error, NoPlanExists):
            body |= error.best
            body["reasons"] = [reason.say(lang) for reason in error.reasons]
            body["remedies"] = [remedy.say(lang) for remedy in error.remedies]
        _print_json(body)
    click.secho(says, err=True, fg="red", bold=True)
    if isinstance(error, InputMistakes):
        from koppelronde.commands.show import show_mistakes

        show_mistakes(error.mistakes, lang)
    if isinstance(error, NoPlanExists):
        for reason in error.reasons:
            click.echo(f"  - {reason.say(lang)}", err=True)
        if error.remedies:
            click.echo(t("Wat helpt, het goedkoopste eerst:", "What helps, cheapest first:"),
                       err=True)  # fmt: skip
            for remedy in error.remedies:
                click.echo(f"  - {remedy.say(lang)}", err=True)
    if error.remedy is not None:
        click.echo(error.remedy.say(lang), err=True)


def _print_json(body: Mapping[str, Any]) -> None:
    # Elsewhere than in UTF-8 a name would lose its letters; escaped it comes through whole.
    escaped = not (sys.stdout.encoding or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(body, ensure_ascii=escaped, indent=1, default=_plain) + "\n")


def _plain(value: Any) -> Any:
    from koppelronde.store.codec import to_json_data

    return to_json_data(value)
