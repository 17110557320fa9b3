"""Papers into a folder of the coordinator's, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.file_names import slug
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.papers import Papers
    from bureau.commands.door.frame import Work
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde


def hand_out_papers(
    work: Work, store: Store, papers: Papers, *, also_none: bool = False
) -> list[str]:
    """Write what an act made; the paths, none where it made nothing (:func:`hand_out`).

    With ``also_none`` a folder of before is emptied then: it holds what is out of date.
    """
    if not papers.files and not also_none:
        return []
    return hand_out(
        work, store, papers.ronde, papers.folder, papers.files, papers.what, papers.about,
        papers.act,
    )  # fmt: skip


def hand_out(
    work: Work, store: Store, ronde: Koppelronde, name: str, files: Mapping[str, bytes], what: Text,
    subject: Subject, act: Act = Act.PRINTED,
) -> list[str]:  # fmt: skip
    """Write a folder of papers of this round (``maart-2027/<name>``), whole or not at all.

    The store is told first, so that erasing personal data later finds the copies. Returns the
    paths, those of the folder itself before those in folders within it.
    """
    from bureau.store.copies.exports import write_folder

    if any(file.endswith(".pdf") for file in files):
        tell_unprintable(work, ronde)
    target = work.path(slug(ronde.name), name)
    with store.writing_papers(target, files, by=work.acting(), what=what, act=act, subject=subject):
        write_folder(target, files)
    return [str(target / file) for file in sorted(files, key=lambda name: (name.count("/"), name))]


def tell_unprintable(work: Work, ronde: Koppelronde) -> None:
    """Whose name has a letter that paper cannot show; a stand-in is printed for it."""
    from koppelronde.press.glyphs import unprintable

    found = unprintable(ronde)
    for finding in found:
        work.warn(Text("  ! ", "  ! ") + finding.says)
    if found:
        work.tell(unprintable=list(found))
