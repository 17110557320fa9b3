"""The words of the first page of the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Ronde", "Round")
    none: Text = Text("Er is nog geen ronde", "There is no round yet")
    how_far: Text = Text("Hoever is iedereen?", "How far is everybody?")
    aios: Text = Text("Aios", "Trainees")
    haos: Text = Text("Opleiders", "Trainers")
    active: Text = Text("account actief", "account active")
    lists: Text = Text("voorkeurslijst ingeleverd", "ranked list handed in")
    of: Text = Text("van", "of")
    next: Text = Text("De volgende stap", "The next step")
    over: Text = Text("Alles is gedaan", "Everything is done")
    go: Text = Text("Naar", "To")
    phases: Text = Text("De fasen", "The phases")
    phase: Text = Text("Fase", "Phase")
    stands: Text = Text("Stand", "Standing")
    until: Text = Text("Uiterlijk", "By")
    not_yet: Text = Text("Wie moet nog iets doen?", "Who has not yet?")
    nobody: Text = Text("Op niemand hoeft gewacht te worden.", "Nobody is being waited for.")
    who: Text = Text("Wie", "Who")
    what: Text = Text("Wat ontbreekt", "What is missing")
    since: Text = Text("Kan sinds", "Possible since")
    late: Text = Text("dagen te laat", "days late")
    reach: Text = Text("Bereiken", "Reach")
    all: Text = Text("Alles", "All")
    filter: Text = Text("Toon", "Show")
    choose: Text = Text("Kies", "Choose")
    remind: Text = Text("Herinner wie is aangevinkt", "Remind those who are ticked")
    reminded: Text = Text("{} herinneringen gaan nu weg.", "{} reminders leave now.")


SAYS: Final = _Says()
