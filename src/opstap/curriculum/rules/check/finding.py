"""What a check finds, and the rules that it can find against."""

from dataclasses import dataclass

from opstap.curriculum.rules.marked_yaml import Node

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `draft` is its severity in a course that says `status: draft`."""

    severity: str
    draft: str
    what: str


def _error(what: str) -> Rule:
    return Rule(ERROR, ERROR, what)


def _warning(what: str) -> Rule:
    return Rule(WARNING, WARNING, what)


def _when_done(what: str) -> Rule:
    return Rule(ERROR, WARNING, what)


# The codes are stable: a machine may count on them. docs/course-check.md lists each, and a test holds the two together.
RULES = {
    # What is read
    "schema": _error("a field is unknown, missing, or holds something else than it should"),
    "unreadable": _error("a file cannot be read"),
    "file-missing": _error("a file that a course needs is not there"),
    "file-unknown": _error("a file does not belong in a course pack"),
    "translation-missing": _error("a text is missing in a language of the course"),
    "text-empty": _error("a text is empty"),
    "id-taken": _error("an id is used twice"),
    "options-wrong": _error("a question has too few or too many options, or a key that does not fit its kind"),
    "check-unknown": _error("a lesson asks a question that its module does not have, or asks it twice"),
    "term-undefined": _error("a lesson uses a term that no glossary of the course defines, or two define it otherwise"),
    "image-missing": _error("a figure is not in the folder media"),
    "media-wrong": _error("a file in media is not a safe picture of a fit size"),
    "alt-missing": _error("a figure in a lesson does not say what it shows, or has no caption"),
    "lesson-form": _error("the Markdown of a lesson is not as it should be: title, box, fact of the organisation"),
    "form-question-unknown": _error("a mock form names a question that is not there, or in the wrong place"),
    # The outline of the exam
    "outline-unknown": _error("the catalogue has no outline of this exam and date"),
    "domain-unknown": _error("a module names a domain that the outline does not have"),
    "skill-unknown": _error("a module or question names a skill that the outline does not have"),
    "skill-few-questions": _when_done("a skill that is taught has fewer than 5 questions to practise with"),
    "question-skill-elsewhere": _warning("a question tests a skill that its module does not teach"),
    # Questions
    "question-duplicate": _error("two questions are the same, but for a word or two"),
    "question-similar": _warning("two questions are very much alike"),
    "options-equal": _error("two options of a question have the same text"),
    "stem-is-option": _error("an option repeats the question"),
    "option-all-of-them": _error("an option says that all or none of the others are right"),
    "key-longer": _warning("the right option is much longer than the others"),
    "keys-longest": _when_done("the right option is the longest one more often than chance allows"),
    "keys-position": _warning("the right options stand in one place more often than chance allows"),
    "truefalse-one-way": _warning("the true or false questions nearly all have the same answer"),
    "negation-unmarked": _warning("a question asks for what is not so, without making that stand out"),
    "negation-double": _warning("a question denies twice"),
    # Mock exams
    "form-practice-question": _error("a mock form holds a question that learners practise with"),
    "form-shared-question": _error("a question stands in two mock forms"),
    "form-weights": _when_done("a mock form gives a domain a share outside the range of the outline"),
    "mock-unused": _warning("a question is kept for the mock exam, and no form has it"),
    # Texts
    "html": _error("a text holds HTML"),
    "placeholder": _error("a text holds a placeholder, such as TODO"),
    "translation-copied": _warning("a text is the same, word for word, in two languages"),
    "readability": _error("a lesson is harder to read than the course promises"),
    "readability-missing": _warning("the course does not promise how easily its lessons read"),
    "minutes": _warning("the minutes of a module do not fit its words"),
    "blocks-unpaired": _warning("a section has other blocks in one language than in another"),
    "link-broken": _error("a link inside the course leads nowhere"),
    "link-malformed": _error("the address of a link is not an address"),
    "media-unused": _warning("a figure is used nowhere"),
    "term-unused": _warning("a term is defined and used in no lesson"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `message` says what is the matter and what to do; `help` are lines that show where to begin."""

    rule: str
    file: str
    line: int
    field: str
    message: str
    help: tuple[str, ...] = ()

    def severity(self, *, draft: bool) -> str:
        """How grave it is, in a draft or in a course that is done."""
        rule = RULES[self.rule]
        return rule.draft if draft else rule.severity

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


def found(rule: str, node: Node, message: str, *more: str) -> Finding:
    """A finding at the place of a node."""
    return Finding(rule, node.file, node.line, node.field, message, more)


def inside(node: Node, *road: str) -> Node:
    """The node at the end of `road`, or the nearest one on the way that is there."""
    for step in road:
        node = node.get(step) or node
    return node
