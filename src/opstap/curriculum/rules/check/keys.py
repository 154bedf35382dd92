"""Keys that give themselves away: the longest option, always the same place, always "true"."""

from collections import Counter
from collections.abc import Iterator, Sequence

from opstap.curriculum.rules import kinds
from opstap.curriculum.rules.check.chance import TOO_UNLIKELY, at_least, most_allowed
from opstap.curriculum.rules.check.finding import Finding, found
from opstap.curriculum.rules.check.material import Material
from opstap.curriculum.rules.marked_yaml import Node
from opstap.curriculum.rules.pack_entries import QuestionEntry

# A key of more than 1.6 times the mean of the others is seen at a glance; below, people do not notice it reliably. Among short
# options a few letters more are nothing, so that the difference must be a few words too.
MUCH_LONGER = 1.6
FEW_WORDS = 20
# Fewer questions say nothing about a habit.
LEAST_CHOICES = 10
LEAST_STATEMENTS = 5
MOST_NAMED = 12


def check_keys(material: Material) -> Iterator[Finding]:
    """Every such fault, per question and over the whole course."""
    asked = [question for question in material.pack.questions if question.kind == kinds.SINGLE and _key(question) >= 0]
    for question in asked:
        yield from _much_longer(question, material.pack.languages)
    if len(asked) >= LEAST_CHOICES:
        yield from _mostly_longest(material, asked)
        yield from _mostly_one_place(material, asked)
    yield from _one_way(material)


def _key(question: QuestionEntry) -> int:
    """The place of the one right option, counted from 0; -1 when there is not exactly one."""
    right = [place for place, option in enumerate(question.options) if option.weight == 1]
    return right[0] if len(right) == 1 and len(question.options) > 1 else -1


def _lengths(question: QuestionEntry, language: str) -> list[int]:
    return [len(option.text.get(language, "")) for option in question.options]


def _much_longer(question: QuestionEntry, languages: Sequence[str]) -> Iterator[Finding]:
    key = _key(question)
    for language in languages:
        lengths = _lengths(question, language)
        others = [length for place, length in enumerate(lengths) if place != key]
        mean = sum(others) / len(others)
        if mean and lengths[key] > MUCH_LONGER * mean and lengths[key] - mean > FEW_WORDS:
            times = f"{lengths[key] / mean:.1f} times as long as the others on average"
            message = f"the right option is {times} ({language}): shorten it, or let the others say as much"
            place = question.options[key].place or question.place
            yield found("key-longer", place.get("text") or place, message)
            return


def _mostly_longest(material: Material, asked: Sequence[QuestionEntry]) -> Iterator[Finding]:
    """Once for the course, in the language in which it is worst."""
    chances = [1 / len(question.options) for question in asked]
    allowed = most_allowed(chances, looks=len(material.pack.languages))
    longest = {language: _longest(asked, language) for language in material.pack.languages}
    language, offenders = max(longest.items(), key=lambda pair: len(pair[1]), default=("", []))
    if len(offenders) > allowed:
        message = (
            f"in {len(offenders)} of {len(asked)} questions the right option is the longest ({language}); chance allows"
            f" at most {allowed}: shorten it, or give a wrong option more to say"
        )
        yield found("keys-longest", _questions_of(material), message, *_named(offenders))


def _longest(asked: Sequence[QuestionEntry], language: str) -> list[QuestionEntry]:
    """The questions whose key is longer than every other option."""
    chosen = []
    for question in asked:
        lengths = _lengths(question, language)
        key = _key(question)
        if all(length < lengths[key] for place, length in enumerate(lengths) if place != key):
            chosen.append(question)
    return chosen


def _mostly_one_place(material: Material, asked: Sequence[QuestionEntry]) -> Iterator[Finding]:
    places = Counter(_key(question) for question in asked)
    many = max(len(question.options) for question in asked)
    for place, hits in sorted(places.items()):
        chances = [1 / len(question.options) if place < len(question.options) else 0.0 for question in asked]
        allowed = most_allowed(chances, looks=many)
        if hits > allowed:
            message = (
                f"in {hits} of {len(asked)} questions the right option stands in place {place + 1}; chance allows at most"
                f" {allowed}: who reads the file, or an export of it, sees the pattern, so move some"
            )
            yield found("keys-position", _questions_of(material), message)


def _one_way(material: Material) -> Iterator[Finding]:
    statements = [one for one in material.pack.questions if one.kind == kinds.TRUE_FALSE and _key(one) >= 0]
    language = next(iter(material.pack.languages), "")
    answers = Counter(one.options[_key(one)].text.get(language, "").lower().strip(" .") for one in statements)
    if len(statements) < LEAST_STATEMENTS:
        return
    answer, hits = answers.most_common(1)[0]
    if hits == len(statements) or at_least(hits, [0.5] * len(statements)) < TOO_UNLIKELY / 2:
        message = f'{hits} of {len(statements)} true or false questions have the answer "{answer}": turn some around'
        same = [
            one for one in statements if one.options[_key(one)].text.get(language, "").lower().strip(" .") == answer
        ]
        yield found("truefalse-one-way", _questions_of(material), message, *_named(same))


def _questions_of(material: Material) -> Node:
    """What is wrong with all questions together stands at the course."""
    return Node(None, material.pack.place.file, 1, "questions")


def _named(questions: Sequence[QuestionEntry]) -> list[str]:
    named = [f"{one.place.file}:{one.place.line} {one.code}" for one in questions[:MOST_NAMED]]
    rest = len(questions) - len(named)
    return [*named, f"and {rest} more"] if rest > 0 else named
