"""The importer's codes as sentences, in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OUTCOMES = {
    "import": _("will be imported"),
    "there": _("is here already"),
    "later": _("read, comes later"),
    "error": _("cannot be read"),
}
OUTCOME_KINDS = {"import": "done", "there": "plain", "later": "wait", "error": "danger"}
WHY = {
    "already_there": _("The same question is in Opstap already, or higher up in this file."),
    "later_wildcard": _("Read, but an answer with * for any letters comes later."),
    "later_essay": _("Read, but this type (an open answer) comes later."),
    "later_description": _("Read, but this is a text that asks nothing."),
    "unclosed_title": _("The title opens with :: but never closes."),
    "unclosed_braces": _("The answers open with { but never close with }."),
    "stray_brace": _("There is a } without a { before it. Write \\} for a brace in a text."),
    "two_answer_parts": _("There is a second { after the answers. A question has one."),
    "empty_question": _("There are answers but no question text."),
    "no_mark": _("An answer should begin with = (right) or ~ (wrong)."),
    "empty_answer": _("An answer is empty."),
    "not_a_number": _("A numerical answer should be a number, such as 3.14 or 3.14:0.01 or 3..4."),
    "weight_over_100": _("A weight should lie between -100 and 100 percent."),
    "too_many_feedbacks": _("A true or false question has at most two feedbacks."),
    "too_many": _("The file holds more than 2000 questions. Cut it into parts."),
    "too_few_options": _("A question needs at least two answers to choose from."),
    "too_many_options": _("A question has at most ten answers to choose from."),
    "no_right_answer": _("No answer is right. Mark one with =."),
    "no_wrong_answer": _("Every answer is right. Add a wrong one with ~."),
    "weights_not_100": _("The weights of the right answers do not add up to 100 percent."),
    "nothing_left": _("The question or an answer holds only a picture, which we do not carry along."),
    "too_long": _("A text is longer than 4000 characters."),
    "too_long_typed": _("An answer that people type is longer than 200 characters."),
    "too_few_pairs": _("Matching needs at least two pairs."),
}
NOTES = {
    "picture_lost": _("A picture is not carried along."),
    "without_why": _("Not every answer says why: add it, so that people learn from it."),
    "other_lost": _("What the file says of any other answer is not carried along."),
    "penalty_is_ours": _("A wrong choice takes one right choice away, whatever the file says."),
}
NOT_TEXT = {
    "too_big": _("The file is larger than 2 MB. Cut it into parts."),
    "empty": _("The file is empty."),
    "not_text": _("This is not a text file that we can read. Save it as UTF-8."),
}

# What the rows of each kind are called in the editor: heading, one row, the button, and what to know; the same for slots.
ROWS = {
    "match": (
        _("What may be chosen"),
        _("Option"),
        _("Add an option"),
        _("One option may fit several prompts, or none."),
    ),
    "order": (_("Steps, in the right order"), _("Step"), _("Add a step"), _("Learners see them in another order.")),
    "numeric": (
        _("Answers"),
        pgettext_lazy("one of several", "Answer"),
        _("Add an answer"),
        _("A usual wrong answer may earn a part, or nothing."),
    ),
    "short": (
        _("Answers"),
        pgettext_lazy("one of several", "Answer"),
        _("Add an answer"),
        _("Capitals, accents and blanks make no difference."),
    ),
    "hotspot": (_("Places in the picture"), _("Place"), _("Add a place"), _("In percent of the picture.")),
}
USUAL_ROWS = (_("Options"), _("Option"), _("Add an option"), _("Learners see them in another order."))
SLOTS = {
    "match": (_("Prompts"), _("Prompt"), _("Add a prompt")),
    "dropdown": (_("Gaps"), _("Gap"), _("Add a gap")),
}
