"""Mijn profiel, Mijn leerwerkplan en praktijk: texts, photo and one PDF, as others will see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from bureau.inbox.profiles import LONGEST, ProfileChanged, save_profile
from bureau.inbox.profiles import profile as profile_of
from bureau.inbox.records import ProfileRecord, UploadKind
from bureau.inbox.safe_files import safe_pdf, safe_photo
from bureau.inbox.uploads import keep_upload, remove_upload, uploads_of
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side
from portal.desk import desk
from portal.people.autosave_words import AUTOSAVE
from portal.people.each_other.card_words import CARD
from portal.people.each_other.profile_fields import FIELDS, PAPER, PAPER_NAMES, Told, told
from portal.people.each_other.sheets import sheet_of
from portal.people.own import Me, me
from portal.rights import Act, who
from portal.templatetags.portal import at, say
from portal.visitor import visitor_of

UPLOADS_AN_HOUR: Final = 20


@dataclass(frozen=True, slots=True)
class _Says:
    aios: Text = Text("Mijn profiel", "My profile")
    hao: Text = Text("Mijn leerwerkplan en praktijk", "My training plan and practice")
    for_aios: Text = Text(
        "Zo stel je je voor aan de opleiders van deze ronde.",
        "This is how you introduce yourself to the trainers of this round.",
    )
    for_hao: Text = Text(
        "Zo kiezen aios met wie ze willen kennismaken. Korte stukken lezen het prettigst.",
        "This is how trainees choose whom to meet. Short pieces read best.",
    )
    private: Text = Text(
        "Partner, kinderen, geloof en afkomst hoeven er niet in.",
        "Partner, children, belief and origin need not be in it.",
    )
    save: Text = Text("Bewaren", "Save")
    saved: Text = Text("Bewaard om", "Saved at")
    saved_by: Text = Text("door", "by")
    by_itself: Text = Text(
        "Elke wijziging wordt vanzelf bewaard.", "Each change is saved by itself."
    )
    not_yet: Text = Text("Nog niets bewaard.", "Nothing saved yet.")
    photo: Text = Text("Foto", "Photo")
    photo_why: Text = Text(
        "Mag, hoeft niet: een gezicht onthoudt beter na een middag vol gesprekken. JPEG, PNG of "
        "WebP tot 12 MB; we maken hem klein en halen de plaats eruit.",
        "Optional: a face is easier to remember after an afternoon of meetings. JPEG, PNG or WebP "
        "up to 12 MB; we make it small and take the location out.",
    )
    pdf_why: Text = Text("Eén PDF, tot 5 MB. Mag, hoeft niet.", "One PDF, up to 5 MB. Optional.")
    choose: Text = Text("Kies een bestand", "Choose a file")
    send: Text = Text("Toevoegen", "Add")
    replace: Text = Text("Vervangen", "Replace")
    remove: Text = Text("Weghalen", "Remove")
    there: Text = Text("Toegevoegd", "Added")
    preview_aios: Text = Text("Zo zien opleiders je", "What trainers see")
    preview_hao: Text = Text("Zo zien aios je", "What trainees see")
    back: Text = Text("Verder schrijven", "Go on writing")
    changed: Text = Text("heeft dit intussen ook gewijzigd", "changed this meanwhile too")
    changed_what: Text = Text(
        "Er is niets overschreven. Wat jij typte staat hieronder; eronder staat wat er nu bewaard "
        "is. Bewaar je, dan telt wat hier staat.",
        "Nothing was overwritten. What you typed is below, with what is saved now under it. If you "
        "save, what stands here counts.",
    )
    theirs: Text = Text("Nu bewaard:", "Saved now:")
    no_file: Text = Text("Kies eerst een bestand.", "Choose a file first.")
    too_often: Text = Text(
        "Je voegde dit uur al 20 bestanden toe. Probeer het straks.",
        "You added 20 files this hour. Try later.",
    )
    empty: Text = Text("Nog niet ingevuld.", "Not filled in yet.")


SAYS: Final = _Says()


@who(Act.OWN, post=True)
def own_profile(request: HttpRequest) -> HttpResponse:
    """Read and write; a script saves by itself and gets JSON."""
    mine = me(request)
    if request.method != "POST":
        return _page(request, mine, profile_of(desk().inbox, mine.ronde.name, mine.code))
    texts = _typed(mine, request)
    wants_json = "application/json" in request.headers.get("Accept", "")
    try:
        kept = save_profile(
            desk().inbox, mine.ronde.name, mine.code, texts,
            expect=_revision(request), by=mine.account.name,
        )  # fmt: skip
    except ProfileChanged as error:
        if wants_json:
            message = f"{error.other.saved_by} {say(SAYS.changed)}."
            return JsonResponse({"says": message}, status=409)
        return _page(request, mine, error.other, typed=texts, status=409)
    except WrongUse as error:
        if wants_json:
            return JsonResponse({"says": say(error.says)}, status=400)
        found = profile_of(desk().inbox, mine.ronde.name, mine.code)
        return _page(request, mine, found, typed=texts, wrong=error.says, status=400)
    if wants_json:
        return JsonResponse({"revision": kept.revision, "says": _saved_words(kept)})
    return HttpResponseRedirect(reverse("own_profile"))


@who(Act.OWN)
def preview(request: HttpRequest) -> HttpResponse:
    """The own page as the other side has it."""
    mine = me(request)
    context = {
        "says": SAYS, "mine": mine, "card": CARD, "sheet": sheet_of(mine.ronde, mine.code)
    }  # fmt: skip
    return render(request, "people/preview.html", context)


@who(Act.OWN, post=True)
def own_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Add, replace or remove the photo or the PDF."""
    mine, asked = me(request), _kind(me(request).side, kind)
    inbox, ronde = desk().inbox, mine.ronde.name
    if request.method == "POST" and "remove" in request.POST:
        remove_upload(inbox, ronde, mine.code, asked)
    elif request.method == "POST":
        try:
            content = _file_of(request, mine)
            made, media = (
                (safe_photo(content), "image/jpeg") if asked is UploadKind.PHOTO
                else (safe_pdf(content), "application/pdf")
            )  # fmt: skip
        except WrongUse as error:
            found = profile_of(inbox, ronde, mine.code)
            return _page(request, mine, found, file_wrong={kind: error.says}, status=400)
        keep_upload(inbox, ronde, mine.code, asked, made, media, by=mine.account.name)
    return HttpResponseRedirect(reverse("own_profile") + "#bestanden")


