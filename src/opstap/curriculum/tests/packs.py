"""A course pack of one module on disk, for tests to spoil."""

from pathlib import Path

from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.actions.new_course import new_course
from opstap.curriculum.models import Course

COURSE = """\
id: doors
version: 1
licence: CC-BY-4.0
languages: [nl, en]
blueprint: {exam: SC-900, as_of: 2026-07-28}
title: {nl: Deuren, en: Doors}
summary: {nl: Over deuren., en: About doors.}
"""
MODULE = """\
id: open-doors
domain: d1
title: {nl: Open deuren, en: Open doors}
summary: {nl: Over open deuren., en: About open doors.}
minutes: 20
skills: [sc900.zero-trust]
"""
LESSON = """\
# Open doors

A [[key|key]] opens a door. Tell {{ org.reporting_contact }}.

{{ check doors-01 }}

::: note Watch out
Lock it.
:::

## What to remember

- Lock the door.
"""
QUESTIONS = """\
questions:
- id: doors-01
  skills: [sc900.zero-trust]
  type: single
  level: 2
  stem: {nl: Wat opent een deur?, en: What opens a door?}
  options:
  - {id: a, text: {nl: Een sleutel, en: A key}, why: {nl: Juist., en: "Right, a key does."}}
  - {id: b, text: {nl: Een muur, en: A wall}, why: {nl: Een muur staat stil., en: A wall stands still.}}
  - {id: c, text: {nl: Een raam, en: A window}, why: {nl: Een raam geeft licht., en: A window gives light.}}
  key: [a]
  source: Doors
  licence: CC-BY-4.0
  author: Opstap team
- id: doors-02
  skills: [sc900.zero-trust, sc900.defense-in-depth]
  type: multiple
  level: 3
  stem: {nl: Kies twee sloten., en: Choose two locks.}
  options:
  - {id: a, text: {nl: Hangslot, en: Padlock}, why: {nl: Juist., en: Right.}}
  - {id: b, text: {nl: Grendel, en: Bolt}, why: {nl: Juist., en: Right.}}
  - {id: c, text: {nl: Klink, en: Handle}, why: {nl: Die sluit niet., en: It does not lock.}}
  key: [a, b]
  source: Doors
  licence: CC-BY-4.0
  author: Opstap team
"""
GLOSSARY = """\
terms:
- id: key
  term: Key
  definition: {nl: Opent een slot., en: Opens a lock.}
"""


def lay_pack(folder: Path, **changed: str) -> Path:
    """Write the pack; `changed` replaces whole files: course, module, lesson_nl, lesson_en, questions, glossary."""
    module = folder / "doors" / "modules" / "01-open-doors"
    module.mkdir(parents=True, exist_ok=True)
    (folder / "doors" / "course.yaml").write_text(changed.get("course", COURSE))
    (module / "module.yaml").write_text(changed.get("module", MODULE))
    (module / "lesson.nl.md").write_text(changed.get("lesson_nl", LESSON.replace("# Open doors", "# Open deuren")))
    (module / "lesson.en.md").write_text(changed.get("lesson_en", LESSON))
    (module / "questions.yaml").write_text(changed.get("questions", QUESTIONS))
    (module / "glossary.yaml").write_text(changed.get("glossary", GLOSSARY))
    return folder / "doors"


def load_doors(folder: Path, **changed: str) -> Course:
    """Load the catalogue and the pack."""
    load_catalogue()
    load_courses(paths=[lay_pack(folder, **changed)])
    return Course.objects.get(code="doors")


def lay_template(folder: Path) -> Path:
    """The template pack as the course `start`: a lesson with everything, a question of every kind, a case, a mock exam.

    Modules start-phishing and start-passwords; questions start-mfa-01 to -07, start-passwords-01 to -12 (in order single,
    multiple, truefalse, hotspot, match, order, dropdown, numeric, short; then mock ones), start-bakery-01 to -03; form
    start-form-a.
    """
    new_course(folder=folder / "start", title="A mail in a hurry", languages=("nl", "fr", "en"))
    return folder / "start"


def load_template(folder: Path) -> Course:
    """Load the catalogue and the template pack."""
    load_catalogue()
    load_courses(paths=[lay_template(folder)])
    return Course.objects.get(code="start")
