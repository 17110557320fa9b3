"""The words of reading workbooks in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Inlezen", "Reading in")
    lead: Text = Text(
        "Een werkmap wordt in zijn geheel ingelezen, of helemaal niet.",
        "A workbook is read as a whole, or not at all.",
    )
    choose: Text = Text("Werkmap kiezen", "Choose a workbook")
    kinds: Text = Text(
        "Excel of CSV, elk tot 5 MB; meer dan één mag",
        "Excel or CSV, up to 5 MB each; several are fine",
    )
    closed_first: Text = Text(
        "Bewaar hem eerst in Excel en sluit hem: dan is alles erbij.",
        "Save it in Excel and close it first: then everything is in it.",
    )
    read: Text = Text("Lezen en nakijken", "Read and check")
    export: Text = Text(
        "Alles van deze ronde als werkmap ophalen", "Fetch everything of this round as a workbook"
    )
    no_file: Text = Text("Kies eerst een bestand.", "Choose a file first.")
    too_large: Text = Text("Dit bestand is groter dan 5 MB:", "This file is larger than 5 MB:")
    found: Text = Text(
        "Er is niets opgeslagen. Gevonden fouten:", "Nothing was stored. Mistakes found:"
    )
    repair: Text = Text(
        "Verbeter ze in de gemarkeerde werkmap: elke foute cel is rood, met een opmerking erbij. "
        "Lees hem daarna opnieuw in.",
        "Mend them in the marked workbook: every wrong cell is red, with a comment. Then read it "
        "again.",
    )
    marked: Text = Text("Gemarkeerde werkmap ophalen", "Fetch the marked workbook")
    marked_name: Text = Text("fouten", "mistakes")
    where: Text = Text("Waar", "Where")
    was_read: Text = Text("Gelezen", "Read")
    expected: Text = Text("Verwacht", "Expected")
    suggestion: Text = Text("Bedoeld?", "Meant?")
    sheet: Text = Text("blad", "sheet")
    cell: Text = Text("cel", "cell")
    mistakes: Text = Text("Fouten", "Mistakes")
    preview: Text = Text("Zo is het begrepen", "This is how it was understood")
    not_yet: Text = Text("Er is nog niets opgeslagen.", "Nothing was stored yet.")
    direction: Text = Text("Hoe de cijfers zijn gelezen", "How the numbers were read")
    changes: Text = Text("Wat er verandert", "What changes")
    same: Text = Text(
        "Alles stond er al zo; er verandert niets.",
        "Everything stood like this already; nothing changes.",
    )
    ignored: Text = Text("Niet gelezen, en waarom", "Not read, and why")
    notices: Text = Text("Let op", "Please note")
    keep: Text = Text("Overnemen", "Take it over")
    back: Text = Text("Niet overnemen", "Do not take it over")
    done: Text = Text("Overgenomen", "Taken over")
    to_round: Text = Text("Naar Ronde", "To Round")


SAYS: Final = _Says()
