"""The attendance list as a workbook to fill in, with the headings that reading it looks for."""

from __future__ import annotations

from bureau.workbook.out.writing import Sheet, sheets_workbook
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import clock


def attendance_form(ronde: Koppelronde, timetable: Timetable, lang: Lang = "nl") -> bytes:
    """Everybody of the timetable by name, and every talk in order of time; the answers are empty.

    Who was there all the time, and who spoke as planned, may stay empty.
    """
    there = {code for m in timetable.meetings for code in (m.aios, m.hao)}
    people = sorted(
        (person for person in (*ronde.aios, *ronde.haos) if person.code in there),
        key=lambda person: (person.code not in ronde.aios_by_code, person.alphabetical),
    )
    begin = {t.number: clock(t.begin) for t in (*timetable.turns, *timetable.catch_up_turns)}
    talks = sorted((*timetable.meetings, *timetable.catch_up))

    def say(nl: str, en: str) -> str:
        return Text(nl, en).say(lang)

    return sheets_workbook(
        say("Presentielijst", "Attendance list"),
        (
            Sheet(
                say("Aanwezig", "Present"),
                (say("Nr", "Code"), say("Naam", "Name"), say("Aanwezig", "Present"),
                 say("Rondes", "Turns")),
                [(person.code, person.sort_name, "", "") for person in people],
                (8, 34, 12, 16),
            ),
            Sheet(
                say("Gesprekken", "Talks"),
                (say("Ronde", "Turn"), say("Tijd", "Time"), say("Tafel", "Table"),
                 say("AIOS", "Trainee"), say("Naam aios", "Name of trainee"),
                 say("HAO", "Trainer"), say("Naam HAO", "Name of trainer"),
                 say("Gesproken", "Spoke")),
                [
                    (talk.turn, begin.get(talk.turn, ""), talk.table, talk.aios,
                     ronde.name_of(talk.aios), talk.hao, ronde.name_of(talk.hao), "")
                    for talk in talks
                ],
                (8, 8, 8, 8, 28, 8, 28, 12),
            ),
        ),
    )  # fmt: skip
