"""A photo is drawn anew, a PDF that would do something is refused."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from bureau.inbox.records import UploadKind
from bureau.inbox.safe_files import PDF_BYTES, PHOTO_EDGE, safe_pdf, safe_photo
from bureau.inbox.uploads import keep_upload, read_upload, uploads_of
from koppelronde.domain.errors import WrongUse
from tests.bureau.inbox.conftest import Office


def picture(kind: str = "JPEG", size: tuple[int, int] = (1200, 800), **more: object) -> bytes:
    written = BytesIO()
    image = Image.new("RGB", size, "white")
    image.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    image.save(written, kind, **more)
    return written.getvalue()


def document(change: object = None) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    if callable(change):
        change(made)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def test_a_photo_becomes_a_small_jpeg_without_where_and_when() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif[0x010F] = "maker"
    exif.get_ifd(0x8825)[1] = "N"
    safe = safe_photo(picture(exif=exif) + b"<script>alert(1)</script>")
    with Image.open(BytesIO(safe)) as seen:
        assert seen.format == "JPEG"
        assert seen.size == (341, PHOTO_EDGE)
        assert dict(seen.getexif()) == {}
        assert seen.getpixel((170, 100))[0] > 150  # turned: the red half is above
        assert seen.getpixel((170, 400)) > (240, 240, 240)
    assert b"script" not in safe


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_photos_that_phones_make_are_taken(kind: str) -> None:
    assert safe_photo(picture(kind)).startswith(b"\xff\xd8")


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(WrongUse):
        safe_photo(picture("PNG", (30_000, 2_000)))


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='x'><script/></svg>", b"<html>", picture("GIF"), picture()[:900],
     b"\x89PNG\r\n\x1a\n" + b"0" * 64],
    ids=["empty", "svg", "html", "gif", "cut off", "png without end"],
)  # fmt: skip
def test_what_is_no_photo_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(WrongUse) as refused:
        safe_photo(content)
    assert "JPEG, PNG of WebP" in refused.value.says.nl


def test_a_plain_pdf_is_kept_to_the_byte() -> None:
    content = document()
    assert safe_pdf(content) == content


def _open_script(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _launch(made: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action)
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(link)])


def _attachment(made: pikepdf.Pdf) -> None:
    made.attachments["x.exe"] = pikepdf.AttachedFileSpec(made, b"MZ")


def _on_closing(made: pikepdf.Pdf) -> None:
    made.pages[0].AA = pikepdf.Dictionary(C=pikepdf.Dictionary(S=pikepdf.Name.Named))


def _sends_a_form(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([pikepdf.Dictionary(A=pikepdf.Dictionary(S=pikepdf.Name.SubmitForm))])
    )


@pytest.mark.parametrize("change", [_open_script, _launch, _attachment, _on_closing, _sends_a_form])
def test_a_pdf_that_would_do_something_is_refused(change: object) -> None:
    with pytest.raises(WrongUse) as refused:
        safe_pdf(document(change))
    assert "Druk hem opnieuw af" in refused.value.says.nl


def test_what_is_no_pdf_or_too_large_is_refused() -> None:
    for content in (b"", b"PK\x03\x04 a docx", b"%PDF-1.7 broken", document()[:60]):
        with pytest.raises(WrongUse):
            safe_pdf(content)
    with pytest.raises(WrongUse) as refused:
        safe_pdf(b"%PDF-" + b"0" * PDF_BYTES)
    assert refused.value.says.nl == "Dit bestand is 5,0 MB; 5 MB is het meeste."


def test_a_new_file_replaces_the_one_of_its_kind_at_another_address(office: Office) -> None:
    photo = safe_photo(picture())
    first = keep_upload(office.inbox, "R", "A01", UploadKind.PHOTO, photo, "image/jpeg", by="Imke")
    second = keep_upload(office.inbox, "R", "A01", UploadKind.PHOTO, photo, "image/jpeg", by="Imke")
    assert read_upload(office.inbox, first.id) is None
    assert read_upload(office.inbox, second.id) == (second, photo)
    assert uploads_of(office.inbox, "R", "A01") == {UploadKind.PHOTO: second}
