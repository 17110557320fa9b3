"""What somebody can tell about themselves: plain text, each field with a question that helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bureau.inbox.records import ProfileRecord, UploadKind
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side


@dataclass(frozen=True, slots=True)
class Field:
    """One text; ``name`` is its key in the profile."""

    name: str
    label: Text
    hint: Text


FIELDS: Final = {
    Side.AIOS: (
        Field("about", Text("Wie ben je?", "Who are you?"),
              Text("Wat een opleider van je moet weten om een goed gesprek te beginnen.",
                   "What a trainer needs to know to begin a good conversation.")),
        Field("experience", Text("Ervaring", "Experience"),
              Text("Werk, coschappen, onderzoek, vrijwilligerswerk.",
                   "Jobs, clerkships, research, voluntary work.")),
        Field("wishes", Text("Leerwensen", "What you want to learn"),
              Text("Wat wil je dit jaar leren, en wat voor praktijk past daarbij?",
                   "What do you want to learn this year, and which practice goes with it?")),
    ),
    Side.HAO: (
        Field("practice", Text("De praktijk", "The practice"),
              Text("De patiënten, het team, wat deze praktijk bijzonder maakt.",
                   "The patients, the team, what is special here.")),
        Field("learn", Text("Wat kun je hier leren?", "What can be learned here?"),
              Text("Het leerwerkplan in het kort.", "The training plan in short.")),
        Field("guidance", Text("Begeleiding", "Supervision"),
              Text("Leergesprekken, spreekkamer, diensten, wie er is als jij er niet bent.",
                   "Teaching talks, consulting room, shifts, who is there when you are not.")),
    ),
}  # fmt: skip

PAPER: Final = {Side.AIOS: UploadKind.CV, Side.HAO: UploadKind.LEERWERKPLAN}
PAPER_NAMES: Final = {
    Side.AIOS: Text("Cv", "CV"),
    Side.HAO: Text("Leerwerkplan", "Training plan"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A field with what somebody wrote in it."""

    field: Field
    text: str


def told(side: Side, profile: ProfileRecord) -> tuple[Told, ...]:
    """Every field of that side, also empty ones."""
    return tuple(Told(f, profile.texts.get(f.name, "")) for f in FIELDS[side])


def begun(profile: ProfileRecord) -> bool:
    """Whether somebody wrote anything at all."""
    return any(text.strip() for text in profile.texts.values())
