"""Photos, CVs and leerwerkplannen: shown to their owner, to the other side and to the office."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from bureau.actions.participants import side_of
from bureau.inbox.records import UploadKind
from bureau.inbox.uploads import read_upload
from koppelronde.domain.errors import WrongUse
from portal.desk import desk
from portal.rights import Act, reaches, who
from portal.visitor import visitor_of

_NAMES: Final = {
    UploadKind.PHOTO: "foto.jpg",
    UploadKind.CV: "cv.pdf",
    UploadKind.LEERWERKPLAN: "leerwerkplan.pdf",
}


@who(Act.OWN, Act.READ_PROFILE)
def upload(request: HttpRequest, upload: UUID) -> HttpResponse:
    """The file, in a sandbox; anything but a photo is saved and not opened in the page."""
    found = read_upload(desk().inbox, upload)
    ronde = desk().the_round()
    if found is None or found[0].ronde != ronde.name:
        raise Http404
    record, content = found
    try:
        side = side_of(ronde, record.code)
    except WrongUse:
        raise Http404 from None
    visitor = visitor_of(request)
    if not any(reaches(visitor, act, side, record.code) for act in (Act.OWN, Act.READ_PROFILE)):
        raise Http404
    how = "inline" if record.kind is UploadKind.PHOTO else "attachment"
    response = HttpResponse(content, content_type=record.media_type)
    response["Content-Disposition"] = f'{how}; filename="{_NAMES[record.kind]}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
