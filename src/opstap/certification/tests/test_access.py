"""Policies in pairs: what a list holds, and the yes or no about one of it, for who may and for the stranger."""

from opstap.certification import access
from opstap.certification.tests.build import make_vouchers
from opstap.curriculum.models import Exam
from opstap.people.models import Organisation, Person
from opstap.programme.models import Participation


def test_vouchers_and_the_stock_are_the_schools_own(
    elif_: Person,
    elsewhere: Person,
    bilal: Person,
    amina: Person,
    dora: Person,
    manager: Person,
    school: Organisation,
    exam: Exam,
) -> None:
    [voucher] = make_vouchers(school, exam)
    for allowed in (elif_, manager):
        assert access.can_see_voucher(allowed, voucher)
        assert access.can_stock(allowed, school)
    for stranger in (elsewhere, bilal, amina, dora):
        assert not access.can_see_voucher(stranger, voucher)
        assert not access.can_stock(stranger, school)


def test_one_books_for_whom_one_guides_and_never_for_oneself(
    elif_: Person, elsewhere: Person, bilal: Person, amina: Person, dora: Person, takes_part: Participation
) -> None:
    for allowed in (elif_, bilal):
        assert access.can_book(allowed, amina)
        assert not access.can_book(allowed, dora)
    for stranger in (elsewhere, amina, dora):
        assert not access.can_book(stranger, amina)
