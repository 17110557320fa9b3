"""Which pages stand in whose menu, in the order in which people need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from portal.rights import Act, may
from portal.visitor import Role, Visitor


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A page in the menu of whoever has that act, of these roles only where some are named."""

    route: str
    says: Text
    act: Act | None
    roles: frozenset[Role] = frozenset()
    phase: PhaseKind | None = None
    """A page of this phase is in the menu of a procedure that has it."""

    def is_for(self, visitor: Visitor, ronde: Koppelronde | None) -> bool:
        """Whether it stands in this visitor's menu, in this round."""
        if self.phase is not None and (ronde is None or not ronde.procedure.has(self.phase)):
            return False
        if self.roles and not self.roles & visitor.roles:
            return False
        return self.act is None or may(visitor, self.act)

    @staticmethod
    def all() -> tuple[MenuLine, ...]:
        """Every line."""
        return PAGES


_AIOS, _HAO = frozenset({Role.AIOS}), frozenset({Role.HAO})

PAGES: Final = (
    MenuLine("overview", Text("Overzicht", "Overview"), Act.OWN),
    MenuLine("own_profile", Text("Mijn profiel", "My profile"), Act.OWN, _AIOS),
    MenuLine("own_profile", Text("Mijn leerwerkplan en praktijk", "My training plan and practice"),
             Act.OWN, _HAO),
    MenuLine("cards", Text("Opleiders en praktijken", "Trainers and practices"), Act.OWN, _AIOS),
    MenuLine("cards", Text("Aios in deze ronde", "Trainees in this round"), Act.OWN, _HAO),
    MenuLine("ranking_before", Text("Voorkeuren vooraf", "Preferences beforehand"), Act.OWN, _AIOS,
             PhaseKind.LISTS_BEFORE),
    MenuLine("carrousel", Text("Carrousel", "Carousel"), Act.OWN, phase=PhaseKind.CARROUSEL),
    MenuLine("visits", Text("Praktijkbezoeken", "Practice visits"), Act.OWN,
             phase=PhaseKind.VISITS),
    MenuLine("ranking", Text("Voorkeurslijst", "Ranked list"), Act.OWN, phase=PhaseKind.LISTS),
    MenuLine("vetoes", Text("Veto melden", "Report a veto"), Act.OWN, phase=PhaseKind.LISTS),
    MenuLine("proof", Text("Bewijs", "Proof"), Act.OWN),
    MenuLine("result", Text("Uitslag", "Result"), Act.OWN, phase=PhaseKind.RESULTS),
    MenuLine("own_data", Text("Mijn gegevens", "My data"), Act.OWN),
    MenuLine("round", Text("Ronde", "Round"), Act.SEE_PROGRESS,
             frozenset({Role.A_TEAM, Role.O_TEAM, Role.KOPPELAAR})),
    MenuLine("intake", Text("Inlezen", "Reading in"), Act.RUN),
    MenuLine("afternoon", Text("Carrousel", "Carousel"), Act.RUN, phase=PhaseKind.CARROUSEL),
    MenuLine("day_desk", Text("Dagbalie", "Day desk"), Act.RUN, phase=PhaseKind.CARROUSEL),
    MenuLine("candidates", Text("Kandidaten", "Candidates"), Act.RUN, phase=PhaseKind.SHORTLIST),
    MenuLine("visit_plan", Text("Bezoeken", "Visits"), Act.RUN, phase=PhaseKind.VISITS),
    MenuLine("lists", Text("Lijsten nakijken", "Checking the lists"), Act.RUN),
    MenuLine("seal", Text("Sluiten en loten", "Closing and drawing"), Act.RUN),
    MenuLine("match", Text("Koppelen", "Matching"), Act.RUN),
    MenuLine("calls", Text("Bellijst", "Call list"), Act.RECORD_CALL, phase=PhaseKind.CALLS),
    MenuLine("announce", Text("Bekendmaken", "Announcing"), Act.ANNOUNCE),
    MenuLine("journal", Text("Logboek en terugnemen", "Journal and undoing"), Act.RUN),
    MenuLine("accounts", Text("Accounts", "Accounts"), Act.KEEP_ACCOUNT),
    MenuLine("staff", Text("Bureau en rollen", "Office and roles"), Act.KEEP_STAFF),
    MenuLine("security", Text("Beveiliging", "Security"), None),
)  # fmt: skip
"""A page that somebody adds gets its line here; docs/decisions/0014-portal.md says how."""

FOOT: Final = (
    MenuLine("how_it_works", Text("Zo werkt het", "How it works"), None),
    MenuLine("rules", Text("Privacy en regels", "Privacy and rules"), None),
    MenuLine("accessibility", Text("Toegankelijkheid", "Accessibility"), None),
)
"""The pages at the foot of every page: privacy and rules, accessibility."""

ROLE_NAMES: Final = (
    (Role.AIOS, Text("aios", "trainee")),
    (Role.HAO, Text("opleider", "trainer")),
    (Role.KOPPELAAR, Text("koppelaar", "coordinator")),
    (Role.A_TEAM, Text("A-team", "A-team")),
    (Role.O_TEAM, Text("O-team", "O-team")),
    (Role.BEHEER, Text("beheer", "administrator")),
)


def pages_for(visitor: Visitor, ronde: Koppelronde | None) -> tuple[MenuLine, ...]:
    """The menu of this visitor."""
    return tuple(line for line in PAGES if line.is_for(visitor, ronde))
