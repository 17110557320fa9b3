"""Why the visits cannot all be planned, as a record: who, where, how many, and what would help."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from koppelronde.domain.language import Text, count, listed


class RemedyKind(StrEnum):
    """What a coordinator can ask for, cheapest first."""

    MOMENT = "moment"
    CAP = "cap"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True, order=True)
class Remedy:
    """One thing to ask: ``was`` and ``becomes`` are visits (moments for MOMENT)."""

    kind: RemedyKind
    code: str
    was: int
    becomes: int

    @property
    def says(self) -> Text:
        """``grens 6 → 7 bij P11``."""
        return remedy_says(self.kind, self.was, self.becomes, Text(self.code, self.code))


def remedy_says(kind: RemedyKind, was: int, becomes: int, where: Text) -> Text:
    """One thing to ask of one or several: ``grens 6 → 7 bij P11 en P12``."""
    if kind is RemedyKind.MOMENT:
        more = becomes - was
        return Text(
            f"{more} bezoekmoment{'en' if more > 1 else ''} meer bij {where.nl}",
            f"{more} more visit moment{'s' if more > 1 else ''} at {where.en}",
        )
    if kind is RemedyKind.CAP:
        return Text(f"grens {was} → {becomes} bij {where.nl}",
                    f"cap {was} → {becomes} at {where.en}")  # fmt: skip
    return Text(f"minimum {was} → {becomes} voor {where.nl}",
                f"minimum {was} → {becomes} for {where.en}")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """A group of AIOS that cannot all get their minimum, and the practices they could visit.

    ``any_one`` says that one of the remedies is enough (else all of them are needed);
    ``everybody`` and ``everywhere`` say that the group is all AIOS and all practices;
    ``never_open`` are those of which the moments and the trainers' days never meet.
    ``needed`` visits, of which ``by_cap`` fit the caps and ``possible`` also the moments. Leaving
    any of the AIOS out makes the reason disappear.
    """

    aios: tuple[str, ...]
    praktijken: tuple[str, ...]
    needed: int
    by_cap: int
    possible: int
    remedies: tuple[Remedy, ...] = field(default=())
    any_one: bool = False
    everybody: bool = False
    everywhere: bool = False
    never_open: tuple[str, ...] = ()

    @property
    def says(self) -> Text:
        """The reason in one sentence."""
        who = _named(self.aios, self.everybody, Text("aios", "trainee"), Text("aios", "trainees"))
        where = _named(self.praktijken, self.everywhere, Text("praktijk", "practice"),
                       Text("praktijken", "practices"))  # fmt: skip
        can = Text("kan naar" if len(self.aios) == 1 else "kunnen samen naar", "can visit")
        if not self.praktijken:
            fits = Text("er is daar geen moment of geen opleider die mag",
                        "there is no moment or no trainer who may")  # fmt: skip
        elif self.by_cap <= self.possible:
            fits = Text(f"die laten samen {self.possible} bezoeken van hen toe",
                        f"which together allow {self.possible} visits of theirs")  # fmt: skip
        else:
            fits = Text(
                f"die laten {self.by_cap} bezoeken van hen toe, maar op hun dagen "
                f"{'past' if self.possible == 1 else 'passen'} er {self.possible}",
                f"which allow {self.by_cap} visits of theirs, but only {self.possible} fit "
                "their days",
            )
        never = Text("", "")
        if self.never_open:
            at = listed(self.never_open)
            never = Text(
                f" Bij {at.nl} valt geen bezoekmoment op een werkdag van een opleider.",
                f" At {at.en} no visit moment falls on a working day of a trainer.",
            )
        return Text(
            f"{who.nl[0].upper()}{who.nl[1:]} {can.nl} {where.nl}; {fits.nl}; "
            f"nodig {_are(self.needed).nl} er {self.needed}.{never.nl}",
            f"{who.en[0].upper()}{who.en[1:]} {can.en} {where.en}; {fits.en}; "
            f"{self.needed} {_are(self.needed).en} needed.{never.en}",
        )

    @property
    def what_helps(self) -> Text:
        """The remedies in one sentence: all of them, or any one of them."""
        between = Text("; of ", "; or ") if self.any_one else Text("; ", "; ")
        alike: dict[tuple[RemedyKind, int, int], list[str]] = {}
        for remedy in self.remedies:
            alike.setdefault((remedy.kind, remedy.was, remedy.becomes), []).append(remedy.code)
        says = [
            remedy_says(kind, was, becomes, _either(codes) if self.any_one else listed(codes))
            for (kind, was, becomes), codes in alike.items()
        ]
        where = Text("", "")
        if any(remedy.kind is RemedyKind.MINIMUM for remedy in self.remedies):
            where = Text(" (blad AIOS, kolom 'Minimum bezoeken')",
                         " (sheet AIOS, column 'Minimum bezoeken')")  # fmt: skip
        return Text(
            f"Wat helpt: {between.nl.join(one.nl for one in says)}{where.nl}.",
            f"What helps: {between.en.join(one.en for one in says)}{where.en}.",
        )


def _either(codes: list[str]) -> Text:
    """``A, B of C`` / ``A, B or C``."""
    head, last = ", ".join(codes[:-1]), codes[-1]
    return Text(f"{head} of {last}", f"{head} or {last}") if head else Text(last, last)


def _are(number: int) -> Text:
    return Text("is", "is") if number == 1 else Text("zijn", "are")


def _named(codes: tuple[str, ...], everyone: bool, one: Text, many: Text) -> Text:
    """``alle 24 aios`` / ``3 praktijken (P01, P02 en P07)``."""
    if everyone and len(codes) > 1:
        return Text("alle ", "all ") + count(len(codes), one, many)
    if not codes:
        return Text("geen enkele " + one.nl, "no " + one.en)
    names = listed(codes)
    number = count(len(codes), one, many)
    return Text(f"{number.nl} ({names.nl})", f"{number.en} ({names.en})")