def _page(
    request: HttpRequest, mine: Me, found: ProfileRecord, *, typed: dict[str, str] | None = None,
    wrong: Text | None = None, file_wrong: dict[str, Text] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    saved = told(mine.side, found)
    rows = [(row, row.text if typed is None else typed[row.field.name]) for row in saved]
    context = {
        "says": SAYS, "mine": mine, "found": found, "longest": LONGEST, "autosave": AUTOSAVE,
        "rows": [{"told": row, "text": text, "theirs": _theirs(row, text, status)}
                 for row, text in rows],
        "saved": _saved_words(found) if found.revision else "",
        "conflict": found.saved_by if status == 409 else "", "wrong": wrong,
        "files": _files(mine, file_wrong or {}),
    }  # fmt: skip
    return render(request, "people/profile.html", context, status=status)


def _theirs(row: Told, text: str, status: int) -> str:
    return row.text if status == 409 and row.text.strip() != text.strip() else ""


def _files(mine: Me, wrong: dict[str, Text]) -> list[dict[str, Any]]:
    there = uploads_of(desk().inbox, mine.ronde.name, mine.code)
    paper = PAPER[mine.side]
    wanted = (
        (UploadKind.PHOTO, SAYS.photo, SAYS.photo_why, "image/jpeg,image/png,image/webp"),
        (paper, PAPER_NAMES[mine.side], SAYS.pdf_why, "application/pdf"),
    )
    return [
        {"kind": kind.value, "label": label, "why": why, "accept": accept,
         "file": there.get(kind), "wrong": wrong.get(kind.value)}
        for kind, label, why, accept in wanted
    ]  # fmt: skip


def _saved_words(found: ProfileRecord) -> str:
    by = f" {say(SAYS.saved_by)} {found.saved_by}" if found.saved_by else ""
    return f"{say(SAYS.saved)} {at(found.saved_at)}{by}"


def _typed(mine: Me, request: HttpRequest) -> dict[str, str]:
    def typed(name: str) -> str:
        return str(request.POST.get(name, "")).replace("\r\n", "\n").replace("\x00", "")

    return {field.name: typed(field.name) for field in FIELDS[mine.side]}


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def _kind(side: Side, kind: str) -> UploadKind:
    asked = {k.value: k for k in (UploadKind.PHOTO, PAPER[side])}.get(kind)
    if asked is None:
        raise Http404
    return asked


def _file_of(request: HttpRequest, mine: Me) -> bytes:
    given = request.FILES.get("file")
    if given is None or not given.size:
        raise WrongUse(SAYS.no_file)
    key = f"uploads-{mine.account.id}"
    cache.add(key, 0, 3600)
    if cache.incr(key) > UPLOADS_AN_HOUR:
        raise WrongUse(SAYS.too_often)
    return bytes(given.read())


def title_of(request: HttpRequest) -> Text:
    """What this page is called for this side."""
    person = visitor_of(request).person
    return SAYS.hao if person is not None and person.side is Side.HAO else SAYS.aios
