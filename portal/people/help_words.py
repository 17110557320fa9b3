"""The help of participants: one page for aios, one for opleiders."""

from __future__ import annotations

from typing import Final

from koppelronde.domain.language import Text

HELP: Final = (
    ("aios", Text("Voor aios", "For trainees"), (
        Text("Inloggen. Je kreeg een mail met een knop. Daarna log je in met een passkey (je "
             "vinger of gezicht), of met een code per mail en een app.",
             "Logging in. You got a mail with a button. After that you log in with a passkey (your "
             "finger or face), or with a mailed code and an app."),
        Text("Overzicht. Bovenaan staat altijd één ding: je volgende stap, en hoe lang nog.",
             "Overview. At the top there is always one thing: your next step, and your time."),
        Text("Mijn profiel. Schrijf wie je bent, je ervaring en je leerwensen. Alles wordt vanzelf "
             "bewaard. Kijk bij het voorbeeld hoe opleiders je zien.",
             "My profile. Write who you are, your experience and what you want to learn. It is "
             "saved by itself. The preview shows what trainers see."),
        Text("Opleiders en praktijken. Lees, geef een ster, maak een notitie. Die ziet alleen jij.",
             "Trainers and practices. Read, give a star, make a note. Only you see those."),
        Text("Carrousel. Op je telefoon staat waar je nu moet zijn en wie daarna komt. Wijzigt er "
             "iets, dan zie je het binnen tien seconden. Notities werken ook zonder verbinding.",
             "Carousel. Your phone shows where to be now and who comes next. Changes show within "
             "ten seconds. Notes work without a connection too."),
        Text("Voorkeurslijst. Zet iedereen in de volgorde die je echt wilt. Inleveren mag vaker; "
             "de laatste telt. Je krijgt een bewijs met een nummer.",
             "Ranked list. Put everybody in the order you really want. You may hand in again; the "
             "last one counts. You get a receipt with a number."),
        Text("Uitslag. Opent voor iedereen op hetzelfde uur, met de reden erbij.",
             "Result. Opens for everybody at the same hour, with the reason."),
    )),
    ("hao", Text("Voor opleiders", "For trainers"), (
        Text("Inloggen. Je kreeg een mail met een knop. Twee opleiders op één plaats hebben elk "
             "een eigen account en samen één lijst; wie het laatst bewaarde staat erbij.",
             "Logging in. You got a mail with a button. Two trainers on one place have an account "
             "each and one list together; who saved last is named."),
        Text("Mijn leerwerkplan en praktijk. Drie korte stukken, eventueel een foto en een PDF. "
             "Een half uur werk, en je hoeft niets apart te bewaren.",
             "My training plan and practice. Three short pieces, a photo and a PDF if you like. "
             "Half an hour of work, and nothing to save separately."),
        Text("Aios in deze ronde. Lees wie er komt, geef een ster, maak een notitie.",
             "Trainees in this round. Read who comes, give a star, make a note."),
        Text("Carrousel. Je ziet per ronde wie er tegenover je zit, met ruimte voor een notitie.",
             "Carousel. For each turn you see who sits opposite, with room for a note."),
        Text("Voorkeurslijst. Iedereen die je sprak staat erop. Zet ze op volgorde met de pijlen "
             "of sleep ze; kijk na en lever in.",
             "Ranked list. Everybody you met is on it. Order them with the arrows or drag them; "
             "check and hand in."),
        Text("Lukt het niet, bel dan je team. Je lijst kan ook door de telefoon.",
             "If it does not work, phone your team. Your list can be taken by telephone."),
    )),
)  # fmt: skip
