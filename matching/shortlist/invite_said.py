"""Why an HAO is invited or passed over, and what a coordinator should know of the choice."""

from __future__ import annotations

from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, count, listed
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import short_date
from matching.shortlist.feasible import Choices, Possible, crowd
from matching.shortlist.said import why_not_hao

_HAO = (Text("HAO", "trainer"), Text("HAO's", "trainers"))
_AIOS = (Text("AIOS", "trainee"), Text("AIOS", "trainees"))


def among(choices: Choices, haos: set[str]) -> dict[str, tuple[str, ...]]:
    """Whom each AIOS may have, if only these HAOs take part."""
    return {aios: tuple(h for h in mine if h in haos) for aios, mine in choices.items()}


def why_needed(possible: Possible, order: tuple[str, ...], chosen: set[str], hao: str) -> Text:
    """Why an HAO is invited who has an AIOS in the proof."""
    longer = set(order[: order.index(hao)])
    if longer <= chosen:
        return Text(
            "aan de beurt (langst zonder aios)",
            "first in line (longest without a trainee)",
        )
    others = crowd(among(possible.choices, (longer | chosen) - {hao}), possible.room)
    if others is None:
        return Text("aan de beurt", "first in line")
    who = listed(others.aios)
    return Text(
        f"wacht korter dan wie is overgeslagen, maar is nodig: zonder {hao} is er voor "
        f"{who.nl} te weinig plaats",
        f"waits shorter than those passed over, but is needed: without {hao} there is too "
        f"little room for {who.en}",
    )


def why_passed_over(
    possible: Possible, order: tuple[str, ...], chosen: set[str], proof: dict[str, str], hao: str
) -> Text:
    """Why an HAO is passed over: who does not fit, no place at the practice, or others first."""
    fits = [aios for aios, mine in sorted(possible.choices.items()) if hao in mine]
    if not fits:
        return why_not_hao(possible, hao)
    room = possible.room
    praktijk = room.praktijk_of.get(hao)
    if praktijk is not None:
        there = [h for h in proof.values() if room.praktijk_of.get(h) == praktijk]
        if len(there) >= room.praktijk_places[praktijk]:
            names = listed(sorted(set(there)))
            return Text(
                f"praktijk {praktijk} heeft al een AIOS bij {names.nl} en neemt er niet meer",
                f"practice {praktijk} already has a trainee with {names.en} and takes no more",
            )
    number = count(len(fits), *_AIOS)
    shorter = [other for other in order[order.index(hao) + 1 :] if other in chosen]
    said = Text(
        f"voor de {number.nl} die bij {hao} kunnen, is al plaats bij HAO's die langer "
        "zonder aios zijn",
        f"the {number.en} who fit {hao} already have a place with those who wait longer",
    )
    if shorter:
        names = listed(shorter)
        said += Text(
            f"; {names.nl} wachten korter maar zijn nodig voor anderen"
            if len(shorter) > 1
            else f"; {names.nl} wacht korter maar is nodig voor anderen",
            f"; {names.en} waited shorter but {'are' if len(shorter) > 1 else 'is'} needed for "
            "others",
        )
    return said


def places_per_year(ronde: Koppelronde, possible: Possible, chosen: set[str]) -> list[Finding]:
    """How many AIOS each year has, and for how many there are places among the chosen."""
    found = []
    for year in sorted({ronde.aios_by_code[aios].year for aios in possible.choices}):
        aios = [code for code in possible.choices if ronde.aios_by_code[code].year == year]
        haos = [code for code in sorted(chosen) if year in ronde.hao_by_code[code].supervises]
        places = sum(possible.room.places[code] for code in haos)
        found.append(
            Finding(
                "enough_places",
                (),
                Text(
                    f"Jaar {year}: {len(aios)} AIOS; {count(len(haos), *_HAO).nl} met samen "
                    f"{places} plaatsen mogen dit jaar begeleiden.",
                    f"Year {year}: {count(len(aios), *_AIOS).en}; {count(len(haos), *_HAO).en} "
                    f"with {places} places may supervise this year.",
                ),
                Weight.NOTICE,
            )
        )
    return found


def remarks_on_dates(ronde: Koppelronde, order: tuple[str, ...]) -> list[Finding]:
    """HAOs of whom the waiting is unknown, or whose last AIOS stays beyond the start."""
    found, start = [], ronde.settings.start_date
    unknown = tuple(sorted(h for h in order if ronde.hao_by_code[h].last_aios_until is None))
    if unknown:
        names = listed(unknown)
        found.append(
            Finding(
                "waiting_unknown",
                unknown,
                Text(
                    f"Onbekend hoe lang {names.nl} zonder AIOS is: zij staan achteraan.",
                    f"Unknown how long {names.en} had no trainee; the unknown come last.",
                ),
                Weight.NOTICE,
            )
        )
    for code in sorted(order):
        until = ronde.hao_by_code[code].last_aios_until
        if start is not None and until is not None and until >= start:
            day = short_date(until)
            found.append(
                Finding(
                    "still_has_aios",
                    (code,),
                    Text(
                        f"{code} heeft nog een AIOS tot {day.nl}, na de start van deze stage.",
                        f"{code} still has a trainee until {day.en}, after this placement starts.",
                    ),
                    Weight.NOTICE,
                )
            )
    return found
