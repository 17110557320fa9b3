"""The words of the pages for getting in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class _Login:
    title: Text = Text("Inloggen", "Log in")
    passkey: Text = Text("Met je passkey", "With your passkey")
    passkey_what: Text = Text(
        "Je vinger, je gezicht of de pincode van dit apparaat. Er is geen wachtwoord.",
        "Your finger, your face or the PIN of this device. There is no password.",
    )
    passkey_go: Text = Text("Inloggen met passkey", "Log in with a passkey")
    passkey_failed: Text = Text(
        "De passkey werd niet gebruikt. Probeer het nog eens, of laat een code mailen.",
        "The passkey was not used. Try again, or have a code mailed.",
    )
    no_script: Text = Text(
        "Een passkey heeft een script nodig. Zonder kun je een code laten mailen.",
        "A passkey needs a script. Without, you can have a code mailed.",
    )
    mail: Text = Text("Of met een code per mail", "Or with a code by mail")
    address: Text = Text("Je mailadres", "Your e-mail address")
    address_hint: Text = Text(
        "Het adres waarop je de uitnodiging kreeg.", "The address at which you were invited."
    )
    send: Text = Text("Stuur een code", "Send a code")
    fill: Text = Text("Vul de code in", "Fill in the code")
    on_its_way: Text = Text(
        "Als we dit adres kennen, is de code onderweg. Hij geldt 10 minuten.",
        "If we know this address, the code is on its way. It is valid for 10 minutes.",
    )
    code: Text = Text("Code van 8 letters", "Code of 8 letters")
    on: Text = Text("Verder", "Continue")
    again: Text = Text("Stuur een nieuwe code", "Send a new code")
    stuck: Text = Text("Ik kom er niet in", "I cannot get in")
    stuck_what: Text = Text(
        "Telefoon kwijt of nieuw? Gebruik een van je herstelcodes. Heb je die niet, bel dan je "
        "eigen team: we bellen je terug op het nummer dat we van je kennen en zetten het binnen "
        "twee minuten recht.",
        "Lost your telephone, or a new one? Use one of your recovery codes. If you have none, "
        "phone your own team: we call you back on the number we know and set it right within two "
        "minutes.",
    )
    second: Text = Text("Nog één stap", "One more step")
    second_what: Text = Text(
        "Vul de code uit je app in, of een van je herstelcodes.",
        "Fill in the code of your app, or one of your recovery codes.",
    )
    second_code: Text = Text(
        "Code uit je app, of herstelcode", "Code of your app, or recovery code"
    )
    second_clock: Text = Text(
        "Klopt de code niet? Kijk of de klok van je telefoon op automatisch staat.",
        "Is the code refused? See whether the clock of your telephone is set automatically.",
    )
    second_passkey: Text = Text("Of met je passkey", "Or with your passkey")
    inactive: Text = Text("Dit account staat uit", "This account is switched off")
    inactive_what: Text = Text(
        "Bel je eigen team als dat niet klopt.", "Phone your own team if that is not right."
    )
    out: Text = Text("Uitloggen", "Log out")
    out_what: Text = Text("Wil je uitloggen?", "Do you want to log out?")
    prove: Text = Text("Even bewijzen dat jij het bent", "Prove for a moment that it is you")
    prove_what: Text = Text(
        "Je wijzigt iets aan je beveiliging. Vul een code uit je app of een herstelcode in.",
        "You change something about your security. Fill in a code of your app or a recovery code.",
    )
    prove_mail: Text = Text(
        "We mailen je een code. Vul die op de volgende bladzijde in.",
        "We mail you a code. Fill it in on the next page.",
    )


@dataclass(frozen=True, slots=True)
class _Activate:
    step_1: Text = Text("1. Jij bent het", "1. It is you")
    step_2: Text = Text("2. Zo log je in", "2. How you log in")
    step_3: Text = Text("3. Voor noodgevallen", "3. For emergencies")
    steps: Text = Text("Stappen", "Steps")
    hello: Text = Text("Dag", "Hello")
    title: Text = Text("Maak je account klaar", "Set up your account")
    what: Text = Text(
        "Dat duurt twee minuten. Je kiest zelf hoe je inlogt; een wachtwoord is er niet.",
        "It takes two minutes. You choose how to log in; there is no password.",
    )
    go: Text = Text("Dit ben ik, verder", "This is me, continue")
    not_you: Text = Text(
        "Ben je dit niet? Druk dan nergens op en bel ons even. Deze uitnodiging opent niets "
        "anders dan deze bladzijde en geldt tot en met",
        "Is this not you? Then press nothing and phone us. This invitation opens nothing but this "
        "page and is valid until",
    )
    by_code: Text = Text("Account activeren met een code", "Set up your account with a code")
    by_code_what: Text = Text(
        "De code van 8 letters staat in je uitnodiging.",
        "The code of 8 letters is in your invitation.",
    )
    wrong: Text = Text(
        "Deze code kennen we niet, of hij geldt niet meer. Vraag je eigen team om een nieuwe.",
        "We do not know this code, or it is no longer valid. Ask your own team for a new one.",
    )
    expired_over: Text = Text("Verlopen link", "Expired link")
    expired: Text = Text("Deze uitnodiging is verlopen", "This invitation has expired")
    expired_what: Text = Text(
        "We sturen een nieuwe naar het adres dat we van je hebben; je hoeft niets in te vullen.",
        "We send a new one to the address that we have of you; there is nothing to fill in.",
    )
    renew: Text = Text("Stuur een nieuwe", "Send a new one")
    renewed: Text = Text("De nieuwe uitnodiging is onderweg", "The new invitation is on its way")
    used: Text = Text("Deze uitnodiging is al gebruikt", "This invitation was used already")
    used_what: Text = Text(
        "Heb je je account al klaargemaakt, log dan in. Was jij dat niet, bel dan je eigen team.",
        "If you set up your account already, log in. If that was not you, phone your own team.",
    )
    replaced: Text = Text("Er is een nieuwere uitnodiging", "There is a newer invitation")
    replaced_what: Text = Text(
        "Gebruik de link uit de nieuwste mail. Heb je je account al klaargemaakt, log dan in.",
        "Use the link of the newest mail. If you set up your account already, log in.",
    )
    to_login: Text = Text("Naar inloggen", "To the login page")


@dataclass(frozen=True, slots=True)
class _Factor:
    title: Text = Text("Hoe wil je inloggen?", "How do you want to log in?")
    what: Text = Text(
        "Kies één manier. Een tweede kan later, bij Beveiliging.",
        "Choose one way. A second one can come later, under Security.",
    )
    way: Text = Text("Manier van inloggen", "Way of logging in")
    passkey: Text = Text("Passkey op dit apparaat", "Passkey on this device")
    passkey_what: Text = Text(
        "Vinger, gezicht of pincode. Het snelst, en niemand kan hem afkijken.",
        "Finger, face or PIN. The quickest, and nobody can watch it.",
    )
    app: Text = Text("App met codes op je telefoon", "App with codes on your telephone")
    app_what: Text = Text(
        "Handig op een computer die je met anderen deelt in de praktijk.",
        "Handy on a computer that you share with others at the practice.",
    )
    make: Text = Text("Passkey maken", "Make a passkey")
    make_what: Text = Text(
        "Je apparaat vraagt zo om je vinger, gezicht of pincode.",
        "Your device will ask for your finger, face or PIN.",
    )
    name: Text = Text("Hoe noem je dit apparaat?", "What do you call this device?")
    failed: Text = Text(
        "Er is geen passkey gemaakt. Probeer het nog eens, of kies de app met codes.",
        "No passkey was made. Try again, or choose the app with codes.",
    )
    scan: Text = Text("Koppel je app", "Connect your app")
    scan_what: Text = Text(
        "Open je app met codes en richt hem op dit vierkant. Lukt dat niet, typ de sleutel over.",
        "Open your app with codes and point it at this square. If you cannot, type the key.",
    )
    key: Text = Text("Sleutel", "Key")
    code: Text = Text("Code van 6 cijfers uit de app", "Code of 6 digits from the app")
    connect: Text = Text("Koppelen", "Connect")
    codes: Text = Text("Je herstelcodes", "Your recovery codes")
    codes_what: Text = Text(
        "Voor als je telefoon kwijt is. Je ziet ze één keer. Druk ze af of schrijf ze op, en leg "
        "ze niet naast de computer.",
        "For when your telephone is lost. You see them once. Print them or write them down, and "
        "do not keep them beside the computer.",
    )
    codes_hidden: Text = Text(
        "Je herstelcodes zijn één keer getoond. Ben je ze kwijt, maak dan nieuwe.",
        "Your recovery codes were shown once. If you lost them, make new ones.",
    )
    saved: Text = Text("Ik heb ze bewaard, verder", "I kept them, continue")
    new_codes: Text = Text("Nieuwe herstelcodes maken", "Make new recovery codes")
    new_codes_what: Text = Text(
        "De codes die je had, werken dan niet meer.", "The codes that you had stop working then."
    )


@dataclass(frozen=True, slots=True)
class _Security:
    title: Text = Text("Beveiliging", "Security")
    what: Text = Text(
        "Hoe je inlogt, en waar je nu ingelogd bent.",
        "How you log in, and where you are logged in now.",
    )
    passkeys: Text = Text("Passkeys", "Passkeys")
    no_passkeys: Text = Text("Je hebt nog geen passkey.", "You have no passkey yet.")
    made: Text = Text("gemaakt op", "made on")
    used: Text = Text("laatst gebruikt op", "last used on")
    add: Text = Text("Passkey toevoegen", "Add a passkey")
    remove: Text = Text("Weghalen", "Remove")
    removing: Text = Text("Passkey weghalen", "Remove a passkey")
    remove_what: Text = Text(
        "Je kunt er daarna niet meer mee inloggen.", "After that you cannot log in with it."
    )
    keep: Text = Text("Toch houden", "Keep it")
    app: Text = Text("App met codes", "App with codes")
    app_on: Text = Text("Aan", "On")
    app_off: Text = Text("Uit", "Off")
    app_start: Text = Text("App koppelen", "Connect an app")
    app_stop: Text = Text("App loskoppelen", "Disconnect the app")
    app_stop_what: Text = Text(
        "De codes uit je app werken daarna niet meer.",
        "The codes of your app stop working after that.",
    )
    codes: Text = Text("Herstelcodes", "Recovery codes")
    codes_left: Text = Text("nog niet gebruikt:", "not used yet:")
    codes_new: Text = Text("Nieuwe maken", "Make new ones")
    sessions: Text = Text("Waar je ingelogd bent", "Where you are logged in")
    sessions_see: Text = Text("Bekijken", "See")
    session_here: Text = Text("Dit apparaat, nu", "This device, now")
    session_since: Text = Text("sinds", "since")
    sessions_end: Text = Text("Overal elders uitloggen", "Log out everywhere else")
    sessions_only: Text = Text(
        "Je bent nergens anders ingelogd.", "You are logged in nowhere else."
    )
    lost: Text = Text("Telefoon kwijt?", "Lost your telephone?")
    lost_what: Text = Text(
        "Bel je eigen team. We bellen je terug op het nummer dat we van je kennen, halen je oude "
        "manier van inloggen weg, en je kiest een nieuwe.",
        "Phone your own team. We call you back on the number we know, remove your old way of "
        "logging in, and you choose a new one.",
    )


@dataclass(frozen=True, slots=True)
class _First:
    title: Text = Text("Het eerste account", "The first account")
    what: Text = Text(
        "Je krijgt alle rollen en kunt daarna anderen toevoegen.",
        "You get every role and can add others afterwards.",
    )
    alone: Text = Text("Het portaal op deze computer", "The portal on this computer")
    alone_what: Text = Text(
        "Alleen jij werkt hier; niemand van buiten kan erbij.",
        "Only you work here; nobody from outside can reach anything here.",
    )
    begin: Text = Text("Beginnen", "Begin")
    name: Text = Text("Je naam", "Your name")
    email: Text = Text("Je mailadres", "Your e-mail address")
    go: Text = Text("Verder", "Continue")
    wrong: Text = Text(
        "Vul je naam en een geldig mailadres in.", "Give your name and a valid address."
    )


FIRST: Final = _First()
LOGIN: Final = _Login()
ACTIVATE: Final = _Activate()
FACTOR: Final = _Factor()
SECURITY: Final = _Security()
