"""Two packs that are wrong on purpose (tests/data/broken_pack): every rule, found at its file and line, and nothing else."""

from collections import Counter

from django.conf import settings

from opstap.curriculum.actions.check_course import check_course
from opstap.curriculum.rules.check.finding import RULES

BROKEN = settings.PROJECT / "tests" / "data" / "broken_pack"
KEYS, LOCKS = "broken/modules/01-keys", "broken/modules/02-locks"
EXPECTED = [
    # The whole course
    ("keys-longest", "broken/course.yaml", 1),
    ("keys-position", "broken/course.yaml", 1),
    ("truefalse-one-way", "broken/course.yaml", 1),
    ("translation-missing", "broken/course.yaml", 8),  # the title in English
    ("readability-missing", "broken/course.yaml", 11),  # no promise for Dutch
    ("schema", "broken/course.yaml", 12),  # colour: red
    ("media-unused", "broken/media/door.svg", 0),
    ("media-wrong", "broken/media/trap.svg", 0),  # a script in a drawing
    # Mock forms
    ("form-weights", "broken/mock-forms.yaml", 2),  # d1 has half of it
    ("form-weights", "broken/mock-forms.yaml", 2),  # d3 has nothing
    ("form-practice-question", "broken/mock-forms.yaml", 6),
    ("form-question-unknown", "broken/mock-forms.yaml", 7),
    ("form-weights", "broken/mock-forms.yaml", 8),
    ("form-shared-question", "broken/mock-forms.yaml", 11),
    # A lesson and its glossary
    ("translation-missing", f"{KEYS}/glossary.yaml", 4),  # Arabic, a language of the glossary
    ("term-unused", f"{KEYS}/glossary.yaml", 5),
    ("readability", f"{KEYS}/lesson.en.md", 1),
    ("blocks-unpaired", f"{KEYS}/lesson.en.md", 3),
    ("term-undefined", f"{KEYS}/lesson.en.md", 3),
    ("placeholder", f"{KEYS}/lesson.en.md", 5),
    ("blocks-unpaired", f"{KEYS}/lesson.en.md", 7),
    ("link-broken", f"{KEYS}/lesson.en.md", 9),  # a lesson that is not there
    ("link-broken", f"{KEYS}/lesson.en.md", 9),  # a part that is not there
    ("link-broken", f"{KEYS}/lesson.en.md", 10),  # a file
    ("link-malformed", f"{KEYS}/lesson.en.md", 10),  # a host without a dot
    ("link-malformed", f"{KEYS}/lesson.en.md", 10),  # a space
    ("image-missing", f"{KEYS}/lesson.en.md", 12),
    ("alt-missing", f"{KEYS}/lesson.en.md", 14),
    ("blocks-unpaired", f"{KEYS}/lesson.en.md", 16),
    ("check-unknown", f"{KEYS}/lesson.en.md", 22),
    ("html", f"{KEYS}/lesson.en.md", 24),
    ("lesson-form", f"{KEYS}/lesson.en.md", 24),  # {{ org.boss }}
    ("minutes", f"{KEYS}/module.yaml", 5),
    ("skill-unknown", f"{KEYS}/module.yaml", 8),
    # Questions
    ("question-duplicate", f"{KEYS}/questions.yaml", 23),
    ("question-similar", f"{KEYS}/questions.yaml", 65),
    ("options-equal", f"{KEYS}/questions.yaml", 101),
    ("stem-is-option", f"{KEYS}/questions.yaml", 119),
    ("option-all-of-them", f"{KEYS}/questions.yaml", 140),
    ("key-longer", f"{KEYS}/questions.yaml", 158),
    ("negation-unmarked", f"{KEYS}/questions.yaml", 175),
    ("negation-double", f"{KEYS}/questions.yaml", 196),
    ("html", f"{KEYS}/questions.yaml", 217),
    ("placeholder", f"{KEYS}/questions.yaml", 239),
    ("translation-copied", f"{KEYS}/questions.yaml", 263),
    ("question-skill-elsewhere", f"{KEYS}/questions.yaml", 276),
    ("id-taken", f"{KEYS}/questions.yaml", 296),
    ("options-wrong", f"{KEYS}/questions.yaml", 313),  # the key is no option
    ("translation-missing", f"{LOCKS}/questions.yaml", 12),  # a reason in English
    ("text-empty", f"{LOCKS}/questions.yaml", 19),
    ("mock-unused", f"{LOCKS}/questions.yaml", 118),
    # Modules and files
    ("skill-few-questions", "broken/modules/03-windows/module.yaml", 7),
    ("skill-few-questions", "broken/modules/04-roofs/module.yaml", 7),
    ("translation-missing", "broken/modules/05-cellars/lesson.en.md", 0),
    ("domain-unknown", "broken/modules/05-cellars/module.yaml", 2),
    ("file-unknown", "broken/modules/05-cellars/notes.txt", 0),
    ("file-missing", "broken/modules/06-attics/module.yaml", 0),
    # The second pack
    ("outline-unknown", "undated/course.yaml", 8),
    ("unreadable", "undated/modules/01-halls/glossary.yaml", 2),
    ("skill-few-questions", "undated/modules/01-halls/module.yaml", 6),
]


def test_every_fault_is_found_at_its_line_and_nothing_else() -> None:
    report = check_course(paths=[BROKEN])
    seen = [(one.rule, f"{pack.path}/{one.file}", one.line) for pack in report.packs for one in pack.findings]
    assert Counter(seen) == Counter(EXPECTED)


def test_every_rule_is_broken_somewhere() -> None:
    assert {rule for rule, _, _ in EXPECTED} == set(RULES)


def test_each_finding_says_what_to_do_in_a_sentence() -> None:
    for pack in check_course(paths=[BROKEN]).packs:
        for one in pack.findings:
            assert len(one.message) > 15, one
            assert "\n" not in one.message, one
