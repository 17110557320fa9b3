"""Profiles are written, guarded and read by the other side; stars and notes stay one's own."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bureau.inbox.profiles import profile, save_profile
from bureau.inbox.records import UploadKind
from bureau.inbox.uploads import read_upload, uploads_of
from portal.people.own import id_of
from tests.portal.opened import Portal

JSON = {"accept": "application/json"}


def of(portal: Portal, role: str, number: int) -> tuple[Any, str, Any]:
    account = portal.somebody(role, number)
    who = account.in_round(portal.desk.the_round().name)
    assert who is not None
    return portal.logged_in(account), who.code, account


def test_what_somebody_types_is_kept_and_read_by_the_other_side(portal: Portal) -> None:
    client, code, _ = of(portal, "aios", 14)
    ronde = portal.desk.the_round()
    found = profile(portal.desk.inbox, ronde.name, code)
    answer = client.post(
        "/profiel/", {"revision": found.revision, "about": "Ik & <b>jij</b>"}, headers=JSON
    )
    assert answer.status_code == 200
    assert answer.json()["revision"] == found.revision + 1
    hao, _, _ = of(portal, "hao", 14)
    page = hao.get(f"/mensen/{id_of(ronde, code)}/").content.decode()
    assert "Ik &amp; &lt;b&gt;jij&lt;/b&gt;" in page
    assert code not in page
    assert "Ik &amp; &lt;b&gt;jij" in client.get("/profiel/voorbeeld/").content.decode()


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(portal: Portal) -> None:
    client, code, _ = of(portal, "hao", 15)
    name = portal.desk.the_round().name
    save_profile(portal.desk.inbox, name, code, {"practice": "Van Ilse"}, expect=0, by="Ilse")
    page = client.post("/profiel/", {"revision": "0", "practice": "Van Daan"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "Van Daan" in text
    assert "Van Ilse" in text
    assert "Ilse heeft dit intussen ook gewijzigd" in text
    assert profile(portal.desk.inbox, name, code).texts["practice"] == "Van Ilse"
    script = client.post("/profiel/", {"revision": "0", "practice": "Van Daan"}, headers=JSON)
    assert script.status_code == 409


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 40, "0\x00"])
def test_a_forged_revision_overwrites_nothing(portal: Portal, revision: str) -> None:
    client, code, _ = of(portal, "aios", 16)
    assert client.post("/profiel/", {"revision": revision, "about": "x"}).status_code == 409
    assert profile(portal.desk.inbox, portal.desk.the_round().name, code).texts == {}


def test_a_photo_is_drawn_anew_and_can_be_taken_away(portal: Portal) -> None:
    client, code, _ = of(portal, "aios", 17)
    name = portal.desk.the_round().name
    written = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(written, "PNG")
    content = written.getvalue() + b"<script>alert(1)</script>"
    answer = client.post("/profiel/bestand/photo/", {"file": SimpleUploadedFile("x.png", content)})
    assert answer.status_code == 302
    record = uploads_of(portal.desk.inbox, name, code)[UploadKind.PHOTO]
    found = read_upload(portal.desk.inbox, record.id)
    assert found is not None
    assert found[1].startswith(b"\xff\xd8")
    assert b"script" not in found[1]
    assert f"/bestand/{record.id}/" in client.get("/profiel/").content.decode()
    client.post("/profiel/bestand/photo/", {"remove": "1"})
    assert uploads_of(portal.desk.inbox, name, code) == {}


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        ("photo", b"<svg onload='alert(1)'/>", "geen foto die we kunnen lezen"),
        ("cv", b"MZ\x90", "geen PDF die we kunnen lezen"),
        ("cv", b"", "Kies eerst een bestand"),
        ("photo", b"x" * (12 * 1024 * 1024 + 1), "12 MB is het meeste"),
    ],
)
def test_a_wrong_file_says_why_at_its_field(
    portal: Portal, kind: str, content: bytes, says: str
) -> None:
    client, code, _ = of(portal, "aios", 18)
    answer = client.post(f"/profiel/bestand/{kind}/", {"file": SimpleUploadedFile("x", content)})
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert uploads_of(portal.desk.inbox, portal.desk.the_round().name, code) == {}


def test_an_aios_adds_no_leerwerkplan_and_an_hao_no_cv(portal: Portal) -> None:
    assert of(portal, "aios", 19)[0].post("/profiel/bestand/leerwerkplan/").status_code == 404
    assert of(portal, "hao", 19)[0].post("/profiel/bestand/cv/").status_code == 404


def test_a_star_and_a_note_are_seen_by_their_writer_alone(portal: Portal) -> None:
    ronde = portal.desk.the_round()
    other = ronde.haos[3].code
    mine, _, _ = of(portal, "aios", 20)
    address = f"/mensen/{id_of(ronde, other)}/"
    assert mine.post(address + "notitie/", {"star": "1"}, headers=JSON).json()["star"] is True
    mine.post(address + "notitie/", {"text": "Zelfde vrije dag"})
    page = mine.get("/mensen/?star=on").content.decode()
    assert "Zelfde vrije dag" in page
    assert page.count('<li class="card') == 1
    somebody, _, _ = of(portal, "aios", 21)
    assert "Zelfde vrije dag" not in somebody.get(address).content.decode()


def test_nobody_of_the_own_side_has_a_card(portal: Portal) -> None:
    ronde = portal.desk.the_round()
    client, _, _ = of(portal, "aios", 20)
    for path in ("", "notitie/"):
        address = f"/mensen/{id_of(ronde, ronde.aios[1].code)}/{path}"
        assert client.get(address).status_code == 404
        assert client.post(address, {"star": "1"}).status_code in (404, 405)


def test_cards_stand_by_name_and_by_travel_only_when_asked(portal: Portal) -> None:
    client, _, _ = of(portal, "aios", 20)
    ronde = portal.desk.the_round()
    by_name = [h.name for h in sorted(ronde.haos, key=lambda h: h.alphabetical)]
    page = client.get("/mensen/").content.decode()
    positions = [page.index(f"<h3>{name.replace(chr(39), '&#x27;')}</h3>") for name in by_name[:20]]
    assert positions == sorted(positions)
    assert client.get("/mensen/?order=reis").content.decode() != page
    assert "Niemand gevonden" in client.get("/mensen/?q=zzzzzz").content.decode()
    assert client.get("/mensen/?page=99999&order=%00").status_code == 200


def test_before_profiles_are_due_the_other_side_is_a_page_with_a_date(portal: Portal) -> None:
    store = portal.desk.store
    before = store.current()
    store.set_current("Groningen 2027")
    try:
        client, _, _ = of(portal, "aios", 2)
        page = client.get("/mensen/").content.decode()
        assert "Nog niet open" in page
        assert "<h3>" not in page
    finally:
        store.set_current(before)


def test_whoever_reads_their_data_can_have_it_corrected_and_take_it_along(portal: Portal) -> None:
    client, code, account = of(portal, "hao", 20)
    person = portal.desk.the_round().person(code)
    assert person is not None
    page = client.get("/gegevens/").content.decode()
    assert person.emails[0] in page
    assert client.post("/gegevens/", {"text": " "}).status_code == 400
    assert client.post("/gegevens/", {"text": "Ik werk ook op vrijdag."}).status_code == 302
    assert "Ik werk ook op vrijdag." in client.get("/gegevens/").content.decode()
    held = client.get("/gegevens/mijn-gegevens.json").json()
    assert held["portal"]["accounts"][0]["email"] == account.email
    assert all(other.emails[0] not in str(held) for other in portal.desk.the_round().aios)
