"""The sheet Veto's: a couple and a recognised ground. Only the ground's code is kept.

Travel and who somebody is are no grounds; then the procedure's own rule is quoted.
"""

from __future__ import annotations

import re
from typing import Final

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import folded
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.recognising import Found
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.directory import Who
from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.reading import Line, lines
from bureau.workbook.rows.withdrawn import take_away, withdraws
from bureau.workbook.values.single import Unreadable
from koppelronde.domain.language import Text
from koppelronde.domain.lists import RefusedGround, Veto, VetoGround
from koppelronde.domain.procedure import Procedure
from koppelronde.domain.rules import GROUNDS

_GROUND_WORDS: Final = {
    VetoGround.FORMER_TRAINER: re.compile(
        r"jaar ?(?:1|een|i)\b|1e ?jaar|eerste ?jaar|eerstejaars|zelfde (?:opleider|hao)"
        r"|(?:vorige|eerdere) (?:opleider|hao)|former.?trainer"
        r"|was (?:al )?(?:mijn )?opleider|oude opleider"
    ),
    VetoGround.RELATION: re.compile(
        r"famil|\brelaties?\b|partner|echtgeno|\bbroer|\bzus|vriend|huisarts van|patient|pati[eë]nt"
        r"|eigen (?:huis)?arts|mijn huisarts|\bschoon|\bouders?\b|\bvader|\bmoeder|\bneef|\bnicht"
        r"|\b(?:mijn|zijn|haar|hun) (?:man|vrouw)\b|zwager|\boma\b|\bopa\b"
        r"|\boom\b|\btante|getrouwd|gehuwd|\bex\b|kind van|dochter|\bzoon|relation"
    ),
    VetoGround.LARGE_HDS: re.compile(
        r"\bhds\b|dienstenstructuur|huisartsendienst|huisartsenpost|large.?hds"
    ),
}
_REFUSED_WORDS: Final = {
    RefusedGround.TRAVEL: re.compile(
        r"reis|afstand|\bver\b|te ver|kilometer|\bkm\b|\bfile|\btrein|\bauto\b|\bov\b|rijd|travel"
        r"|distance|verkeer|parkeer|bereikbaar|dichtbij|minuten"
    ),
    RefusedGround.BACKGROUND: re.compile(
        r"gelo[o]?[fv]|relig|politi|huidskleur|\bkleur|afkomst|herkomst|nationalit|geaard|seksu"
        r"|gender|geslacht|\bman\b|\bvrouw\b|hoofddoek|moslim|islam|christ|joods|katholi|etni"
        r"|\bras\b|homo|lesbi|trans(?:gender)?\b|zwanger|leeftijd|accent|taal\b|origin|belief|faith"
        r"|background|achtergrond|buitenland"
        r"|allocht|autocht|migrant|te (?:oud|jong)\b|handicap|ziekte"
    ),
}


def read_ground(cell: Cell, procedure: Procedure) -> VetoGround:
    """The recognised ground that these words mean; Unreadable quotes the rule otherwise."""
    text = " ".join(cell.shown.casefold().replace("_", " ").split())
    allowed = procedure.veto_grounds
    said = Text(
        " / ".join(GROUNDS[g].nl for g in allowed), " / ".join(GROUNDS[g].en for g in allowed)
    )
    for ground, label in GROUNDS.items():
        if folded(text) in (folded(label.nl), folded(label.en), folded(ground.value)):
            return _allowed(ground, allowed, said)
    grounds = [ground for ground, words in _GROUND_WORDS.items() if words.search(text)]
    if len(grounds) == 1 and not _unclear(grounds[0], text):
        return _allowed(grounds[0], allowed, said)
    for no_ground, words in _REFUSED_WORDS.items():
        if not grounds and words.search(text):
            rule = next((r for r in procedure.refused_vetoes if r.ground is no_ground), None)
            if rule is not None:
                raise Unreadable(
                    f"refused_{no_ground.value}",
                    Text(
                        f"een erkende grond ({said.nl}). {rule.quote.nl}",
                        f"a recognised ground ({said.en}). {rule.quote.en}",
                    ),
                )
    raise Unreadable("ground", Text("een erkende grond: ", "a recognised ground: ") + said)


