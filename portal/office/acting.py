"""What every page of the office needs to perform an act: who, on which version, and the answer."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from bureau.actions.papers import Papers
from koppelronde.domain.acting import By
from portal.desk import desk
from portal.visitor import account_of


def by_of(request: HttpRequest) -> By:
    """The visitor, now, by this door."""
    return By(account_of(request).name, desk().now(), "portaal")


def expected(request: HttpRequest) -> int | None:
    """The version that the form was made from; None where it carries none."""
    text = request.POST.get("versie", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def in_groups(mark: str) -> str:
    """A mark in groups of four, to read aloud."""
    return " ".join(mark[n : n + 4] for n in range(0, len(mark), 4))


def as_download(papers: Papers) -> HttpResponse:
    """One paper as it is, several as one zip; the journal knows that they were handed out."""
    files: Mapping[str, bytes] = papers.files
    if len(files) == 1:
        ((name, content),) = files.items()
        return download(name.rpartition("/")[2], content)
    return download(f"{papers.folder or 'papieren'}.zip", zipped(files))


def download(name: str, content: bytes) -> HttpResponse:
    """A file to keep; never shown inside a page."""
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one archive, the same bytes for the same files."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name])
    return made.getvalue()
