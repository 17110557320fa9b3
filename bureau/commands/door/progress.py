"""A line on stderr that shows that something is going on, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bureau.commands.door.frame import Work
from koppelronde.domain.language import Text

Tick = Callable[[int, int, Text], None]


def _plain_line(work: Work, title: Text, *, at_once: bool) -> Iterator[Tick]:
    begun = work.as_json

    def tick(_done: int, _total: int, _says: Text) -> None:
        nonlocal begun
        if not begun:
            begun = True
            work.warn(title + Text(" …", " …"))

    if at_once:
        tick(0, 0, title)
    yield tick


@contextmanager
def progress_line(work: Work, title: Text, *, at_once: bool = True) -> Iterator[Tick]:
    """A progress bar on a terminal; one plain line elsewhere; nothing with ``--json``.

    The yielded function takes how many steps are done, how many there are (0 = unknown), and
    what is being done. Unless ``at_once`` the plain line waits for its first call: an act that
    refuses has begun nothing.
    """
    from bureau.commands.door.show import console

    screen = console(err=True)
    if work.as_json or not screen.is_terminal:
        yield from _plain_line(work, title, at_once=at_once)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description}", markup=False), BarColumn(bar_width=30),
        TimeElapsedColumn(), console=screen, transient=True,
    ) as bars:  # fmt: skip
        task = bars.add_task(title.say(work.lang), total=None)

        def tick(done: int, total: int, says: Text) -> None:
            label = f"{title.say(work.lang)}: {says.say(work.lang)}"
            bars.update(task, completed=done, total=total or None, description=label)

        yield tick
