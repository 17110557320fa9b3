"""Each step as the command line words it: the command to type."""

from __future__ import annotations

from typing import Final

from koppelronde.domain.language import Lang, Text, same
from koppelronde.domain.plain_text import without_commands
from koppelronde.domain.steps import Do, Step, word_steps

_COMMANDS: Final[dict[Do, Text]] = {
    Do.BEGIN: Text("koppel new NAAM --procedure P", "koppel new NAME --procedure P"),
    Do.BEGIN_FOR_EXAMPLE: Text('koppel new "Maart 2027"', 'koppel new "March 2027"'),
    Do.BEGIN_ANOTHER: same("koppel new"),
    Do.PROCEDURES: same("koppel procedures"),
    Do.ROUNDS: same("koppel rounds"),
    Do.USE_ROUND: Text("koppel rounds --use NAAM", "koppel rounds --use NAME"),
    Do.READ_PEOPLE: same("koppel import deelnemers.xlsx"),
    Do.READ_PEOPLE_TOO: same("koppel import deelnemers.xlsx {0}"),
    Do.READ_LISTS_BEFORE: same("koppel import voorkeuren-vooraf.xlsx"),
    Do.READ_WISHES: same("koppel import bezoekwensen.xlsx"),
    Do.READ_OUTCOMES: same("koppel import bezoekuitkomsten.xlsx"),
    Do.READ_LISTS: same("koppel import voorkeurslijsten.xlsx"),
    Do.SELECT: same("koppel select"),
    Do.INVITE_ALSO: same("koppel select --invite --also {0}"),
    Do.SHORTLIST: same("koppel shortlist"),
    Do.CARROUSEL: same("koppel carrousel"),
    Do.PLAN_CARROUSEL: same("koppel carrousel plan"),
    Do.PLAN_CARROUSEL_AFRESH: same("koppel carrousel plan --afresh"),
    Do.ADJUST_CARROUSEL: Text(
        "koppel carrousel late  of  koppel carrousel absent",
        "koppel carrousel late  or  koppel carrousel absent",
    ),
    Do.PRINT_CARROUSEL: same("koppel carrousel print"),
    Do.VISITS: same("koppel visits"),
    Do.PLAN_VISITS: same("koppel visits plan"),
    Do.HAND_OUT_VISITS: same("koppel visits calendars"),
    Do.SEAL: same("koppel seal"),
    Do.DRAW: same('koppel seal --seed "…"'),
    Do.LET_DRAW: same("koppel seal --draw"),
    Do.BREAK_SEAL: Text('koppel seal --break "reden"', 'koppel seal --break "reason"'),
    Do.MATCH: same("koppel match"),
    Do.TRY_MATCH: same("koppel match --trial"),
    Do.CALLS: same("koppel calls"),
    Do.LIST_CALLS: same("koppel calls list"),
    Do.NAME_THE_OTHER: same("koppel calls record CODE accepted --with CODE"),
    Do.RECORD_CALL: same("koppel calls record CODE accepted"),
    Do.RESULTS: same("koppel results"),
    Do.ANNOUNCE: same("koppel results --announce"),
    Do.MAIL_RESULT: same("koppel mail result"),
    Do.MAIL_RESULT_CHANGED: same("koppel mail result --changed"),
    Do.SETTLE: same("koppel settle"),
    Do.LIST_OPEN: same("koppel settle list"),
    Do.REPLAN_VISITS: same("koppel visits replan"),
    Do.ANNOUNCE_DESPITE: Text(
        'koppel results --announce --despite "reden"',
        'koppel results --announce --despite "reason"',
    ),
    Do.SEE_COPIES: same("koppel restore"),
    Do.LIST_COPIES: same("koppel restore --list"),
    Do.SETTLE_WITHDRAW: same("koppel settle withdraw {0} --reason …"),
}
"""Every step has its command; ``{0}`` is the first thing that the step is about."""


def command_for(step: Step, lang: Lang) -> str:
    """What to type for that step."""
    return _COMMANDS[step.do].say(lang).format(*step.args)


def with_commands(sentence: str, lang: Lang) -> str:
    """The sentence with each step in it as the command to type, and nothing a terminal obeys."""
    worded = word_steps(sentence, lambda step: command_for(step, lang))
    return without_commands(worded, lines=True)
