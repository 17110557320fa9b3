"""A fixed number of meetings for every AIOS: whether it fits, who gets fewer, and what helps.

Counted without times: an AIOS asks for a fixed number, a HAO has as many turns as they are there,
a couple meets once. Where that already falls short a smallest set of AIOS shows it (Hall, 1935);
where it does not, the turns of people who come and go do not meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from carrousel.afternoon.guests import Guests, Pair
from carrousel.afternoon.turns import hours_of, lay_out
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, count, joined, listed
from koppelronde.domain.ronde import Koppelronde


def turns_for(ronde: Koppelronde, each: int, guests: Guests) -> int:
    """The fewest turns in which every AIOS can have so many, with everybody there all the time."""
    at_once = min(len(guests.haos), ronde.number("free_tables") or len(guests.haos))
    return max(each, -(-each * len(guests.aios) // at_once))


def must_fit(ronde: Koppelronde, guests: Guests, turns: int) -> None:
    """It needs that many turns, and HAOs with room for them. Raises NoPlanExists."""
    each = ronde.number("meetings_each")
    if not each:
        return
    needed = turns_for(ronde, each, guests)
    if each <= len(guests.haos) and needed <= turns:
        return
    if each > len(guests.haos):
        reason = Text(
            f"Er zijn {len(guests.haos)} HAO's, te weinig voor {each} gesprekken per aios.",
            f"There are {len(guests.haos)} trainers, too few for {each} meetings per trainee.",
        )
        meetings = count(len(guests.haos), Text("gesprek", "meeting"),
                         Text("gesprekken", "meetings"))  # fmt: skip
        remedies: tuple[Text, ...] = (
            Text(f"Vraag hoogstens {meetings.nl} per aios.",
                 f"Ask at most {meetings.en} per trainee."),
        )  # fmt: skip
    else:
        free = ronde.number("free_tables")
        at_once = min(len(guests.haos), free or len(guests.haos))
        tables = (
            Text(f" aan {free} vrije tafels", f" at {free} free tables") if free else Text("", "")
        )
        reason = Text(
            f"{len(guests.aios)} aios × {each} gesprekken bij {len(guests.haos)} HAO's{tables.nl} "
            f"vragen {needed} gespreksrondes; er passen er {turns}.",
            f"{len(guests.aios)} trainees × {each} meetings with {len(guests.haos)} trainers"
            f"{tables.en} need {needed} turns; {turns} fit.",
        )
        remedies = _turns_needed(ronde, needed, min(turns, turns * at_once // len(guests.aios)))
    raise NoPlanExists(
        Text(
            f"{each} gesprekken per aios zijn niet mogelijk.",
            f"{each} meetings per trainee are not possible.",
        ),
        (reason,),
        remedies,
    )


def _turns_needed(ronde: Koppelronde, needed: int, possible: int) -> tuple[Text, ...]:
    """What gives so many turns: the number on sheet Ronde, the hours, or both; or asking less."""
    most, fits = ronde.number("turns_max"), len(lay_out(hours_of(ronde)).turns)
    remedies = []
    if most and most < needed:
        remedies.append(
            Text(f"Zet 'Aantal rondes' op blad Ronde op {needed}.",
                 f"Set 'Aantal rondes' on sheet Ronde to {needed}.")
        )  # fmt: skip
    if fits < needed:
        remedies.append(
            Text(f"Zet 'Carrousel eind' later, zodat er {needed} rondes passen (nu {fits}).",
                 f"Set 'Carrousel eind' later, so that {needed} turns fit ({fits} now).")
        )  # fmt: skip
    if len(remedies) > 1:
        remedies = [remedies[0] + Text(" En: ", " And: ") + remedies[1]]
    if possible:
        meetings = count(possible, Text("gesprek", "meeting"), Text("gesprekken", "meetings"))
        remedies.append(
            Text(f"Vraag hoogstens {meetings.nl} per aios.",
                 f"Ask at most {meetings.en} per trainee.")
        )  # fmt: skip
    return tuple(remedies)


NAMED = 4
"""So many vetoes are named as what would help."""


def too_few_meetings(
    ronde: Koppelronde, guests: Guests, met: Collection[Pair], turns_here: Mapping[str, int]
) -> tuple[Finding, ...]:
    """A notice for each independent shortage of a fixed number of meetings.

    ``turns_here`` is in how many of the available turns everybody is there.
    """
    each = ronde.number("meetings_each")
    had = Counter(aios for aios, _ in met)
    short = [code for code in guests.aios if had[code] < each]
    notices = []
    while short:
        ask = _Ask(guests, each, turns_here)
        group = ask.witness(short) or tuple(short)
        mine = [code for code in group if code in short] or short
        notices.append(_notice(ask, group, mine, had, min(had[code] for code in guests.aios)))
        short = [code for code in short if code not in {*group, *mine}]
    return tuple(notices)


class _Ask:
    """Who asks for how many, and who may meet whom."""

    def __init__(self, guests: Guests, each: int, here: Mapping[str, int]) -> None:
        self.guests, self.each, self.here = guests, each, here

    def may(self, aios: str) -> list[str]:
        """The HAOs whom this AIOS may meet."""
        never = self.guests.vetoed | self.guests.ineligible
        return [hao for hao in self.guests.haos if (aios, hao) not in never]

    def fits(self, group: Collection[str]) -> int:
        """How many meetings there is room for, at most, for these AIOS together."""
        asked = Counter(hao for aios in group for hao in self.may(aios))
        own = sum(min(self.each, self.here[aios], len(self.may(aios))) for aios in group)
        return min(own, sum(min(self.here[hao], number) for hao, number in asked.items()))

    def witness(self, short: Sequence[str]) -> tuple[str, ...]:
        """A smallest set of AIOS who ask for more than there is room for; empty where none is."""
        for code in short:
            if self.fits([code]) < self.each:
                return (code,)
        group = self.reached()
        if self.fits(group) >= self.each * len(group):
            return ()
        for code in sorted(group, key=lambda code: (code in short, code)):
            fewer = [other for other in group if other != code]
            if fewer and self.fits(fewer) < self.each * len(fewer):
                group = fewer
        return tuple(group)

    def reached(self, extra: Pair | None = None) -> list[str]:
        """The AIOS on the source's side of a smallest cut."""
        return self._flow(extra)[1]

    def most(self, extra: Pair | None = None, more_turns: int = 0) -> int:
        """As many meetings as there can be, with one couple more allowed or with more turns."""
        return self._flow(extra, more_turns)[0]

    def _flow(self, extra: Pair | None, more_turns: int = 0) -> tuple[int, list[str]]:
        from ortools.graph.python import max_flow

        aios, haos = self.guests.aios, self.guests.haos
        at = {code: node for node, code in enumerate((*aios, *haos))}
        source, sink = len(at), len(at) + 1
        flow = max_flow.SimpleMaxFlow()
        for code in aios:
            room = min(self.each, self.here[code] + more_turns)
            flow.add_arc_with_capacity(source, at[code], room)
            for hao in self.may(code):
                flow.add_arc_with_capacity(at[code], at[hao], 1)
        if extra is not None:
            flow.add_arc_with_capacity(at[extra[0]], at[extra[1]], 1)
        for hao in haos:
            flow.add_arc_with_capacity(at[hao], sink, self.here[hao] + more_turns)
        flow.solve(source, sink)
        side = set(flow.get_source_side_min_cut())
        return flow.optimal_flow(), [code for code in aios if at[code] in side]


