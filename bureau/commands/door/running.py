"""A run of the program: a command line in, an exit code out, and how errors are shown.

Commands are imported when they are asked for. What a user can act on is said in words, with the
exit code of its kind (koppelronde/domain/errors.py); an error of ours is never swallowed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from io import StringIO
from typing import Any

import click

from bureau.commands.door.bug import DEBUG_VARIABLE, EXIT_CODE, bug_places, bug_said
from bureau.commands.door.frame import (
    JSON_VERSION,
    OPTIONS_WORD,
    active_language,
    print_json,
    t,
    unknown_name,
)
from bureau.commands.door.step_words import with_commands
from koppelronde.domain.errors import InputMistakes, KoppelError, NoPlanExists
from koppelronde.domain.language import LANGS, Text
from koppelronde.domain.plain_text import without_commands


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
        found = getattr(import_module(f"bureau.commands.{module}"), attribute)
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


def run(table: Mapping[str, tuple[str, Text]], arguments: list[str]) -> int:
    """Run a command line; returns the exit code."""
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
            "Hulp bij een opdracht: koppel OPDRACHT --help. English: koppel --lang en",
            "Help on one command: koppel COMMAND --help",
        ),
    )
    group.params.append(
        click.Option(["--lang"], type=click.Choice(LANGS), expose_value=False,
                     help=t("Taal: nl of en.", "Language: nl or en."))
    )  # fmt: skip
    group = click.version_option(package_name="koppelcarrousel", prog_name="koppelcarrousel")(group)
    as_json = "--json" in arguments
    before = _commits_begun()
    try:
        group.main(_without_language(arguments), prog_name="koppel", standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as wrong:
        if as_json:
            print_json({"version": JSON_VERSION, "ok": False, "exit": wrong.exit_code,
                         "error": wrong.format_message()})  # fmt: skip
        said = StringIO()
        wrong.show(said)
        click.echo(without_commands(said.getvalue(), lines=True), err=True, nl=False)
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
    module = sys.modules.get("bureau.store.connection")
    return 0 if module is None else int(module.commits_begun())


def _show_bug(error: Exception, as_json: bool, *, stored: bool) -> None:
    says = bug_said(stored=stored).say(active_language())
    places = bug_places(error)
    if as_json:
        print_json({"version": JSON_VERSION, "ok": False, "exit": EXIT_CODE, "error": says,
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
    says = with_commands(error.says.say(lang), lang)
    if as_json:
        body: dict[str, Any] = {"version": JSON_VERSION, "ok": False, "exit": error.exit_code}
        body["error"] = says
        body |= error.best
        if isinstance(error, InputMistakes):
            body["mistakes"] = [
                {
                    "file": m.file, "sheet": m.sheet, "cell": m.cell, "read": m.read,
                    "expected": m.expected.say(lang), "suggestion": m.suggestion, "kind": m.kind,
                }
                for m in error.mistakes
            ]  # fmt: skip
        if isinstance(error, NoPlanExists):
            body["reasons"] = [reason.say(lang) for reason in error.reasons]
            body["remedies"] = [remedy.say(lang) for remedy in error.remedies]
        if error.remedy is not None:
            body["remedy"] = error.remedy.say(lang)
        print_json(body)
    click.secho(says, err=True, fg="red", bold=True)
    if isinstance(error, InputMistakes):
        from bureau.commands.door.show import show_mistakes

        show_mistakes(error.mistakes, lang)
    if isinstance(error, NoPlanExists):
        for reason in error.reasons:
            click.echo(f"  - {with_commands(reason.say(lang), lang)}", err=True)
        if error.remedies:
            click.echo(t("Wat helpt, het goedkoopste eerst:", "What helps, cheapest first:"),
                       err=True)  # fmt: skip
            for remedy in error.remedies:
                click.echo(f"  - {with_commands(remedy.say(lang), lang)}", err=True)
    if error.remedy is not None:
        click.echo(with_commands(error.remedy.say(lang), lang), err=True)
