"""The reasons why a text is no address, in words."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from opstap.people.rules.address import Problem

_TEXTS = {
    Problem.EMPTY: _("Type your phone number or your mail address."),
    Problem.NOT_AN_ADDRESS: _("Type a phone number like 0470 12 34 56, or a mail address like name@example.org."),
    Problem.MAIL_INCOMPLETE: _("This mail address is not complete. It looks like name@example.org."),
    Problem.TOO_SHORT: _("This phone number is too short. It looks like 0470 12 34 56."),
    Problem.TOO_LONG: _("This phone number is too long. It looks like 0470 12 34 56."),
    Problem.UNKNOWN_NUMBER: _("We do not know this phone number. From another country? Start with + and its code."),
    Problem.NOT_MOBILE: _(
        "This is not a mobile number, so an SMS cannot arrive. Type a mobile number or a mail address."
    ),
}


def problem_text(problem: Problem) -> str:
    """One sentence that says what to do; lazy, so that it speaks the language of the page."""
    return cast(str, _TEXTS[problem])