def _notice(
    ask: _Ask, group: Sequence[str], short: Sequence[str], had: Mapping[str, int], least: int
) -> Finding:
    each = ask.each
    got = listed([f"{code} ({had[code]})" for code in sorted(short)])
    many = len(short) > 1
    meetings = count(each, Text("gesprek", "meeting"), Text("gesprekken", "meetings"))
    says = Text(
        f"{got.nl} {'krijgen' if many else 'krijgt'} minder dan {meetings.nl}: ",
        f"{got.en} {'get' if many else 'gets'} fewer than {meetings.en}: ",
    )
    return Finding(
        "carrousel_short",
        tuple(sorted({*group, *short})),
        says + _reason(ask, group) + _help(ask, group, least),
        Weight.NOTICE,
    )


def _reason(ask: _Ask, group: Sequence[str]) -> Text:
    who, room = listed(sorted(group)), ask.fits(group)
    if room >= ask.each * len(group):
        return Text(
            "er is geen ronde meer waarin zij en een HAO die zij nog niet spraken allebei vrij "
            "zijn.",
            "there is no turn left in which they and a trainer they have not met are both free.",
        )
    if len(group) == 1 and ask.here[group[0]] < ask.each:
        turns = count(ask.here[group[0]], Text("ronde", "turn"), Text("rondes", "turns"))
        return Text(f"{who.nl} is er maar {turns.nl}.", f"{who.en} is there for {turns.en} only.")
    haos = sorted({hao for aios in group for hao in ask.may(aios)})
    if not haos:
        return Text(f"{who.nl} mag geen enkele HAO spreken.", f"{who.en} may meet no trainer.")
    names = listed(haos[:8]) if len(haos) <= 8 else Text(f"{len(haos)} HAO's",
                                                         f"{len(haos)} trainers")  # fmt: skip
    if len(group) == 1:
        return Text(f"mag alleen {names.nl} spreken.", f"may meet {names.en} only.")
    return Text(
        f"{who.nl} vragen samen {ask.each * len(group)} gesprekken, en bij wie zij mogen spreken "
        f"({names.nl}) is er ruimte voor {room}.",
        f"{who.en} ask for {ask.each * len(group)} meetings together, and those they may meet "
        f"({names.en}) have room for {room}.",
    )


def _help(ask: _Ask, group: Sequence[str], least: int) -> Text:
    """Only what, counted without times, gives more meetings; and asking for fewer."""
    now = ask.most()
    vetoed = sorted(pair for pair in ask.guests.vetoed if pair[0] in group)
    lifted = [pair for pair in vetoed if ask.most(pair) > now][:NAMED]
    ways = [
        Text(f"{aios} en {hao} mogen elkaar toch spreken", f"{aios} and {hao} may meet after all")
        for aios, hao in lifted
    ]
    if ask.most(None, 1) > now:
        ways.append(Text("een ronde meer", "one turn more"))
    if least:
        meetings = count(least, Text("gesprek", "meeting"), Text("gesprekken", "meetings"))
        ways.append(Text(f"hoogstens {meetings.nl} per aios vragen",
                         f"ask at most {meetings.en} per trainee"))  # fmt: skip
    if not ways:
        return Text("", "")
    said = joined(ways, "; ")
    return Text(f" Wat helpt: {said.nl}.", f" What helps: {said.en}.")
