"""The sheet Ronde: one fact a line, into :class:`Settings`."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from bureau.workbook.files.cells import Cell, address
from bureau.workbook.files.characters import folded
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.number_labels import NO_LIMIT
from bureau.workbook.layout.recognising import Found
from bureau.workbook.layout.ronde_facts import FACTS, fact_keys, label_of
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.reading import Line, lines
from bureau.workbook.values.single import Unreadable, read_text, read_whole
from koppelronde.domain.counted import LINES, counted
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import NUMBERS
from koppelronde.domain.ronde import Contact, Koppelronde, Settings

NO_WORDS: Final = frozenset({*(folded(word) for word in NO_LIMIT.values()), "geen", "onbeperkt"})
_OF_ONE: Final = re.compile(r"[(\s:][A-Za-z]{1,3}[-\s]?\d{1,5}\)?\s*$")
"""A label that ends with somebody's code."""


def read_ronde(desk: Desk, found: Found, ronde: Koppelronde, settings: Settings) -> Settings:
    """The settings with what this sheet says: an empty value is not set, or no longer.

    A label that is not on the sheet leaves what was known.
    """
    keys = fact_keys(ronde)
    tally = desk.tally(Kind.RONDE)
    seen: dict[str, str] = {}
    empty = 0
    for line in lines(desk, found, Kind.RONDE, "label"):
        label = line.shown("label")
        # "Minimum bezoeken (A03)" is about one person: never everybody's number.
        own = _OF_ONE.search(label)
        key = keys.get(folded(label))
        if key is None and not own:
            key = keys.get(folded(label.partition("(")[0]))
        place = address(line.row.number, found.columns["label"][0])
        if key is None:
            near = get_close_matches(folded(label), keys, n=1, cutoff=0.75)
            hint = label_of(keys[near[0]]) if near else ""
            why = Text("onbekend gegeven", "unknown fact")
            if own:
                why = why + Text(
                    "; een getal voor één aios of praktijk hoort op diens eigen regel, bij aios in "
                    "kolom 'Minimum bezoeken', bij praktijken in 'Maximum bezoeken'",
                    "; a number for one trainee or practice belongs in their own line, for "
                    "trainees in column 'Minimum bezoeken', for practices in 'Maximum bezoeken'",
                )
            elif hint:
                why = why + Text(f"; bedoelt u '{hint}'?", f"; did you mean '{hint}'?")
            desk.skip(found.sheet, place, label, why)
            tally.ignored += 1
            continue
        if key in seen and line.cells("value"):
            line.wrong_at(
                "label",
                Text(
                    f"één keer '{label_of(key)}'; het staat ook in {seen[key]}",
                    f"'{label_of(key)}' once; it is also in {seen[key]}",
                ),
                "doubled_fact",
            )
            tally.refused += 1
            continue
        seen[key] = place
        if line.cells("value"):
            after = _one_fact(line, key, ronde, settings)
        else:
            after = _without(key, settings)
            if after == settings:
                empty += 1
                tally.ignored += 1
                continue
        if line.marred:
            tally.refused += 1
        elif after == settings:
            tally.unchanged += 1
        else:
            tally.stored += 1
        settings = after
    if empty:
        desk.skip(found.sheet, "", counted(empty, LINES).nl, Text("niet ingevuld", "not filled in"))
    return settings


def _without(key: str, settings: Settings) -> Settings:
    """The settings as if nobody had ever said this; what the procedure says holds again."""
    if key.startswith("number:"):
        numbers = {name: n for name, n in settings.numbers.items() if name != key[7:]}
        reasons = {name: why for name, why in settings.reasons.items() if name != key[7:]}
        return replace(settings, numbers=numbers, reasons=reasons)
    if key in ("name", "procedure"):
        return settings
    if key.startswith("contact_"):
        return replace(settings, contact=replace(settings.contact, **{key[8:]: ""}))
    return replace(settings, **{key: getattr(Settings(), key)})


def _one_fact(line: Line, key: str, ronde: Koppelronde, settings: Settings) -> Settings:
    if key.startswith("number:"):
        name = key[7:]
        number = line.get("value", lambda cell: _read_number(cell, name), -1)
        if number == 0 and name in NO_LIMIT and folded(line.shown("value")) not in NO_WORDS:
            word = NO_LIMIT[name]
            line.desk.notices.append(
                Text(
                    f"Ronde: {label_of(key)} 0 is gelezen als '{word}'. Schrijf dat zo; op de "
                    "andere bladen is 0 geen enkele.",
                    f"Ronde: {label_of(key)} 0 was read as '{word}'. Write it so; on the other "
                    "sheets 0 means none at all.",
                )
            )
        if number < 0:
            return settings
        numbers = dict(settings.numbers)
        reasons = dict(settings.reasons)
        numbers[name] = number
        reason = line.get("reason", read_text, "")
        if reason:
            reasons[name] = reason
        usual = ronde.procedure.number("practice_cap")
        if name == "practice_cap" and usual and not 0 < number <= usual and not reason:
            _cap_needs_reason(line, usual)
        return replace(settings, numbers=dict(sorted(numbers.items())), reasons=reasons)
    value = line.get("value", FACTS[key].read, None)
    if value is None:
        return settings
    if key == "name":
        if folded(value) != folded(ronde.name):
            line.desk.notices.append(
                Text(
                    f"Het blad Ronde heet '{value}', deze ronde heet '{ronde.name}'.",
                    f"The sheet Ronde says '{value}', this round is called '{ronde.name}'.",
                )
            )
        return settings
    if key == "procedure":
        known = (ronde.procedure.code, ronde.procedure.name)
        if folded(value) not in [folded(name) for name in known]:
            line.wrong_at(
                "value",
                Text(
                    f"de procedure van deze ronde: {known[0]}",
                    f"the procedure of this round: {known[0]}",
                ),
                "other_procedure",
                known[0],
            )
        return settings
    if key.startswith("contact_"):
        contact: Contact = replace(settings.contact, **{key[8:]: value})
        return replace(settings, contact=contact)
    return replace(settings, **{key: value})


def _read_number(cell: Cell, name: str) -> int:
    """A number within its bounds, or the word for none where there is no limit."""
    if name in NO_LIMIT and folded(cell.shown) in NO_WORDS:
        return 0
    bounds = NUMBERS[name]
    try:
        return read_whole(cell, bounds.lowest, bounds.highest)
    except Unreadable as bad:
        if name in NO_LIMIT:
            word = NO_LIMIT[name]
            bad.expected += Text(f", of '{word}'", f", or '{word}'")
        raise


def _cap_needs_reason(line: Line, cap: int) -> None:
    line.wrong_at(
        "value",
        Text(
            f"hoogstens {cap}, of een reden in de kolom Reden",
            f"at most {cap}, or a reason in the column Reden",
        ),
        "cap_without_reason",
        str(cap),
    )
