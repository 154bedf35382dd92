"""What is to be mended, in the language of whoever writes. The pack's reader speaks English to the command line; here its
faults are said again, by their code. A fault whose code has no sentence is shown as the reader says it.
"""

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.rules.revision_check import Fault

# Code of a fault -> what we say, with the values that it brings.
SENTENCES: Mapping[str, str] = {
    "text-empty": gettext_noop("Nothing is written here yet."),
    "text-long": gettext_noop("At most %(most)s characters; this has %(n)s."),
    "number-outside": gettext_noop("Give a whole number from %(a)s to %(b)s."),
    "number-below": gettext_noop("A number below zero makes no sense here."),
    "number-wrong": gettext_noop("Give a number, such as 0.5."),
    "share-outside": gettext_noop("Give a share from 0 to 100."),
    "skills-none": gettext_noop("Choose at least one skill."),
    "skill-unknown": gettext_noop("%(code)s is not a skill of this exam."),
    "options-count": gettext_noop("There should be %(n)s of them; there are %(there)s."),
    "slots-count": gettext_noop("There should be %(n)s of them; there are %(there)s."),
    "gap-options": gettext_noop("There should be %(n)s of them; there are %(there)s."),
    "rights-few": gettext_noop("Mark at least two as right, and leave at least one wrong."),
    "right-one": gettext_noop("Mark the one that is right."),
    "right-none": gettext_noop("At least one answer should earn the whole mark."),
    "weight-unlike-key": gettext_noop("At least one answer should earn the whole mark."),
    "weights-sum": gettext_noop("The shares of the right ones should make 100 together."),
    "answer-untypable": gettext_noop("Nobody can type this: it holds no letter and no digit."),
    "answer-twice": gettext_noop("%(text)s stands in another answer already."),
    "place-outside": gettext_noop("The place reaches outside the picture."),
    "place-numbers": gettext_noop("Give all four numbers of the place."),
    "places-overlap": gettext_noop("This place covers a part of another one."),
    "figure-unknown": gettext_noop("%(path)s is not a figure of this course."),
    "image-missing": gettext_noop("%(path)s is not a figure of this course."),
    "gap-misplaced": gettext_noop("Write %(gap)s once in the text, where the gap stands."),
    "gap-unknown": gettext_noop("%(gap)s is not a gap of this question."),
    "title-twice": gettext_noop("A line with one # is the title. Write ## for a section."),
    "html": gettext_noop("HTML is not used here. Write plain text with the signs below."),
    "box-unclosed": gettext_noop("This box is never closed. Add a line with only three colons."),
    "box-unopened": gettext_noop("These three colons close nothing. Take them out."),
    "box-open": gettext_noop("The box above is still open. Close it first with three colons."),
    "box-kind": gettext_noop("A box is one of %(kinds)s, not %(kind)s."),
    "box-untitled": gettext_noop("Give the box a title, behind its kind."),
    "check-inline": gettext_noop("A question stands alone on its line."),
    "figure-inline": gettext_noop("A figure stands alone on its line, with its caption."),
    "fact-unknown": gettext_noop("Between {{ and }} only the facts and questions below can stand."),
    "alt-missing": gettext_noop("Say between the square brackets what the figure shows."),
    "caption-missing": gettext_noop("Give the figure a caption between quotes."),
    "figure-crowded": gettext_noop("Leave an empty line above and below the figure."),
    "term-form": gettext_noop("Write a key term as [[id|text]], the id in small letters."),
    "term-unknown": gettext_noop("%(code)s is not a key term of this course."),
    "check-twice": gettext_noop("%(code)s is asked in this lesson already."),
    "check-unknown": gettext_noop("%(code)s is not a question of this module."),
    "right-unknown": gettext_noop("Choose the right answer again."),
}
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


def fault_words(fault: Fault) -> tuple[str, bool]:
    """A fault in the reader's language, and whether we could say it so."""
    words = SENTENCES.get(fault.code)
    if words is None:
        return fault.message, False
    return gettext(words) % fault.values, True
