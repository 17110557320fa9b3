"""What the inbox holds about somebody can be read and erased, down to the bytes of the file."""

from __future__ import annotations

import json

from bureau.actions.participants import make_accounts
from bureau.inbox.accounts import find_account
from bureau.inbox.appointments import AppointmentState, save_appointment
from bureau.inbox.drafts import save_draft
from bureau.inbox.erasing import about_person, erase_by_term, erase_person
from bureau.inbox.hand_ins import hand_in
from bureau.inbox.invitations import invite
from bureau.inbox.looks import note_look
from bureau.inbox.notes import save_note
from bureau.inbox.outbox import post_mail
from bureau.inbox.profiles import save_profile
from bureau.inbox.records import Part, UploadKind
from bureau.inbox.tasks import ask_task
from bureau.inbox.uploads import keep_upload
from koppelronde.domain.people import Side
from tests.bureau.inbox.conftest import Office

MARK = "kanarievogel"


def filled(office: Office, code: str = "A01") -> None:
    """A mark in every field in which somebody of the round can leave a word."""
    ronde, inbox = office.ronde.name, office.inbox
    (account,) = make_accounts(inbox, office.ronde, code)
    invite(inbox, account.id, by=MARK)
    save_profile(inbox, ronde, code, {"wishes": f"{MARK} wishes"}, expect=0, by=MARK)
    keep_upload(inbox, ronde, code, UploadKind.CV, f"%PDF-{MARK}".encode(), "x", by=MARK)
    save_draft(inbox, ronde, code, Part.LIST, {"groups": [[f"{MARK} draft"]]}, expect=0, by=MARK)
    hand_in(
        inbox, ronde=ronde, code=code, part=Part.LIST, content={"groups": [[f"{MARK} list"]]},
        key="k", received_at=office.clock(), account=account.id, by=MARK, reason=MARK,
    )  # fmt: skip
    save_note(inbox, account.id, ronde, "H01", text=f"{MARK} note")
    post_mail(inbox, kind="x", address=account.email, subject=MARK, body=MARK, account=account.id)
    save_appointment(
        office.inbox, office.ronde.name, code, "P01", state=AppointmentState.AGREED,
        proposed_by=Side.AIOS, moments=[], begin=office.inbox.now(), expect=0, by=MARK,
    )  # fmt: skip
    note_look(inbox, ronde, code, "list", by=account.id, by_role="a_team", reason=MARK)
    ask_task(inbox, "x", {"about": MARK}, ronde=ronde, by=MARK)


def bytes_of(office: Office) -> bytes:
    """Everything of the inbox: the bytes on the disk, or every row where a server keeps them."""
    from django.db import connections

    from bureau.inbox import models

    file = office.inbox.file
    if file is not None:
        there = [file.with_name(file.name + end) for end in ("", "-wal", "-shm")]
        return b"".join(path.read_bytes() for path in there if path.exists())
    said = ""
    with connections[office.inbox.alias].cursor() as cursor:
        for name in models.__all__:
            cursor.execute(f"SELECT t::text FROM {getattr(models, name)._meta.db_table} t")
            said += "".join(row[0] for row in cursor.fetchall())
    return said.encode()


def test_somebody_can_read_everything_that_is_held_about_them(office: Office) -> None:
    filled(office)
    held = about_person(office.inbox, office.ronde.name, "A01")
    assert all(held.values()), held
    assert json.loads(json.dumps(held)) == held
    assert about_person(office.inbox, office.ronde.name, "A02") == {name: [] for name in held}


def test_erasing_somebody_leaves_others_and_what_was_sealed(office: Office) -> None:
    filled(office)
    filled(office, "A02")
    erase_person(office.inbox, office.ronde.name, "A01", keep_hand_ins=True)
    left = about_person(office.inbox, office.ronde.name, "A01")
    assert {name for name, rows in left.items() if rows} == {"hand_ins", "looks"}
    assert all(about_person(office.inbox, office.ronde.name, "A02").values())
    person = office.ronde.aios_by_code["A01"]
    assert find_account(office.inbox, person.emails[0]) is None


def test_when_every_term_is_over_no_word_of_anybody_is_left_in_the_file(office: Office) -> None:
    filled(office)
    assert MARK.encode() in bytes_of(office)
    erase_by_term(office.inbox, office.ronde.name, ranks=True, contacts=True, rest=True)
    assert MARK.encode() not in bytes_of(office)


def test_each_term_takes_what_belongs_to_it(office: Office) -> None:
    filled(office)
    name = office.ronde.name
    erase_by_term(office.inbox, name, ranks=True, contacts=False, rest=False)
    left = {k for k, rows in about_person(office.inbox, name, "A01").items() if rows}
    assert left == {
        "accounts", "profile", "files", "notes", "mails", "looks", "appointments",
    }  # fmt: skip
    erase_by_term(office.inbox, name, ranks=False, contacts=True, rest=False)
    left = {k for k, rows in about_person(office.inbox, name, "A01").items() if rows}
    assert left == {"looks"}
