"""What ``koppel import`` says of the files: what was read, what not, and what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work
from koppelronde.domain.language import Text, same

if TYPE_CHECKING:
    from bureau.workbook.intake import Intake
    from bureau.workbook.rows.desk import Ignored


def say_refused(work: Work, intake: Intake) -> None:
    """What the files would have changed, had it been possible."""
    work.tell(changes=[sentence.say(work.lang) for sentence in intake.changes])
    _list(work, Text("Dit zou veranderen:", "This would change:"), intake.changes)


def say_understood(work: Work, intake: Intake) -> None:
    """How the files were read, and what they change."""
    work.say(intake.summary)
    for count in intake.read:
        work.say(Text("  ", "  ") + count.says())
    for sentence in intake.direction:
        work.say(Text("  ", "  ") + sentence)
    for title, sentences in (
        (Text("Niet gelezen:", "Not read:"), _together(intake.ignored)),
        (Text("Let op:", "Please note:"), intake.notices),
        (Text("Veranderd:", "Changed:"), intake.changes),
    ):
        if sentences:
            work.say()
            _list(work, title, sentences)
    _tell(work, intake)


def _tell(work: Work, intake: Intake) -> None:
    lang = work.lang
    work.tell(
        summary=intake.summary.say(lang),
        read=intake.read,
        direction=[s.say(lang) for s in intake.direction],
        ignored=[_left_out(item).say(lang) for item in intake.ignored],
        notices=[s.say(lang) for s in intake.notices],
        changes=[s.say(lang) for s in intake.changes],
    )


def _list(work: Work, title: Text, sentences: tuple[Text, ...]) -> None:
    work.say(title)
    for sentence in sentences[:40]:
        work.say(f"  - {sentence.say(work.lang)}")
    if len(sentences) > 40:
        more = len(sentences) - 40
        work.say(Text(f"  … en nog {more}", f"  … and {more} more"))


def _together(items: tuple[Ignored, ...]) -> tuple[Text, ...]:
    """What was left out, alike things in one line; first what may be a slip of the pen."""
    alike: dict[tuple[str, str, Text], list[Ignored]] = {}
    for item in items:
        alike.setdefault((item.file, item.what, item.why), []).append(item)
    said = []
    for group in alike.values():
        first, more = group[0], Text("", "")
        if len(group) > 1:
            places = ", ".join(f"{i.sheet} {i.cell}".strip() for i in group[1:6])
            places += " …" if len(group) > 6 else ""
            more = Text("; ook ", "; also ") + same(places)
        said.append(_left_out(first) + more)
    return tuple(sorted(said, key=lambda text: "bedoelt u" not in text.nl))


def _left_out(item: Ignored) -> Text:
    place = " ".join(part for part in (item.file, item.sheet, item.cell) if part)
    what = "" if item.what == item.sheet else f"{item.what}: "
    return Text(f"{place}: {what}{item.why.nl}", f"{place}: {what}{item.why.en}")
