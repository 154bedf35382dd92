"""What each side is told when it does not go on: kind, true, and nothing about the worth of a person."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# To the person, when an employer ends it.
TO_PERSON = {
    "other_person": gettext_lazy("They chose someone else this time. It says nothing about what you can do."),
    "skills": gettext_lazy("They need someone who can already do one thing that you are still learning."),
    "no_answer": gettext_lazy("They tried to reach you and did not manage. Is your number still right?"),
    "closed": gettext_lazy("The vacancy is closed. It has nothing to do with you."),
    "other_job": gettext_lazy("You found another job."),
    "no_card": gettext_lazy("You took your card back, so the question went away with it."),
    "other": gettext_lazy("It does not go on this time. You may ask your coach what happened."),
}
# To the employer, when it ends on the other side.
TO_EMPLOYER = {
    "": gettext_lazy("The answer is no. No reason is needed, and none was given."),
    "not_now": gettext_lazy("The answer is no: not now."),
    "too_far": gettext_lazy("The answer is no: it is too far."),
    "other_job": gettext_lazy("They found another job."),
    "no_card": gettext_lazy("The card is no longer shown."),
    "other": gettext_lazy("The answer is no, for another reason."),
}


def told_person(reason: str) -> str:
    """One sentence for the person."""
    return str(TO_PERSON.get(reason, _("It does not go on this time.")))


def told_employer(reason: str) -> str:
    """One sentence for the employer."""
    return str(TO_EMPLOYER.get(reason, _("It does not go on this time.")))
