"""An e-mail address is taken to the letter: mail never goes to an address nobody wrote."""

from __future__ import annotations

from email.headerregistry import Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.mailing.messages import address_of
from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import clean
from bureau.workbook.values.emails import read_emails
from bureau.workbook.values.single import Unreadable


def read(text: str) -> tuple[str, ...]:
    return read_emails(Cell(text, text))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("o'voorbeeld@aios.example", "o'voorbeeld@aios.example"),
        ("'o'voorbeeld@aios.example'", "o'voorbeeld@aios.example"),
        ("'jan@x.nl' <jan@x.nl>", "jan@x.nl"),
        ("Naam, Jan <jan@x.nl>", "jan@x.nl"),
        ('"Naam, Jan" <jan@x.nl>', "jan@x.nl"),
        ('"Bos; Jan" <jan@x.nl>', "jan@x.nl"),
        ("Marit en Jan <jan@x.nl>", "jan@x.nl"),
        ("mailto:o%27neil@x.nl?subject=hoi", "o'neil@x.nl"),
        ("jan@x.nl <mailto:jan@x.nl>", "jan@x.nl"),
        ("a/b@x.nl", "a/b@x.nl"),
        ("x#y=z@X.nl", "x#y=z@x.nl"),
    ],
)
def test_it_is_unwrapped_as_a_mail_program_writes_it(written: str, meant: str) -> None:
    assert read(written) == (meant,)


@pytest.mark.parametrize(
    "written",
    [
        "Naam, Jan <a@b.nl>, Bos, Piet <c@d.nl>",
        "Naam, Jan <a@b.nl>; Bos, Piet <c@d.nl>",
        "'a@b.nl', 'c@d.nl'",
        "a@b.nl, Jan <c@d.nl>",
    ],
)
def test_two_addresses_are_two(written: str) -> None:
    assert read(written) == ("a@b.nl", "c@d.nl")


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("'jan@x.nl", "jan@x.nl"),
        ("o’neil@x.nl", "o'neil@x.nl"),
        ("jan@oud.nl <jan@nieuw.nl>", ""),
        ("Jan (jan@x.nl)", ""),
        ('"jan"@x.nl', ""),
        ("jan.@x.nl", ""),
        ("a@b.nl&c@d.nl", ""),
    ],
)
def test_what_is_not_plainly_one_address_is_asked_about(written: str, suggestion: str) -> None:
    with pytest.raises(Unreadable) as unclear:
        read(written)
    assert unclear.value.suggestion == suggestion


locals_ = st.lists(
    st.text("abAB01!#$%&'*+/=?^_`{|}~-", min_size=1, max_size=5), min_size=1, max_size=3
).map(".".join)


@given(locals_)
def test_no_sign_of_an_address_is_ever_left_out(local: str) -> None:
    written = f"{local}@aios.example"
    shown, problem = clean(written)
    assert problem is None
    try:
        assert read(shown) == (written,)
    except Unreadable:  # an opening quote that nothing closes
        assert written.startswith("'") or shown != written
    else:
        assert isinstance(address_of("Jan", written), Address)
        assert address_of("Jan", written).addr_spec == written


def test_an_apostrophe_that_begins_a_name_or_a_year_stays() -> None:
    assert clean("'40-'45 Plein")[0] == "'40-'45 Plein"
    assert clean("'t Hart")[0] == "'t Hart"
    assert clean("'0612345678")[0] == "0612345678"
