"""What someone typed into "your phone number or mail address": which of the two it is, in the one form that we store."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

# A number without a country code is a Belgian one: that is where the programme runs.
HOME_REGION = "BE"
# RFC 5321, 4.5.3.1: 64 octets before the @, 254 in all.
MAIL_LENGTH, LOCAL_LENGTH = 254, 64
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_MAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{1,58}}[a-z0-9])")
_PHONE = re.compile(r"\+?[0-9 ()./-]+")
# Not telephones that show a text message.
_NO_SMS = frozenset({PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE})


class Kind(StrEnum):
    """How the person is reached."""

    PHONE = "phone"
    MAIL = "mail"


class Problem(StrEnum):
    """Why the text is no address; the form says it in words."""

    EMPTY = "empty"
    NOT_AN_ADDRESS = "not_an_address"
    MAIL_INCOMPLETE = "mail_incomplete"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    UNKNOWN_NUMBER = "unknown_number"
    NOT_MOBILE = "not_mobile"


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address in small letters, or a phone number in E.164 (ITU-T E.164: +, country code, number, no spaces)."""

    kind: Kind
    value: str


def western_digits(text: str) -> str:
    """Replace digits of any script (٠١٢ in Arabic, ۰۱۲ in Persian) by 0-9 and drop invisible direction marks."""
    kept = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return "".join(str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char for char in kept)


def read_address(text: str, *, region: str = HOME_REGION) -> Address | Problem:
    """Read one text as a phone number or a mail address, or say why it is neither."""
    plain = western_digits(text).strip()
    if not plain:
        return Problem.EMPTY
    return _read_mail(plain) if "@" in plain else _read_phone(plain, region)


def _read_mail(text: str) -> Address | Problem:
    mail = text.lower()
    if len(mail) > MAIL_LENGTH or len(mail.partition("@")[0]) > LOCAL_LENGTH or not _MAIL.fullmatch(mail):
        return Problem.MAIL_INCOMPLETE
    return Address(Kind.MAIL, mail)


def _read_phone(text: str, region: str) -> Address | Problem:
    # The library finds a number anywhere in a text; we want the text to be the number.
    if not _PHONE.fullmatch(text):
        return Problem.NOT_AN_ADDRESS
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException as error:
        foreign = error.error_type == NumberParseException.INVALID_COUNTRY_CODE
        return Problem.UNKNOWN_NUMBER if foreign else Problem.TOO_SHORT
    if not phonenumbers.is_valid_number(number):
        return _what_is_wrong(number)
    if phonenumbers.number_type(number) in _NO_SMS:
        return Problem.NOT_MOBILE
    return Address(Kind.PHONE, phonenumbers.format_number(number, PhoneNumberFormat.E164))


def _what_is_wrong(number: phonenumbers.PhoneNumber) -> Problem:
    """Compare with a mobile number of that country: a digit too few or too many is the usual slip."""
    country = phonenumbers.region_code_for_country_code(number.country_code or 0)
    example = phonenumbers.example_number_for_type(country, PhoneNumberType.MOBILE)
    if example is None:
        return Problem.UNKNOWN_NUMBER
    missing = len(str(example.national_number)) - len(str(number.national_number))
    return Problem.TOO_SHORT if missing > 0 else Problem.TOO_LONG if missing < 0 else Problem.UNKNOWN_NUMBER


def shown(address: str) -> str:
    """The address as people write it: spaces in a phone number, a mail address as it is."""
    if not address.startswith("+"):
        return address
    return phonenumbers.format_number(phonenumbers.parse(address), PhoneNumberFormat.INTERNATIONAL)


def hint_of(address: str) -> str:
    """Enough of an address to recognise one's own, too little to learn another's: "+32 ••• 56", "a•••@example.org"."""
    if address.startswith("+"):
        return f"{shown(address).split(' ')[0]} ••• {address[-2:]}"
    local, _, domain = address.partition("@")
    return f"{local[:1]}•••@{domain}"
