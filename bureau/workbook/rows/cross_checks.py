"""What only shows when all sheets lie side by side; none of it stops an import."""

from __future__ import annotations

from bureau.workbook.rows.directory import several
from koppelronde.domain.counted import AIOS, counted
from koppelronde.domain.facts import listed_without_part, met_couples
from koppelronde.domain.holidays import holiday
from koppelronde.domain.language import Text
from koppelronde.domain.lists import Scale, VetoGround
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.rules import needs_large_hds
from koppelronde.domain.times import Weekday


def cross_notices(ronde: Koppelronde) -> list[Text]:
    """Things a coordinator should know, most of them with codes."""
    return [
        *_no_address(ronde),
        *_empty_practices(ronde),
        *_unvisited(ronde),
        *_vetoed_but_ranked(ronde),
        *_listed_without_part(ronde),
        *_one_sided(ronde),
        *_ties_and_gaps(ronde),
        *_short_windows(ronde),
        *_veto_facts(ronde),
        *_dates(ronde),
        *_hds_unknown(ronde),
        *_other_years(ronde),
    ]


def _notice(codes: list[str], nl: str, en: str) -> list[Text]:
    return (
        [Text(f"{nl}: {several(codes)} ({len(codes)}).", f"{en}: {several(codes)} ({len(codes)}).")]
        if codes
        else []
    )


def _no_address(ronde: Koppelronde) -> list[Text]:
    return _notice(
        [p.code for p in (*ronde.aios, *ronde.haos) if not p.emails],
        "Zonder e-mailadres",
        "Without an e-mail address",
    )


def _hds_unknown(ronde: Koppelronde) -> list[Text]:
    """Unknown counts as no, so that a forgotten column would exclude everybody without a word."""
    if not ronde.procedure.applies("large_hds"):
        return []
    needing = [person.code for person in ronde.aios if needs_large_hds(person)]
    haos = [hao.code for hao in ronde.haos if hao.large_hds is None]
    aios = [p.code for p in ronde.aios if p.year == 3 and p.had_large_hds is None]
    said = _notice(
        aios,
        "Niet ingevuld of zij al een grootschalige HDS hadden (dan geldt er geen eis)",
        "Not filled in whether they had a large-scale HDS (then nothing is required)",
    )
    if needing and haos:
        moet = "moet" if len(needing) == 1 else "moeten"
        needs = counted(len(needing), AIOS, "", "{} still [needs|need]").en
        said += _notice(
            haos,
            f"{len(needing)} aios {moet} nog naar een grootschalige HDS; niet ingevuld, en dus als "
            "nee gelezen, bij HAO's (vul kolom 'Grootschalige HDS' in)",
            f"{needs} a large-scale HDS; not filled in, and so read as "
            "no, for trainers (fill in column 'Grootschalige HDS')",
        )
    return said


def _other_years(ronde: Koppelronde) -> list[Text]:
    """Nothing is wrong with such a trainer but that this round has no trainee for them."""
    if not ronde.procedure.applies("supervises_year"):
        return []
    years = set(ronde.procedure.years)
    here = " of ".join(str(year) for year in sorted(years))
    return _notice(
        [hao.code for hao in ronde.haos if not hao.supervises & years],
        f"Begeleiden geen jaar van deze ronde (jaar {here}) en krijgen dus geen aios",
        f"Supervise no year of this round (year {here.replace(' of ', ' or ')}) and so get no "
        "trainee",
    )


def _empty_practices(ronde: Koppelronde) -> list[Text]:
    used = {hao.praktijk for hao in ronde.haos}
    return _notice(
        [p.code for p in ronde.praktijken if p.code not in used],
        "Praktijken zonder opleider",
        "Practices without a trainer",
    )


def _unvisited(ronde: Koppelronde) -> list[Text]:
    if not ronde.visit_outcomes:
        return []
    met = met_couples(ronde)
    listed = [(x.owner, p) for x in ronde.lists_aios for p, _ in x.entries]
    listed += [(p, x.owner) for x in ronde.lists_hao for p, _ in x.entries]
    strange = sorted({f"{aios}–{hao}" for aios, hao in listed if (aios, hao) not in met})
    return _notice(strange, "Op een lijst gezet zonder bezoek", "Ranked without a visit")


def _vetoed_but_ranked(ronde: Koppelronde) -> list[Text]:
    listed = {(x.owner, p) for x in ronde.lists_aios for p, _ in x.entries}
    listed |= {(p, x.owner) for x in ronde.lists_hao for p, _ in x.entries}
    both = sorted(f"{a}–{h}" for a, h in listed if (a, h) in ronde.veto_by_couple)
    return _notice(both, "Veto én op een lijst", "Vetoed and ranked all the same")


