"""What the numbers of a procedure are called on the sheet Ronde."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NUMBER_LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "turn_minutes": (
        "Gespreksduur (min)",
        "Duur gesprek",
        "Minuten per gesprek",
        "Gesprek minuten",
    ),
    "changeover_minutes": ("Wisseltijd (min)", "Wisselen (min)", "Extra wisseltijd"),
    "warning_minutes": ("Waarschuwing voor de bel (min)", "Waarschuwing (min)"),
    "break_after_turns": ("Pauze na ronde", "Pauze na gesprekken", "Pauze na aantal rondes"),
    "break_minutes": ("Pauze (min)", "Pauzeduur", "Duur pauze"),
    "turns_max": ("Aantal rondes", "Maximum aantal rondes", "Aantal gespreksrondes", "Rondes"),
    "meetings_each": ("Gesprekken per AIOS", "Aantal gesprekken per AIOS"),
    "group_size": ("Groepsgrootte", "AIOS per groep"),
    "free_tables": ("Vrije tafels", "Aantal vrije tafels", "Gesprekken tegelijk"),
    "visits_min": ("Minimum bezoeken", "Minimum bezoeken per AIOS", "Minimaal aantal bezoeken"),
    "visits_max": ("Maximum bezoeken per AIOS", "Maximum bezoeken", "Maximaal aantal bezoeken"),
    "practice_cap": (
        "Maximum bezoeken per praktijk",
        "Max bezoeken per praktijk",
        "Grens per praktijk",
    ),
    "visit_minutes": ("Bezoekduur (min)", "Duur bezoek", "Bezoek minuten"),
    "visit_buffer_minutes": ("Speling tussen bezoeken (min)", "Speling (min)"),
    "visits_per_day_max": ("Bezoeken per dag", "Maximum bezoeken per dag"),
    "visits_together": ("AIOS tegelijk op bezoek", "Aantal AIOS tegelijk"),
    "top_ranks": ("Match tot en met voorkeur", "Voorkeuren die een match zijn", "Top"),
    "travel_limit_minutes": ("Reistijd aanvaardbaar (min)", "Maximale reistijd (min)", "Reisgrens"),
    "travel_speed_kmh": ("Geschatte snelheid (km/u)", "Reissnelheid"),
    "travel_detour_percent": ("Omweg (%)", "Omwegfactor (%)"),
    "travel_fixed_minutes": ("Vaste reisminuten", "Instappen en parkeren (min)"),
    "invite_spare": ("Extra uit te nodigen HAO's", "Extra HAO's"),
    "candidates_each": ("Kandidaten per AIOS", "Aantal kandidaten"),
    "process_weeks_before_start": ("Weken voor de start", "Begin (weken voor start)"),
    "process_months_before_start": ("Maanden voor de start", "Begin (maanden voor start)"),
    "results_days_after_lists": ("Uitslag na (dagen)", "Dagen tot uitslag"),
    "keep_ranks_days": ("Ranglijsten bewaren (dagen)", "Bewaartermijn ranglijsten"),
    "keep_contacts_days": ("Contactgegevens bewaren (dagen)", "Bewaartermijn contactgegevens"),
    "keep_rest_days": ("Overige bewaren (dagen)", "Bewaartermijn overige"),
}
"""Label as written in the template first, then other names; a test keeps this complete."""
NO_LIMIT: Final[Mapping[str, str]] = {
    "turns_max": "geen grens",
    "meetings_each": "iedereen",
    "group_size": "één groep",
    "visits_max": "het minimum",
    "practice_cap": "geen grens",
}
"""Where the number 0 does not mean none at all: the word that the sheet has for it."""
