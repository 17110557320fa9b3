"""What to say on the telephone: two sentences per reason, filled in from a template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from koppelronde.domain.facts import Facts
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.outcomes.outcome_calls import Call, CallReason
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.press.templates import fill
from matching.explain.matching_shortage import shortage_for_person, shortages
from matching.goals.partners import pairs_of

REASON_SAYS: Mapping[CallReason, Text] = {
    CallReason.UNPLACED: Text("niet geplaatst", "not placed"),
    CallReason.TOLD_OTHER: Text("er was iets anders toegezegd", "something else was promised"),
    CallReason.LATE_VETO: Text(
        "een regel sluit de eerdere koppeling inmiddels uit",
        "a rule has come to exclude the earlier match",
    ),
    CallReason.LEFT_OFF: Text("had de ander niet op de lijst", "had not named the other"),
    CallReason.LOW_RANK: Text("ver op de eigen lijst", "far down their own list"),
    CallReason.FAR_AWAY: Text("verder dan de reisgrens", "beyond the travel limit"),
}
"""Each reason as it stands on paper."""


def script(
    ronde: Koppelronde,
    facts: Facts,
    matching: Matching,
    call: Call,
    templates: Mapping[str, str],
    lang: Lang,
) -> str:
    """The two sentences for this call, by its first (gravest) reason.

    ``templates`` are the texts of ``templates/calls`` in that language, by name. KeyError when
    one is missing or asks for a field that does not exist.
    """
    minutes = _minutes(matching, call)
    fields = {
        "name": _first_name(ronde, call.who),
        "caller": _caller(ronde.settings.contact.name),
        "best": _best(matching).say(lang),
        "partner": "" if call.partner is None else ronde.name_of(call.partner),
        "rank": "–" if call.own_rank is None else str(call.own_rank),
        "top_ranks": str(ronde.number("top_ranks")),
        "travel_limit": str(ronde.number("travel_limit_minutes")),
        "minutes": "?" if minutes is None else str(minutes),
        "shortage": _shortage(facts, matching, call).say(lang),
        "before": ronde.name_of(call.before or call.partner or ""),
        "now": _now(ronde, call).say(lang),
    }
    return fill(templates[call.reasons[0].value], fields)


_FUNCTION: Final = re.compile(
    r"co[oö]rdinator|secretariaat|bureau|team|afdeling|koppeling|opleiding|office", re.IGNORECASE
)


def _caller(contact: str) -> str:
    """The contact's name; a line for the own name where the contact is a function."""
    return "______" if not contact or _FUNCTION.search(contact) else contact


def _best(matching: Matching) -> Text:
    """What may be claimed: the optimum of the group only while nothing was settled by hand."""
    if any(couple.locked or couple.held for couple in matching.couples):
        return Text(
            "het voorstel past bij wat er al is afgesproken",
            "the proposal fits what was already agreed",
        )
    return Text(
        "voor de hele groep is dit de beste uitkomst",
        "for the whole group this is the best outcome",
    )


def _now(ronde: Koppelronde, call: Call) -> Text:
    """What is offered instead of a couple that fell away."""
    if call.partner is None or call.before is None:
        return Text(
            "We zoeken een andere plaats en willen eerst van jou horen wat voor jou goed zou zijn.",
            "We are looking for another place and want to hear first what would be good for you.",
        )
    name, rank = ronde.name_of(call.partner), call.own_rank
    place = Text("", "")
    if CallReason.LEFT_OFF in call.reasons:
        place = Text(", die niet op jouw lijst stond", ", who was not on your list")
    elif rank is not None:
        place = Text(f", op jouw lijst voorkeur {rank}", f", at {rank} on your list")
    return Text(
        f"Het nieuwe voorstel is {name}{place.nl}; kun je je daarin vinden?",
        f"The new proposal is {name}{place.en}; can you agree to this?",
    )


def _first_name(ronde: Koppelronde, code: str) -> str:
    person = ronde.person(code)
    return code if person is None else person.first_name or person.name


def _minutes(matching: Matching, call: Call) -> int | None:
    for couple in matching.couples:
        if {couple.aios, couple.hao} == {call.who, call.partner}:
            return couple.travel_minutes
    return None


def _shortage(facts: Facts, matching: Matching, call: Call) -> Text:
    if call.side is Side.AIOS and call.partner is None:
        pairs = pairs_of(matching)
        for shortage in shortages(facts, pairs):
            if call.who in shortage.unplaced:
                return shortage_for_person(shortage)
    return Text(
        "er waren meer opleiders dan aios die bij hen geplaatst konden worden",
        "there were more trainers than trainees who could be placed with them",
    )
