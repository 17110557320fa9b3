"""A photo or CV is seen by its owner, the other side and the office; by nobody else."""

from __future__ import annotations

from bureau.inbox.records import UploadKind
from bureau.inbox.uploads import keep_upload
from tests.portal.opened import Portal


def test_files_are_for_the_owner_the_other_side_and_the_office(portal: Portal) -> None:
    ronde = portal.desk.the_round().name
    owner = portal.somebody("aios", 8)
    mine = owner.in_round(ronde)
    assert mine is not None
    cv = keep_upload(
        portal.desk.inbox, ronde, mine.code, UploadKind.CV, b"%PDF-", "application/pdf", by="x"
    )
    seen = {
        role: portal.logged_in(portal.somebody(role, 9)).get(f"/bestand/{cv.id}/").status_code
        for role in ("aios", "hao", "a_team", "o_team", "koppelaar", "beheer")
    }
    assert seen == {
        "aios": 404, "hao": 200, "a_team": 200, "o_team": 200, "koppelaar": 200, "beheer": 404,
    }  # fmt: skip
    answer = portal.logged_in(owner).get(f"/bestand/{cv.id}/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_of_an_earlier_round_is_not_there(portal: Portal) -> None:
    photo = keep_upload(
        portal.desk.inbox, "Vorige", "H01", UploadKind.PHOTO, b"x", "image/jpeg", by="x"
    )
    assert portal.logged_in(portal.somebody("aios")).get(f"/bestand/{photo.id}/").status_code == 404
