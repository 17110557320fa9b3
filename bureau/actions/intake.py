"""Workbooks in and out: every change that they make, or every mistake that is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from bureau.actions.loading import load_round
from bureau.actions.outcome.sealing import check_seal
from bureau.actions.papers import Papers
from bureau.workbook.intake import Intake, read_files
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import InputMistakes, Mistake, OutOfOrder
from koppelronde.domain.file_names import slug
from koppelronde.domain.language import Lang, Text, same
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.steps import Do, Step, word_steps

if TYPE_CHECKING:
    from bureau.store.handle import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What files say, before anything is stored.

    ``intake.ronde`` is the round that they lead to, from ``before``. ``refused`` says why that
    one cannot be kept (the lists are sealed); None where it can.
    """

    before: Koppelronde
    intake: Intake
    names: tuple[str, ...]
    refused: OutOfOrder | None

    @property
    def changed(self) -> bool:
        """Whether the files say anything that the round did not hold already."""
        return self.intake.ronde != self.before


def understand_files(
    store: Store, _by: By, *, files: Sequence[tuple[str, bytes]], expect_version: int | None = None
) -> Understood:
    """What the files (name, content) would change, in whatever order they come; nothing is stored.

    InputMistakes with all mistakes of all files. OutOfOrder where they only name people who were
    not read yet.
    """
    ronde = load_round(store, expect_version)
    names = tuple(PurePath(name).name for name, _ in files)
    try:
        intake = read_files(list(files), ronde)
    except InputMistakes as error:
        if _nobody_known(ronde, error):
            raise _people_first(names) from None
        raise
    return Understood(
        before=ronde, intake=intake, names=names, refused=_refused(store, ronde, intake)
    )


def keep_understood(store: Store, by: By, *, understood: Understood) -> Koppelronde:
    """Store what was understood; the round as it is then.

    OutOfOrder where it was refused, SavedMeanwhile where somebody saved since it was read.
    """
    if understood.refused is not None:
        raise understood.refused
    if not understood.changed:
        return understood.before
    names = ", ".join(understood.names)
    what = Text(f"ingelezen: {names}", f"imported: {names}")
    for gone in understood.intake.taken_away:
        what += Text("; ", "; ") + gone
    return store.save(understood.intake.ronde, by=by, act=Act.IMPORTED, what=what)


def take_files(
    store: Store, by: By, *, files: Sequence[tuple[str, bytes]], expect_version: int | None = None
) -> Understood:
    """Read the files and store what they say: both of the above in one."""
    understood = understand_files(store, by, files=files, expect_version=expect_version)
    keep_understood(store, by, understood=understood)
    return understood


def marked_copies(
    files: Sequence[tuple[str, bytes]],
    mistakes: Sequence[Mistake],
    *,
    lang: Lang,
    words: Callable[[Step], str],
) -> Mapping[str, bytes]:
    """A copy with red cells of each file that has mistakes, by the name of the file.

    ``words`` is how the door words a step that a mistake points to.
    """
    from bureau.workbook.out.marking import marked_copy

    found = {}
    for name, content in files:
        mine = tuple(
            replace(m, expected=same(word_steps(m.expected.say(lang), words)))
            for m in mistakes
            if m.file == name
        )
        if mine:
            found[name] = marked_copy(content, mine, lang)
    return found


def export_round(store: Store, _by: By, *, lang: Lang) -> Papers:
    """Everything that was read about the round, as one workbook that can be read again."""
    from bureau.workbook.out.exporting import round_workbook

    ronde = store.load()
    what = Text("uitvoer", "export")
    name = f"{slug(ronde.name)}-{what.say(lang)}.xlsx"
    return Papers(
        ronde=ronde, folder="", files={name: round_workbook(ronde)}, what=what,
        about=Subject(kind="round"), act=Act.EXPORTED,
    )  # fmt: skip


def _refused(store: Store, ronde: Koppelronde, intake: Intake) -> OutOfOrder | None:
    """Why this may not be stored: it would change what was sealed."""
    from bureau.actions.kept import load_documents

    try:
        check_seal(intake.ronde)
    except OutOfOrder as refused:
        documents = load_documents(store, ronde)
        if documents.announced or documents.announced_before:
            refused.remedy = (
                Text("De uitslag is bekendgemaakt, dus de verzegeling blijft. Wie uitvalt en wat "
                     "openblijft regelt u met  ",
                     "The result is announced, so the seal stays. Settle who drops out and what "
                     "stays open with  ")
                + Step(Do.SETTLE).said
                + Text(" ; met een opleider van buiten deze ronde maakt u de afspraak zelf, of in "
                       "een nieuwe ronde:  ",
                       " ; with a trainer from outside this round you agree yourself, or in a new "
                       "round:  ")
                + Step(Do.BEGIN_ANOTHER).said
            )  # fmt: skip
        return refused
    return None


def _nobody_known(ronde: Koppelronde, error: InputMistakes) -> bool:
    """Nothing is wrong but that the people whom these sheets name were not read yet."""
    empty = not (ronde.aios or ronde.haos or ronde.praktijken)
    return empty and all(
        m.kind in {"unknown_aios", "unknown_hao", "unknown_praktijk"} for m in error.mistakes
    )


def _people_first(names: tuple[str, ...]) -> OutOfOrder:
    return OutOfOrder(
        Text(
            "Er zijn nog geen aios, HAO's en praktijken ingelezen, en deze bladen noemen hun "
            "codes. Er is niets opgeslagen.",
            "No trainees, trainers and practices were read yet, and these sheets name their "
            "codes. Nothing was stored.",
        ),
        Text("Lees het bestand met de deelnemers mee in:  ",
             "Read the file with the participants too:  ")
        + Step(Do.READ_PEOPLE_TOO, (" ".join(names),)).said,
    )  # fmt: skip
