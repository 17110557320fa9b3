"""A mail reaches one person, says what the letter says, and is read back before it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.fiction.round import fictional_round
from bureau.mailing.letters import Attachment, Letter, MailKind, letters, result_of
from bureau.mailing.messages import address_of, message, read_back
from koppelronde.domain.language import LANGS
from koppelronde.domain.outcomes.outcome import MatchedCouple, Matching
from koppelronde.domain.ronde import Koppelronde, Settings
from koppelronde.domain.times import AMSTERDAM
from koppelronde.press.templates import fields_of, template, template_names
from koppelronde.procedure.toml_file import load_procedure, procedure_names

MOMENT = datetime(2027, 1, 20, 10, 0, tzinfo=AMSTERDAM)
SENDER = address_of("Coördinator", "koppeling@instituut.example")
ROUND = fictional_round(load_procedure(procedure_names()[0]), aios=3, haos=3, praktijken=3)
CALENDAR = Attachment(
    "A01.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "PUBLISH"
)
PAPER = Attachment("A01.pdf", "application/pdf", bytes(range(256)))


def parsed(data: bytes) -> EmailMessage:
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def a_letter(**changes: object) -> Letter:
    letter = Letter(
        "A01", "Zoë van der Yıldız", "a01@aios.example", "Uw rooster", "Beste Zoë,\n\nDag.\n",
        (PAPER, CALENDAR),
    )  # fmt: skip
    return replace(letter, **changes)


def test_the_message_says_what_the_letter_says() -> None:
    mail = parsed(message(a_letter(), SENDER, MOMENT, draft=True))
    assert mail["To"].addresses[0].addr_spec == "a01@aios.example"
    assert mail["To"].addresses[0].display_name == "Zoë van der Yıldız"
    assert mail["Subject"] == "Uw rooster"
    assert mail["X-Unsent"] == "1"
    assert {part.get_filename() for part in mail.iter_attachments()} == {"A01.ics", "A01.pdf"}


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert message(a_letter(), SENDER, MOMENT, draft=True) == message(
        a_letter(), SENDER, MOMENT, draft=True
    )


def test_a_right_message_reads_back_without_findings() -> None:
    letter = a_letter()
    assert read_back(letter, message(letter, SENDER, MOMENT, draft=True), letter.address) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"address": "a02@aios.example"},
        {"body": "Beste Ander,\n\nDag.\n"},
        {"attachments": (PAPER,)},
        {"attachments": (PAPER, replace(CALENDAR, content=b"BEGIN:VCALENDAR\r\n"))},
        {"attachments": (PAPER, replace(CALENDAR, name="A02.ics"))},
    ],
)
def test_any_other_message_is_found_out(change: dict[str, object]) -> None:
    letter = a_letter()
    other = message(a_letter(**change), SENDER, MOMENT, draft=True)
    assert read_back(letter, other, letter.address)


def test_a_letter_to_an_address_that_is_not_the_persons_is_found_out() -> None:
    letter = a_letter()
    assert read_back(letter, message(letter, SENDER, MOMENT, draft=True), "h01@praktijk.example")


@pytest.mark.parametrize(
    "wrong", ["a@x.nl, b@y.nl", "Vries, Jan de <j@x.nl>", "a@x.nl\nBcc: b@y.nl", "niemand", "a@x"]
)
def test_anything_but_one_address_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        address_of("Jan", wrong)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_whatever_is_in_a_name_comes_out_literally(name: str) -> None:
    letter = a_letter(name=name, body=f"Beste {name},\n\n<b>=1+1</b>\n")
    written = message(letter, SENDER, MOMENT, draft=True)
    assert read_back(letter, written, letter.address) == ()
    page = parsed(written).get_body(("html",))
    assert page is not None
    assert "<b>" not in page.get_content()


@pytest.mark.parametrize(
    "name",
    ["@SOM(A1) " + "L" * 200, "a, b; c <d@e.nl> " * 10, 'Jan "Q" <x@y.example>', "Jan <b>, Piet"],
)
def test_no_name_however_long_adds_a_recipient(name: str) -> None:
    letter = a_letter(name=name.strip())
    written = message(letter, address_of(name, "k@i.example"), MOMENT, draft=True)
    mail = parsed(written)
    assert read_back(letter, written, letter.address) == ()
    # RFC 2047, 6.2: white space between encoded words is none; the newer parser keeps it
    shown = str(make_header(decode_header(message_from_bytes(written)["To"])))
    assert shown == f"{name.strip()} <{letter.address}>"
    assert [a.addr_spec for a in mail["From"].addresses] == ["k@i.example"]
    assert max(len(line) for line in written.split(b"\r\n")) <= 998


def test_a_line_break_in_a_name_or_subject_adds_no_header() -> None:
    letter = a_letter(name="Jan\r\nBcc: x@y.example", subject="Hallo\r\nBcc: x@y.example")
    mail = parsed(message(letter, SENDER, MOMENT, draft=True))
    assert mail["Bcc"] is None
    assert len(mail["To"].addresses) == 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", list(MailKind))
def test_every_template_begins_with_a_subject_and_fills(kind: MailKind, lang: str) -> None:
    assert kind.value in template_names("mail")
    text = template("mail", kind.value, "nl" if lang == "nl" else "en")
    assert text.startswith("Onderwerp: " if lang == "nl" else "Subject: ")
    own = dict.fromkeys(fields_of(text), "…")
    made, without = letters(kind, ROUND, {"A01": own, "H01": own}, {}, "nl")
    assert [letter.code for letter in made] == ["A01", "H01"]
    assert without == ()
    assert all("{" not in letter.body + letter.subject for letter in made)


def test_two_doctors_who_train_together_get_a_letter_each() -> None:
    pair = replace(ROUND.haos[0], emails=("een@x.example", "twee@x.example"))
    ronde = replace(ROUND, haos=(pair, *ROUND.haos[1:]))
    fields = dict.fromkeys(fields_of(template("mail", "reminder", "nl")), "…")
    made, _ = letters(MailKind.REMINDER, ronde, {pair.code: fields}, {}, "nl")
    assert [letter.address for letter in made] == ["een@x.example", "twee@x.example"]


def test_somebody_without_an_address_is_named_and_not_forgotten() -> None:
    person = replace(ROUND.aios[0], emails=())
    ronde = replace(ROUND, aios=(person, *ROUND.aios[1:]))
    made, without = letters(MailKind.REMINDER, ronde, {person.code: {}}, {}, "nl")
    assert made == ()
    assert [mistake.read for mistake in without] == [person.code]


def test_the_result_tells_only_ones_own_partner_and_no_rank() -> None:
    couple = MatchedCouple("A01", "H02", rank_by_aios=7, rank_by_hao=9)
    matching = Matching(couples=(couple,), unplaced=("A02",), open_haos=(), stages=())
    assert ROUND.name_of("H02") in result_of(ROUND, matching, "A01").nl
    assert ROUND.name_of("A01") in result_of(ROUND, matching, "H02").nl
    assert not any(sign.isdigit() for sign in result_of(ROUND, matching, "A01").nl)
    assert "geen koppeling" in result_of(ROUND, matching, "A02").nl


def body_of(kind: MailKind, ronde: Koppelronde) -> str:
    fields: dict[str, str] = dict.fromkeys(("choices", "visits", "visits_title", "changes"), "-")
    (letter, *_), _ = letters(kind, ronde, {"A01": fields}, {}, "nl")
    return letter.body


@pytest.mark.parametrize("kind", [
    MailKind.LISTS, MailKind.LISTS_BEFORE, MailKind.REMINDER, MailKind.REMINDER_BEFORE,
    MailKind.REMINDER_PROFILES,
])  # fmt: skip
def test_a_request_without_a_date_asks_for_it_soon(kind: MailKind) -> None:
    undated = replace(ROUND, settings=Settings(contact=ROUND.settings.contact))
    body = body_of(kind, undated)
    assert "zo snel mogelijk" in body
    assert "niet bekend" not in body


def test_a_request_with_a_date_says_until_when() -> None:
    dated = replace(ROUND, settings=replace(ROUND.settings, lists_deadline=date(2027, 1, 18)))
    assert "uiterlijk maandag 18 januari 2027" in body_of(MailKind.REMINDER, dated)


def test_without_a_telephone_nobody_is_asked_to_phone() -> None:
    contact = replace(ROUND.settings.contact, phone="")
    silent = replace(ROUND, settings=replace(ROUND.settings, contact=contact))
    body = body_of(MailKind.VISITS, silent)
    assert f"door: {contact.email}." in body
    assert body.endswith(f"{contact.email}\n")


def test_the_invitation_says_when_and_where_the_afternoon_is() -> None:
    settings = replace(
        ROUND.settings, carrousel_date=date(2026, 12, 10), carrousel_begin=time(13),
        carrousel_end=time(17, 15), carrousel_location="Zaal 1",
    )  # fmt: skip
    ronde = replace(ROUND, settings=settings, procedure=load_procedure("maastricht"))
    body = body_of(MailKind.INVITATION, ronde)
    assert "do 10-12-2026, 13:00–17:15, Zaal 1" in body
