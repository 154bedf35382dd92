"""One field, two kinds of address: a truth table, and properties."""

import string

import phonenumbers
import pytest
from django.core.validators import validate_email
from hypothesis import given
from hypothesis import strategies as st

from opstap.people.rules.address import Address, Kind, Problem, hint_of, read_address, shown, western_digits

PHONE, MAIL = Kind.PHONE, Kind.MAIL


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0470 12 34 56", Address(PHONE, "+32470123456")),
        ("0470/12.34.56", Address(PHONE, "+32470123456")),
        ("+32 470 12 34 56", Address(PHONE, "+32470123456")),
        ("0032470123456", Address(PHONE, "+32470123456")),
        ("32470123456", Address(PHONE, "+32470123456")),
        ("+32 (0)470 12 34 56", Address(PHONE, "+32470123456")),
        ("٠٤٧٠ ١٢ ٣٤ ٥٦", Address(PHONE, "+32470123456")),
        ("۰۴۷۰۱۲۳۴۵۶", Address(PHONE, "+32470123456")),
        ("\u200e+32 470 12 34 56\u200f", Address(PHONE, "+32470123456")),
        ("＋32470123456", Address(PHONE, "+32470123456")),
        ("+33 6 12 34 56 78", Address(PHONE, "+33612345678")),
        ("+212 612-345678", Address(PHONE, "+212612345678")),
        ("Amina@Example.ORG", Address(MAIL, "amina@example.org")),
        ("  amina.b+test@mail.example.org ", Address(MAIL, "amina.b+test@mail.example.org")),
        ("", Problem.EMPTY),
        ("   ", Problem.EMPTY),
        ("amina", Problem.NOT_AN_ADDRESS),
        ("call 0470123456", Problem.NOT_AN_ADDRESS),
        ("0470123456 ext 3", Problem.NOT_AN_ADDRESS),
        ("amina@", Problem.MAIL_INCOMPLETE),
        ("@example.org", Problem.MAIL_INCOMPLETE),
        ("amina@example", Problem.MAIL_INCOMPLETE),
        ("amina@@example.org", Problem.MAIL_INCOMPLETE),
        ("amina b@example.org", Problem.MAIL_INCOMPLETE),
        (".amina@example.org", Problem.MAIL_INCOMPLETE),
        ("a" * 65 + "@example.org", Problem.MAIL_INCOMPLETE),
        ("0470 12 34", Problem.TOO_SHORT),
        ("0", Problem.TOO_SHORT),
        ("0470 12 34 5", Problem.TOO_SHORT),
        ("0470 12 34 56 7", Problem.TOO_LONG),
        ("+1 234", Problem.TOO_SHORT),
        ("0470 12 34 56 78 90", Problem.TOO_LONG),
        ("+999 12345678", Problem.UNKNOWN_NUMBER),
        ("----", Problem.TOO_SHORT),
        ("02 548 04 04", Problem.NOT_MOBILE),
        ("0800 12 345", Problem.NOT_MOBILE),
    ],
)
def test_truth_table(typed: str, expected: Address | Problem) -> None:
    assert read_address(typed) == expected


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_and_a_stored_address_reads_as_itself(typed: str) -> None:
    read = read_address(typed)
    if isinstance(read, Address):
        assert read_address(read.value) == read
        assert read.value.isascii()


@given(
    st.from_regex(r"04[79][0-9]{7}", fullmatch=True),
    st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]),
    st.data(),
)
def test_a_number_is_the_same_in_any_digits_and_any_spacing(number: str, digits: str, data: st.DataObject) -> None:
    if not phonenumbers.is_valid_number(phonenumbers.parse(number, "BE")):
        return
    written = "".join(
        char.translate(str.maketrans(string.digits, digits)) + data.draw(st.sampled_from(["", " ", ".", "-"]))
        for char in number
    )
    assert read_address(written) == Address(PHONE, "+32" + number[1:])


@given(st.emails())
def test_what_we_take_as_a_mail_address_the_mail_field_takes_too(mail: str) -> None:
    read = read_address(mail)
    if isinstance(read, Address):
        validate_email(read.value)


def test_digits_of_every_script_become_western() -> None:
    assert western_digits("١٢٣-۴۵۶ ७") == "123-456 7"


def test_an_address_is_shown_as_people_write_it_and_hinted_so_that_only_the_owner_knows_it() -> None:
    assert shown("+32470123456") == "+32 470 12 34 56"
    assert shown("amina@example.org") == "amina@example.org"
    assert hint_of("+32470123456") == "+32 ••• 56"
    assert hint_of("amina@example.org") == "a•••@example.org"
