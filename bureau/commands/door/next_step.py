"""The command for now, as the last line of a command that was carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work, active_language
from bureau.commands.door.step_words import command_for
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde


def next_command(store: Store, ronde: Koppelronde) -> str:
    """What to type next; empty where nothing is left to do."""
    from bureau.actions.order import step_now

    step = step_now(store, ronde)
    return "" if step is None else command_for(step, active_language())


def say_next(work: Work, store: Store, ronde: Koppelronde) -> None:
    """The last line of a command that was carried out."""
    command = next_command(store, ronde)
    if command:
        work.say(Text(f"Nu:  {command}", f"Next:  {command}"))
