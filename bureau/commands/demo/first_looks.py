"""What to look at first in the folder of a demonstration."""

from __future__ import annotations

from typing import Final

from koppelronde.domain.language import Text

FIRST_LOOKS: Final = (
    (Text("roosters-aios.pdf", "rosters-aios.pdf"),
     Text("een rooster per aios", "a roster for each trainee")),
    (Text("wandkaart-a3.pdf", "wall-chart-a3.pdf"),
     Text("wie zit waar, voor aan de muur", "who sits where, for the wall")),
    (Text("bel.html", "bell.html"),
     Text("de klok voor de beamer", "the clock for the beamer")),
    (Text("bezoeken-aios.pdf", "visits-aios.pdf"),
     Text("wie bij wie op gesprek gaat", "who goes to see whom")),
    (Text("bellijst.pdf", "call-list.pdf"),
     Text("wie u belt en wat u zegt", "whom you call and what you say")),
    (Text("uitslag.pdf", "results.pdf"),
     Text("de uitslag, met plaatjes", "the results, with pictures")),
    (Text("uitslag.xlsx", "results.xlsx"),
     Text("dezelfde uitslag voor Excel", "the same for Excel")),
    (Text("verslag.html", "report.html"),
     Text("het verslag voor de evaluatie", "the report for the evaluation")),
)  # fmt: skip
"""How the name of the file ends, and what is in it."""