def _unclear(ground: VetoGround, text: str) -> bool:
    """``geen relatie`` is none, and ``ouders wonen te ver`` is about travel."""
    if ground is VetoGround.LARGE_HDS:
        return False
    travel = _REFUSED_WORDS[RefusedGround.TRAVEL].search(text)
    denied = re.search(r"\b(?:geen|niet|nooit)\b", text)
    return bool(denied or (travel and ground is VetoGround.RELATION))


def _allowed(ground: VetoGround, allowed: tuple[VetoGround, ...], said: Text) -> VetoGround:
    if ground not in allowed:
        raise Unreadable(
            "ground_not_here",
            Text("een grond van deze procedure: ", "a ground of this procedure: ") + said,
        )
    return ground


def read_vetoes(desk: Desk, found: Found, draft: Draft) -> None:
    """Read the sheet into the draft; a couple has one veto."""
    tally = desk.tally(Kind.VETOS)
    seen: dict[tuple[str, str], tuple[VetoGround, str]] = {}
    for line in lines(desk, found, Kind.VETOS, "aios"):
        aios = line.get("aios", lambda cell: draft.directory.find(cell.shown, Who.AIOS), "")
        hao = line.get("hao", lambda cell: draft.directory.find(cell.shown, Who.HAO), "")
        if aios and hao and withdraws(line, "ground"):
            known = draft.vetoes.pop((aios, hao), None) is not None
            take_away(line, Kind.VETOS, f"{aios}–{hao}", known=known)
            draft.touch(Kind.VETOS, f"{aios} {hao}")
            continue
        for key in ("hao", "ground"):
            if not line.cells(key):
                line.wrong_at(
                    key,
                    Text(
                        "een code" if key == "hao" else "een erkende grond",
                        "a code" if key == "hao" else "a recognised ground",
                    ),
                    "empty",
                )
        ground = line.get(
            "ground", lambda cell: read_ground(cell, draft.ronde.procedure), VetoGround.RELATION
        )
        by = _by(line, aios, hao, draft)
        if line.marred or not aios or not hao:
            tally.refused += 1
            continue
        if (aios, hao) in seen:
            before, place = seen[aios, hao]
            if before is ground:
                tally.ignored += 1
                desk.skip(
                    found.sheet,
                    "",
                    f"{aios} {hao}",
                    Text(f"staat ook in {place}", f"is also in {place}"),
                )
            else:
                line.wrong_at(
                    "ground",
                    Text(
                        f"één grond per koppel; in {place} staat een andere",
                        f"one ground a couple; {place} has another",
                    ),
                    "doubled_veto",
                )
                tally.refused += 1
            continue
        seen[aios, hao] = ground, line.place()
        veto = Veto(aios, hao, ground, by)
        tally.unchanged += draft.vetoes.get((aios, hao)) == veto
        tally.stored += draft.vetoes.get((aios, hao)) != veto
        draft.vetoes[aios, hao] = veto
        draft.touch(Kind.VETOS, f"{aios} {hao}")


def _by(line: Line, aios: str, hao: str, draft: Draft) -> str:
    """Who asked for it, as a code; empty where the sheet does not say."""

    def reader(cell: Cell) -> str:
        word = folded(cell.shown)
        if word in ("aios", "haio", "hao", "opleider"):
            return aios if word in ("aios", "haio") else hao
        if word in ("coordinator", "beide", "programma", "bureau"):
            return ""
        who = Who.AIOS if draft.directory.knows(cell.shown, Who.AIOS) else Who.HAO
        code = draft.directory.find(cell.shown, who)
        if code not in (aios, hao):
            raise Unreadable("by", Text(f"{aios} of {hao}", f"{aios} or {hao}"))
        return code

    return line.get("by", reader, "")
