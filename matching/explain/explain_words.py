"""An explanation in words: for the person without anybody else's rank or name, or in full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from koppelronde.domain.language import Text, same
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.rules import RULES
from matching.explain.explain import Explanation, Reason, WhyNot
from matching.explain.price_words import STAYING, group_said, moved_said, stays_said
from matching.explain.rank_words import named_by, own_rank_said


def explanation_said(
    ronde: Koppelronde, explanation: Explanation, *, full: bool = False
) -> tuple[Text, ...]:
    """The sentences in order: the placement with the own rank, then why nobody higher.

    Without ``full`` no third person is named and nobody else's rank is given. With ``full`` (for
    the coordinator) the rank on the other's list, the ground of a rule and everybody who would
    have to move are given too.
    """
    head = placement_said(ronde, explanation, full=full)
    rest = [reason_said(ronde, explanation, reason, full=full) for reason in explanation.why_not]
    if explanation.partners and not rest:
        rest = [Text("Niemand stond hoger op deze lijst.", "Nobody stood higher on this list.")]
    rest.append(best_said(explanation))
    if explanation.always:
        rest.append(
            Text(
                "In elke uitkomst die voor de groep even goed is, is dit de koppeling.",
                "In every result that is equally good for the group this is the match.",
            )
            if not explanation.staying
            else Text(
                "In elke uitkomst die even goed is en waarin er even weinig koppels veranderen, is "
                "dit de koppeling.",
                "In every result that is equally good and in which equally few couples change, "
                "this is the match.",
            )
        )
    return (*head, *rest)


def best_said(explanation: Explanation) -> Text:
    """The best place that this person could have had in any equally good result."""
    own = [rank for _other, rank, _back in explanation.partners if rank is not None]
    drawn = [r.own_rank for r in explanation.why_not if r.why is WhyNot.LOTTERY]
    start = Text(
        "Beste voorkeur die kon zonder dat de groep iets verliest",
        "Best rank possible without any loss to the group",
    )
    if explanation.staying:
        start += Text(
            " en zonder dat er meer koppels veranderen", " and without more couples changing"
        )
    start += same(": ")
    if drawn and (not own or min(drawn) < min(own)):
        return start + Text(f"voorkeur {min(drawn)}.", f"rank {min(drawn)}.")
    if own:
        return start + Text(f"voorkeur {min(own)}, zoals nu.", f"rank {min(own)}, as it is now.")
    return start + Text("geen.", "none.")


def placement_said(
    ronde: Koppelronde, explanation: Explanation, *, full: bool = False
) -> tuple[Text, ...]:
    """``Joris de Wit (A07) is gekoppeld aan …``: one sentence per partner.

    Only in ``full`` with the rank that the partner gave: that list is confidential.
    """
    who = ronde.named(explanation.who)
    if not explanation.partners:
        if explanation.side is Side.HAO:
            return (Text(f"{who.nl} heeft geen AIOS.", f"{who.en} has no trainee."),)
        return (Text(f"{who.nl} is niet geplaatst.", f"{who.en} is not placed."),)
    found = []
    for other, own, back in explanation.partners:
        partner = ronde.named(other)
        mine = own_rank_said(ronde, explanation.who, other, own)
        said = Text(
            f"{who.nl} is gekoppeld aan {partner.nl}: op de eigen lijst {mine.nl}",
            f"{who.en} is matched to {partner.en}: on their own list {mine.en}",
        )
        if full:
            theirs = own_rank_said(ronde, other, explanation.who, back)
            said += Text(
                f"; op de lijst van de ander {theirs.nl} (vertrouwelijk)",
                f"; on the other's list {theirs.en} (confidential)",
            )
        found.append(said + same("."))
    return tuple(found)


def reason_said(
    ronde: Koppelronde, explanation: Explanation, reason: Reason, *, full: bool = False
) -> Text:
    """Why not this partner, in one or two sentences."""
    partner = ronde.named(reason.partner)
    start = Text(
        f"Voorkeur {reason.own_rank}, {partner.nl}: ", f"Rank {reason.own_rank}, {partner.en}: "
    )
    if not named_by(ronde, explanation.who, reason.partner):
        start = Text(
            f"Niet genoemd (telt als voorkeur {reason.own_rank}), {partner.nl}: ",
            f"Not named (counts as rank {reason.own_rank}), {partner.en}: ",
        )
    if reason.why is WhyNot.GROUP and reason.price is not None and reason.price.worse is not None:
        return start + group_said(reason.price, reason.price.worse, full)
    if reason.why in STAYING and reason.price is not None and reason.price.worse is not None:
        return start + stays_said(reason, reason.price, reason.price.worse, full)
    if reason.why is WhyNot.LOTTERY and reason.price is not None:
        moved = moved_said(reason.price.moved, full)
        return start + Text(
            f"voor de groep was dat even goed; de loting besliste ({moved.nl}).",
            f"that was equally good for the group; the draw decided ({moved.en}).",
        )
    if reason.why is WhyNot.RULE and reason.rule is not None:
        rule = RULES.get(reason.rule.why.rule)
        ground = reason.rule.why.says
        if rule is None:
            return start + Text(
                "na een telefoongesprek is deze koppeling vervallen.",
                "this match was dropped after a telephone call.",
            )
        said = Text(
            f"een regel sluit dit uit: {rule.says.nl}", f"a rule forbids it: {rule.says.en}"
        )
        return start + said + (Text(f" ({ground.nl})", f" ({ground.en})") if full else Text("", ""))
    if reason.why in _OF_TRAINEE and explanation.side is Side.HAO:
        return start + _OF_TRAINEE[reason.why]
    return start + _PLAIN[reason.why]


_PLAIN: Final[Mapping[WhyNot, Text]] = {
    WhyNot.GONE: Text("doet niet meer mee.", "takes no part any more."),
    WhyNot.NOT_MET: Text(
        "zij hebben elkaar niet ontmoet, of een van beide lijsten sluit dit uit.",
        "they did not meet, or one of both lists excludes it.",
    ),
    WhyNot.OWN_AGREED: Text(
        "de eigen koppeling is al afgesproken en blijft staan.",
        "their own match was already agreed and stays.",
    ),
    WhyNot.PLACE_HELD: Text(
        "elke plaats daar is vergeven aan een koppeling die al is afgesproken.",
        "every place there is held by a match that was already agreed.",
    ),
    WhyNot.OWN_TOLD: Text(
        "de eigen koppeling is al doorgebeld en blijft staan zolang er bedenktijd is.",
        "their own match was told by phone and stays as long as somebody thinks it over.",
    ),
    WhyNot.PLACE_TOLD: Text(
        "de plaats daar hoort bij een koppeling die al is doorgebeld; er is bedenktijd gevraagd.",
        "the place there belongs to a match that was told by phone; somebody asked for time.",
    ),
}
_OF_TRAINEE: Final[Mapping[WhyNot, Text]] = {
    WhyNot.PLACE_HELD: Text(
        "deze aios heeft een koppeling die al is afgesproken.",
        "this trainee has a match that was already agreed.",
    ),
    WhyNot.PLACE_TOLD: Text(
        "deze aios heeft een koppeling die al is doorgebeld; er is bedenktijd gevraagd.",
        "this trainee has a match that was told by phone; somebody asked for time.",
    ),
}
