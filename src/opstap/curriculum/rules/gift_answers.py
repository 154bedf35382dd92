"""The part of a GIFT question between braces."""

import re

from opstap.curriculum.rules.gift_shapes import (
    Answers,
    Choice,
    Essay,
    Matching,
    MultipleChoice,
    Number,
    NumberChoice,
    Numerical,
    Pair,
    Rich,
    ShortAnswer,
    TrueFalse,
)
from opstap.curriculum.rules.gift_text import find, pieces, read, rich

TRUE_FALSE = re.compile(r"\s*(TRUE|T|FALSE|F)\s*(?=#|$)", re.IGNORECASE)
WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d{1,10})?)%")
NUMBER = r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,2})?"
EXACT = re.compile(rf"\s*({NUMBER})\s*(?::\s*({NUMBER})\s*)?")
INTERVAL = re.compile(rf"\s*({NUMBER})\s*\.\.\s*({NUMBER})\s*")


class AnswersError(Exception):
    """The part between braces cannot be read; the message is a code of `gift.FAULTS`."""


def read_answers(text: str, inherited: str) -> tuple[Answers, Rich | None]:
    """The answers and the general feedback. Raises AnswersError."""
    cut = find(text, ("####",))
    feedback = rich(text[cut + 4 :], inherited) if cut < len(text) else None
    body = text[:cut]
    if not body.strip():
        return Essay(), feedback
    if match := TRUE_FALSE.match(body):
        return _true_false(match[1].upper().startswith("T"), body[match.end() :], inherited), feedback
    if body.lstrip().startswith("#"):
        return _numerical(body.lstrip()[1:], inherited), feedback
    return _choices(body, inherited), feedback


def _true_false(is_true: bool, rest: str, inherited: str) -> TrueFalse:
    """The first feedback is for the wrong answer, the second for the right one."""
    told = [rich(piece[1:], inherited) if piece[1:].strip() else None for piece in pieces(rest, ("#",))[1:]]
    if len(told) > 2:
        raise AnswersError("too_many_feedbacks")
    wrong, right = (*told, None, None)[:2]
    return TrueFalse(is_true, right, wrong) if is_true else TrueFalse(is_true, wrong, right)


def _cut_feedback(text: str, inherited: str) -> tuple[str, Rich | None]:
    cut = find(text, ("#",))
    told = text[cut + 1 :]
    return text[:cut], rich(told, inherited) if cut < len(text) and told.strip() else None


def _cut_weight(text: str) -> tuple[str, float | None]:
    match = WEIGHT.match(text)
    if match is None:
        return text, None
    weight = float(match[1])
    if abs(weight) > 100:
        raise AnswersError("weight_over_100")
    return text[match.end() :], weight


def _marked(body: str) -> list[str]:
    """The answers, each with its `=` or `~` in front."""
    first, *rest = pieces(body, ("=", "~"))
    if first.strip() or not rest:
        raise AnswersError("no_mark")
    return rest


def _choices(body: str, inherited: str) -> Answers:
    parts = _marked(body)
    arrows = [find(part, ("->",)) < find(part, ("#",)) for part in parts]
    if all(arrows) and all(part.startswith("=") for part in parts):
        return _matching(parts, inherited)
    choices = []
    for part in parts:
        text, weight = _cut_weight(part[1:])
        text, feedback = _cut_feedback(text, inherited)
        choices.append(Choice(part[0] == "=", rich(text, inherited), weight, feedback))
    if any(not choice.text.text and not choice.feedback for choice in choices):
        raise AnswersError("empty_answer")
    return ShortAnswer(tuple(choices)) if all(choice.right for choice in choices) else MultipleChoice(tuple(choices))


def _matching(parts: list[str], inherited: str) -> Matching:
    pairs = []
    for part in parts:
        arrow = find(part, ("->",))
        pairs.append(Pair(rich(part[1:arrow], inherited), read(part[arrow + 2 :])))
    return Matching(tuple(pairs))


def _numerical(body: str, inherited: str) -> Numerical:
    if find(body, ("=", "~")) == len(body):
        text, feedback = _cut_feedback(body, inherited)
        return Numerical((NumberChoice(True, _number(text), None, feedback),), single=feedback is None)
    choices = []
    for part in _marked(body):
        text, weight = _cut_weight(part[1:])
        text, feedback = _cut_feedback(text, inherited)
        number = _number(text) if text.strip() else None
        choices.append(NumberChoice(part[0] == "=", number, weight, feedback))
    return Numerical(tuple(choices), single=False)


def _number(text: str) -> Number:
    if match := INTERVAL.fullmatch(text):
        low, high = float(match[1]), float(match[2])
        return Number(min(low, high), max(low, high), interval=True)
    # \: is how an exporter writes the colon; it means the same here.
    match = EXACT.fullmatch(text.replace("\\:", ":"))
    if match is None:
        raise AnswersError("not_a_number")
    middle = float(match[1])
    if match[2] is None:
        return Number(middle, middle)
    tolerance = abs(float(match[2]))
    return Number(middle - tolerance, middle + tolerance, tolerance)
