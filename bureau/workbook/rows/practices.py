"""One line of the sheet Praktijken; a cap above the procedure's needs a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.person_lines import PersonLine
from bureau.workbook.rows.places import read_place
from bureau.workbook.rows.reading import Line
from bureau.workbook.values.contact import read_phones
from bureau.workbook.values.emails import read_emails
from bureau.workbook.values.single import bounded, read_text, read_whole
from bureau.workbook.values.weeks import read_visit_windows
from koppelronde.domain.language import Text
from koppelronde.domain.people import Praktijk


def read_praktijk(row: PersonLine, draft: Draft) -> Praktijk:
    """The practice of this line; a cap above the procedure's needs a reason."""
    line, code, old = row
    praktijk = old if isinstance(old, Praktijk) else Praktijk(code=code)
    fields: dict[str, Any] = {"place": read_place(line, praktijk.place)}
    for key in ("name", "kind", "surroundings"):
        if line.has(key):
            fields[key] = line.get(key, read_text, "")
    if line.has("visit_windows"):
        fields["visit_windows"] = line.get("visit_windows", bounded(read_visit_windows), ())
    if line.has("phone"):
        fields["phone"] = line.get("phone", lambda cell: read_phones(cell, 1)[0], "")
    if line.has("email"):
        fields["email"] = line.get("email", lambda cell: read_emails(cell, 1)[0], "")
    if line.has("places"):
        fields["places"] = line.get("places", lambda cell: read_whole(cell, 0, 50), None)
    if line.has("max_visits"):
        most = line.get("max_visits", lambda cell: read_whole(cell, 0, 200), None)
        fields["max_visits"] = most
        _check_cap(line, code, most, draft)
    return replace(praktijk, **fields)


def _check_cap(line: Line, code: str, most: int | None, draft: Draft) -> None:
    cap = draft.number("practice_cap")
    key = f"practice_cap:{code}"
    reason = line.get("cap_reason", read_text, "") or draft.settings.reasons.get(key, "")
    if most is None or not 0 < cap < most:
        if line.has("cap_reason") and not line.cells("cap_reason"):
            reasons = {k: why for k, why in draft.settings.reasons.items() if k != key}
            draft.settings = replace(draft.settings, reasons=reasons)
        return
    if reason:
        reasons = {**draft.settings.reasons, key: reason}
        draft.settings = replace(draft.settings, reasons=dict(sorted(reasons.items())))
        return
    line.wrong_at(
        "max_visits",
        Text(
            f"hoogstens {cap} (grens van de procedure), of een reden in de kolom "
            "'Reden meer bezoeken'",
            f"at most {cap} (the procedure's cap), or a reason in the column 'Reden meer bezoeken'",
        ),
        "cap_without_reason",
        str(cap),
    )