def _listed_without_part(ronde: Koppelronde) -> list[Text]:
    listed = listed_without_part(ronde)
    return _notice(
        [f"{partner} (bij {several(owners)})" for partner, owners in listed.items()],
        "Op een lijst, maar niet uitgenodigd of niet meer meedoend; die voorkeur telt niet",
        "On a list, but not invited or no longer taking part; that choice does not count",
    )


def _one_sided(ronde: Koppelronde) -> list[Text]:
    if not ronde.lists_aios or not ronde.lists_hao:
        return []
    by_aios = {(x.owner, p) for x in ronde.lists_aios for p, _ in x.entries}
    by_hao = {(p, x.owner) for x in ronde.lists_hao for p, _ in x.entries}
    only = sorted(f"{a}–{h}" for a, h in by_aios ^ by_hao)
    return _notice(only, "Maar door één kant op de lijst gezet", "Ranked by one side only")


def _ties_and_gaps(ronde: Koppelronde) -> list[Text]:
    """Both are allowed and kept as written; both are also what a slip of the pen looks like."""
    tied, gapped = [], []
    for lijst in (*ronde.lists_before, *ronde.lists_aios, *ronde.lists_hao):
        numbers = [number for _, number in lijst.entries]
        if lijst.scale is Scale.RANKS and len(set(numbers)) < len(numbers):
            tied.append(lijst.owner)
        if lijst.scale is Scale.RANKS and numbers and max(numbers) > len(numbers):
            gapped.append(lijst.owner)
    return [
        *_notice(tied, "Lijsten met een gedeelde plaats", "Lists with a shared place"),
        *_notice(gapped, "Lijsten met een overgeslagen plaats", "Lists that skip a place"),
    ]


def _short_windows(ronde: Koppelronde) -> list[Text]:
    needed = ronde.number("visit_minutes")
    short, weekend = [], []
    for praktijk in ronde.praktijken:
        for window in praktijk.visit_windows:
            begin, end = window.begin, window.end
            minutes = (end.hour - begin.hour) * 60 + end.minute - begin.minute
            if minutes < needed and praktijk.code not in short:
                short.append(praktijk.code)
            closed = "weekends" in ronde.procedure.closed and window.weekday > Weekday.VR
            if closed and praktijk.code not in weekend:
                weekend.append(praktijk.code)
    return [
        *_notice(
            short,
            f"Bezoekmoment korter dan een bezoek ({needed} min)",
            f"Visit moment shorter than a visit ({needed} min)",
        ),
        *_notice(
            weekend,
            "Bezoekmoment in het weekend, dan zijn er geen bezoeken",
            "Visit moment in the weekend, when there are no visits",
        ),
    ]


def _veto_facts(ronde: Koppelronde) -> list[Text]:
    """A veto for the trainer of year 1 while another trainer, or none, stands on the sheet."""
    odd = [
        f"{veto.aios}–{veto.hao}"
        for veto in ronde.vetoes
        if veto.ground is VetoGround.FORMER_TRAINER
        and veto.aios in ronde.aios_by_code
        and ronde.aios_by_code[veto.aios].trainer_year_1 != veto.hao
    ]
    return _notice(
        odd,
        "Veto om de opleider van jaar 1, maar die staat er anders",
        "Veto for the trainer of year 1, who is given otherwise",
    )


def _dates(ronde: Koppelronde) -> list[Text]:
    said = []
    s = ronde.settings
    for name, day in (
        ("Carrousel", s.carrousel_date),
        ("Lijsten inleveren", s.lists_deadline),
        ("Uitslag", s.results_date),
    ):
        if day is None:
            continue
        special = holiday(day)
        if special is not None:
            said.append(
                Text(
                    f"{name} valt op {special.nl} ({day:%d-%m-%Y}).",
                    f"{name} falls on {special.en} ({day:%d-%m-%Y}).",
                )
            )
        elif day.weekday() > 4:
            said.append(
                Text(
                    f"{name} valt in het weekend ({day:%d-%m-%Y}).",
                    f"{name} falls in a weekend ({day:%d-%m-%Y}).",
                )
            )
    if s.start_date is not None:
        months = sorted({m for months in ronde.procedure.start_months.values() for m in months})
        if months and s.start_date.month not in months:
            said.append(
                Text(
                    f"De stage start in een andere maand ({s.start_date:%d-%m-%Y}) dan de "
                    "procedure noemt.",
                    f"The placement starts in another month ({s.start_date:%d-%m-%Y}) than "
                    "the procedure names.",
                )
            )
    return said
