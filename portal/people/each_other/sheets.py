"""One person as the other side reads them: practice, days, texts, photo and PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from bureau.inbox.profiles import profile as profile_of
from bureau.inbox.profiles import profiles
from bureau.inbox.records import ProfileRecord, UploadKind, UploadRecord
from bureau.inbox.uploads import uploads_of, uploads_of_round
from koppelronde.domain.language import Text, count, listed
from koppelronde.domain.people import Aios, Hao, Praktijk, Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import Weekday, WorkDays
from koppelronde.domain.travel import TravelTime
from portal.desk import desk
from portal.people.each_other.profile_fields import PAPER, Told, told
from portal.people.own import Me, id_of

WEEK = tuple(Weekday(n) for n in range(5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What may be read of somebody; no address of a home, no number, no code."""

    id: UUID
    side: Side
    code: str
    name: str
    praktijk: Praktijk | None
    town: str
    days: WorkDays
    texts: tuple[Told, ...]
    photo: UploadRecord | None
    paper: UploadRecord | None
    year: int

    @property
    def lead(self) -> str:
        """The first lines, for a card."""
        text = next((row.text.strip() for row in self.texts if row.text.strip()), "")
        return text if len(text) <= 180 else text[:179].rsplit(" ", 1)[0] + " …"

    @property
    def written(self) -> tuple[Told, ...]:
        """The fields that are not empty."""
        return tuple(row for row in self.texts if row.text.strip())

    @property
    def kind(self) -> str:
        """What sort of practice."""
        if self.praktijk is None:
            return ""
        return ", ".join(p for p in (self.praktijk.kind, self.praktijk.surroundings) if p)


@dataclass(frozen=True, slots=True)
class Day:
    """A box of the week; ``mark`` is both, their, mine or empty."""

    name: Text
    mark: str


@dataclass(frozen=True, slots=True)
class Together:
    """The working days of two people side by side, as boxes and in words."""

    days: tuple[Day, ...]
    label: Text
    says: Text


def sheet_of(ronde: Koppelronde, code: str) -> Sheet:
    """The sheet of one person."""
    inbox = desk().inbox
    files = {(code, k): record for k, record in uploads_of(inbox, ronde.name, code).items()}
    return _sheet(ronde, code, profile_of(inbox, ronde.name, code), files)


def sheets(ronde: Koppelronde, people: tuple[Aios | Hao, ...]) -> tuple[Sheet, ...]:
    """Everybody's, in the same order; two questions to the database."""
    inbox = desk().inbox
    texts, files = profiles(inbox, ronde.name), uploads_of_round(inbox, ronde.name)
    empty = ProfileRecord(texts={}, revision=0, saved_at=None, saved_by="")
    return tuple(_sheet(ronde, p.code, texts.get(p.code, empty), files) for p in people)


def together(mine: Me, other: Aios | Hao) -> Together | None:
    """Both weeks; None where either is not known."""
    own, their = mine.person.work_days, other.work_days
    if not own or not their:
        return None
    both = own & their
    marks = {d: "both" if d in both else "their" if d in their else "mine" if d in own else ""
             for d in WEEK}  # fmt: skip
    lead = len(their if mine.is_aios else own)
    return Together(
        tuple(Day(d.short, marks[d]) for d in WEEK),
        Text(f"Samen op {_named(both).nl}. Alleen {_whose(mine.side).nl}: "
             f"{_named(their - own).nl}. Alleen jij: {_named(own - their).nl}.",
             f"Together on {_named(both).en}. Only {_whose(mine.side).en}: "
             f"{_named(their - own).en}. Only you: {_named(own - their).en}."),
        Text(f"{len(both)} van {lead} dagen samen", f"{len(both)} of {lead} days together"),
    )  # fmt: skip


def travel(mine: Me, other: Aios | Hao) -> TravelTime | None:
    """One way, by car; None where it is not known."""
    aios, hao = (mine.person, other) if mine.is_aios else (other, mine.person)
    if not isinstance(aios, Aios) or not isinstance(hao, Hao):
        return None
    return mine.ronde.travel_to_hao(aios, hao)


def counted(mine: Me, number: int) -> Text:
    """``30 opleiders``, ``24 aios``: so many of the other side."""
    if mine.is_aios:
        return count(number, Text("opleider", "trainer"), Text("opleiders", "trainers"))
    return count(number, Text("aios", "trainee"), Text("aios", "trainees"))


def _sheet(
    ronde: Koppelronde, code: str, profile: ProfileRecord,
    files: Mapping[tuple[str, UploadKind], UploadRecord],
) -> Sheet:  # fmt: skip
    person = ronde.person(code)
    assert person is not None
    side = Side.AIOS if isinstance(person, Aios) else Side.HAO
    praktijk = ronde.praktijk_by_code.get(person.praktijk) if isinstance(person, Hao) else None
    town = person.home.town if isinstance(person, Aios) else ""
    texts = told(side, profile)
    if isinstance(person, Hao) and not any(row.text.strip() for row in texts):
        texts = (Told(texts[0].field, person.leerwerkplan), *texts[1:])
    return Sheet(
        id=id_of(ronde, code), side=side, code=code, name=person.name, praktijk=praktijk,
        town=praktijk.place.town if praktijk is not None else town, days=person.work_days,
        texts=texts, photo=files.get((code, UploadKind.PHOTO)),
        paper=files.get((code, PAPER[side])), year=person.year if isinstance(person, Aios) else 0,
    )  # fmt: skip


def _named(days: WorkDays) -> Text:
    ordered = sorted(days)
    if not ordered:
        return Text("geen dag", "no day")
    return Text(listed([d.full.nl for d in ordered]).nl, listed([d.full.en for d in ordered]).en)


def _whose(side: Side) -> Text:
    return (
        Text("de opleider", "the trainer") if side is Side.AIOS else Text("de aios", "the trainee")
    )
