"""What is to be mended, in the language of whoever writes. The pack's reader speaks English to the command line; here its
sentences are known by their shape and said again. A sentence that is not known is shown as it is.
"""

import re
from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop, pgettext_lazy
from django.utils.translation import gettext_lazy as _

# Shape of the reader's sentence -> what we say, with the parts that the shape names.
SHAPES = tuple(
    (re.compile(shape), words)
    for shape, words in (
        (r"is empty: write the text", gettext_noop("Nothing is written here yet.")),
        (
            r"is (?P<n>\d+) characters long: at most (?P<most>\d+)",
            gettext_noop("At most %(most)s characters; this has %(n)s."),
        ),
        (
            r"should be a whole number from (?P<a>\d+) to (?P<b>\d+)",
            gettext_noop("Give a whole number from %(a)s to %(b)s."),
        ),
        (r"should be at least .*", gettext_noop("A number below zero makes no sense here.")),
        (r".* should be a number, such as .*", gettext_noop("Give a number, such as 0.5.")),
        (r"should be a number from 0 to 1.*", gettext_noop("Give a share from 0 to 100.")),
        (r"name at least one skill", gettext_noop("Choose at least one skill.")),
        (r"(?P<code>\S+) is not a skill of this exam", gettext_noop("%(code)s is not a skill of this exam.")),
        (
            r"a (?:\w+ question|question of the type \w+) has (?P<n>\d+ to \d+|\d+) (?:options|of them), not (?P<there>\d+)",
            gettext_noop("There should be %(n)s of them; there are %(there)s."),
        ),
        (
            r"a gap has (?P<n>\d+ to \d+) options, not (?P<there>\d+)",
            gettext_noop("There should be %(n)s of them; there are %(there)s."),
        ),
        (
            r"a multiple question has at least two right options.*",
            gettext_noop("Mark at least two as right, and leave at least one wrong."),
        ),
        (
            r"a (?:\w+ question|question of the type \w+) has exactly one right option",
            gettext_noop("Mark the one that is right."),
        ),
        (r"name at least one right answer", gettext_noop("At least one answer should earn the whole mark.")),
        (r".* earns 1, another one less.*", gettext_noop("At least one answer should earn the whole mark.")),
        (
            r"the weights of the right options should make 1 together",
            gettext_noop("The shares of the right ones should make 100 together."),
        ),
        (r".* holds no letter or digit.*", gettext_noop("Nobody can type this: it holds no letter and no digit.")),
        (
            r"(?P<text>.*) is an answer of option .* already.*",
            gettext_noop("%(text)s stands in another answer already."),
        ),
        (r"reaches outside the picture.*", gettext_noop("The place reaches outside the picture.")),
        (r"should be four numbers.*", gettext_noop("Give all four numbers of the place.")),
        (r"its place covers a part of .*", gettext_noop("This place covers a part of another one.")),
        (r"(?P<path>.+) is not a figure of this course.*", gettext_noop("%(path)s is not a figure of this course.")),
        (r"(?P<path>.+) is not there: put the picture.*", gettext_noop("%(path)s is not a figure of this course.")),
        (
            r"should hold (?P<gap>\[\[.*\]\]) once.*",
            gettext_noop("Write %(gap)s once in the text, where the gap stands."),
        ),
        (
            r"(?P<gap>\[\[.*\]\]) is not a gap of this question.*",
            gettext_noop("%(gap)s is not a gap of this question."),
        ),
        (r"there is one title: .*", gettext_noop("A line with one # is the title. Write ## for a section.")),
        (
            r"HTML is not used in lessons.*",
            gettext_noop("HTML is not used here. Write plain text with the signs below."),
        ),
        (r"this box is never closed.*", gettext_noop("This box is never closed. Add a line with only three colons.")),
        (r"this ::: closes nothing.*", gettext_noop("These three colons close nothing. Take them out.")),
        (
            r"the box of line (?:\d+) is still open.*",
            gettext_noop("The box above is still open. Close it first with three colons."),
        ),
        (r"a box is one of (?P<kinds>.*), not (?P<kind>.*)", gettext_noop("A box is one of %(kinds)s, not %(kind)s.")),
        (r"give the box a title: .*", gettext_noop("Give the box a title, behind its kind.")),
        (r"write it alone on its line: \{\{ check.*", gettext_noop("A question stands alone on its line.")),
        (r"write it alone on its line: !.*", gettext_noop("A figure stands alone on its line, with its caption.")),
        (
            r"is not a place that we fill in.*",
            gettext_noop("Between {{ and }} only the facts and questions below can stand."),
        ),
        (r"say between the square brackets.*", gettext_noop("Say between the square brackets what the figure shows.")),
        (r"give it a caption.*", gettext_noop("Give the figure a caption between quotes.")),
        (r"leave an empty line above and below it", gettext_noop("Leave an empty line above and below the figure.")),
        (r"write \[\[term-id\|text\]\].*", gettext_noop("Write a key term as [[id|text]], the id in small letters.")),
        (r"(?P<code>\S+) is not a key term.*", gettext_noop("%(code)s is not a key term of this course.")),
        (r"(?P<code>\S+) is asked in this lesson already.*", gettext_noop("%(code)s is asked in this lesson already.")),
        (
            r"(?P<code>\S+) is not a question of this module.*",
            gettext_noop("%(code)s is not a question of this module."),
        ),
        (r"'?(?P<key>\S*?)'? ?is not the id of an option.*", gettext_noop("Choose the right answer again.")),
    )
)
# What a field is called in a list of faults, and in a comparison; the languages come behind it.
FIELDS: Mapping[str, object] = {
    "title": _("Title"),
    "text": _("Text"),
    "minutes": _("Minutes to read"),
    "skills": _("Which skills it tests"),
    "stem": _("Question"),
    "options": _("Options"),
    "slots": _("Prompts or gaps"),
    "right": _("Right answer"),
    "key": _("Right answer"),
    "why": _("Why"),
    "also": _("Other spellings, one on a line"),
    "value": pgettext_lazy("a value", "Number"),
    "tolerance": _("May be off by"),
    "weight": _("Share of the mark"),
    "shape": _("Place in the picture"),
    "image": _("Picture"),
    "path": _("Picture"),
    "sha256": _("Picture"),
    "alt": _("What the picture shows"),
    "level": _("Level"),
    "pool": _("Where it is asked"),
    "source": _("Where the fact can be checked"),
    "licence": _("Licence"),
    "scenario": _("Case"),
    "kind": _("Kind"),
    "order": _("Order"),
    "case": _("Case"),
    "case_code": _("Case"),
    "module": _("Module"),
}


def fault_words(message: str) -> tuple[str, bool]:
    """A fault in the reader's language, and whether we could say it so."""
    for shape, words in SHAPES:
        if match := shape.fullmatch(message):
            return gettext(words) % match.groupdict() if match.groupdict() else gettext(words), True
    return message, False
