"""The round while files are read into it: what was known, plus what the sheets say."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bureau.workbook.layout.columns import Kind
from bureau.workbook.rows.directory import Directory
from koppelronde.domain.lists import Veto, Voorkeurslijst
from koppelronde.domain.people import Aios, Hao, Praktijk
from koppelronde.domain.ronde import (
    CarrouselWish,
    Koppelronde,
    Presence,
    Settings,
    VisitOutcome,
    VisitWish,
)


@dataclass(slots=True)
class Draft:
    """Everything by code. ``touched`` names, per kind, the codes that the sheets mentioned."""

    ronde: Koppelronde
    directory: Directory
    settings: Settings
    aios: dict[str, Aios]
    haos: dict[str, Hao]
    praktijken: dict[str, Praktijk]
    lists: dict[Kind, dict[str, Voorkeurslijst]]
    vetoes: dict[tuple[str, str], Veto]
    wishes: dict[tuple[str, str], tuple[VisitWish, ...]]
    outcomes: dict[tuple[str, str], tuple[VisitOutcome, ...]]
    carrousel: dict[tuple[str, str, str], CarrouselWish]
    presences: dict[str, Presence]
    travel: dict[tuple[str, str], int]
    withdrawn: set[str] = field(default_factory=set)
    touched: dict[Kind, set[str]] = field(default_factory=dict)

    def touch(self, kind: Kind, code: str) -> None:
        """A sheet of that kind mentioned this code."""
        self.touched.setdefault(kind, set()).add(code)

    def number(self, name: str) -> int:
        """A number of the round as it will be."""
        override = self.settings.numbers.get(name)
        return self.ronde.procedure.number(name) if override is None else override

    def finished(self) -> Koppelronde:
        """The new round, everything sorted by code."""

        def merged(kind: Kind) -> tuple[Voorkeurslijst, ...]:
            return tuple(lijst for _, lijst in sorted(self.lists[kind].items()))

        return replace(
            self.ronde,
            settings=self.settings,
            aios=tuple(person for _, person in sorted(self.aios.items())),
            haos=tuple(person for _, person in sorted(self.haos.items())),
            praktijken=tuple(praktijk for _, praktijk in sorted(self.praktijken.items())),
            lists_before=merged(Kind.VOORKEUREN_VOORAF),
            lists_aios=merged(Kind.VOORKEUREN_AIOS),
            lists_hao=merged(Kind.VOORKEUREN_HAO),
            vetoes=tuple(sorted(self.vetoes.values())),
            visit_wishes=tuple(sorted(w for wishes in self.wishes.values() for w in wishes)),
            visit_outcomes=tuple(
                sorted(
                    (outcome for found in self.outcomes.values() for outcome in found),
                    key=lambda o: (o.aios, o.praktijk, str(o.day or ""), o.status),
                )
            ),
            carrousel_wishes=tuple(sorted(self.carrousel.values())),
            presences=tuple(presence for _, presence in sorted(self.presences.items())),
            travel=dict(sorted(self.travel.items())),
            withdrawn=tuple(sorted(self.withdrawn)),
        )


def draft_of(ronde: Koppelronde) -> Draft:
    """The round as it is, ready to be added to."""
    wishes: dict[tuple[str, str], tuple[VisitWish, ...]] = {}
    for wish in ronde.visit_wishes:
        owner = (wish.by.value, wish.aios if wish.by.value == "aios" else wish.praktijk)
        wishes[owner] = (*wishes.get(owner, ()), wish)
    outcomes: dict[tuple[str, str], tuple[VisitOutcome, ...]] = {}
    for outcome in ronde.visit_outcomes:
        visit = (outcome.aios, outcome.praktijk)
        outcomes[visit] = (*outcomes.get(visit, ()), outcome)
    return Draft(
        ronde=ronde,
        directory=Directory(ronde),
        settings=ronde.settings,
        aios=dict(ronde.aios_by_code),
        haos=dict(ronde.hao_by_code),
        praktijken=dict(ronde.praktijk_by_code),
        lists={
            Kind.VOORKEUREN_VOORAF: {lijst.owner: lijst for lijst in ronde.lists_before},
            Kind.VOORKEUREN_AIOS: {lijst.owner: lijst for lijst in ronde.lists_aios},
            Kind.VOORKEUREN_HAO: {lijst.owner: lijst for lijst in ronde.lists_hao},
        },
        vetoes={(veto.aios, veto.hao): veto for veto in ronde.vetoes},
        wishes=wishes,
        outcomes=outcomes,
        carrousel={(w.by.value, w.aios, w.hao): w for w in ronde.carrousel_wishes},
        presences={presence.code: presence for presence in ronde.presences},
        travel=dict(ronde.travel),
        withdrawn=set(ronde.withdrawn),
    )
