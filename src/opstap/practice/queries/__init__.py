"""What practice knows: a learner's road through a course, what they are shown to know, what to ask next."""

from opstap.practice.queries.choosing import choose_question, goes_on_with_case, lesson_about
from opstap.practice.queries.known import (
    NOBODY,
    PERSON_FIELDS,
    STATE_FIELDS,
    SkillLine,
    difficulty_of,
    guess_of,
    known_of,
    learner_of,
    may_practise,
    open_to,
    person_of,
    seed_of,
    skill_lines,
    skills_of_answer,
    write_known,
    write_person,
)
from opstap.practice.queries.road import Road, road

__all__ = [
    "NOBODY",
    "PERSON_FIELDS",
    "STATE_FIELDS",
    "Road",
    "SkillLine",
    "choose_question",
    "difficulty_of",
    "goes_on_with_case",
    "guess_of",
    "known_of",
    "learner_of",
    "lesson_about",
    "may_practise",
    "open_to",
    "person_of",
    "road",
    "seed_of",
    "skill_lines",
    "skills_of_answer",
    "write_known",
    "write_person",
]
