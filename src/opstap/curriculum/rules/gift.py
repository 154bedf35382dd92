"""Read a GIFT file: Moodle's plain-text format for questions (docs.moodle.org, "GIFT format").

Every type is read; which of them we can ask is decided in `gift_questions`. Nothing raises: what cannot be read becomes
a Fault with its line, and the reading goes on at the next blank line. The time it takes grows with the length of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from opstap.curriculum.rules.gift_answers import AnswersError, read_answers
from opstap.curriculum.rules.gift_shapes import Description, Fault, Item, Rich
from opstap.curriculum.rules.gift_text import FORMAT, find, read, rich

FAULTS = {
    "unclosed_title": "the title opens with :: but never closes",
    "unclosed_braces": "the answers open with { but never close with }",
    "stray_brace": "there is a } without a { before it; write \\} for a brace in a text",
    "two_answer_parts": "there is a second { after the answers; a question has one",
    "empty_question": "there are answers but no question text",
    "no_mark": "an answer should begin with = (right) or ~ (wrong)",
    "empty_answer": "an answer is empty",
    "not_a_number": "a numerical answer should be a number, such as 3.14 or 3.14:0.01 or 3..4",
    "weight_over_100": "a weight should lie between -100 and 100 percent",
    "too_many_feedbacks": "a true/false question has at most two feedbacks",
    "too_many": "the file holds more questions than we read at once (2000)",
}
MOST_ITEMS = 2000
BLANK = "_____"  # where the answers stood in the middle of a sentence
COMMENT = re.compile(r"\s*//(.*)")
MARKER = re.compile(r"\[(id|tag):([^\]\n]{1,200})\]")
CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)", re.DOTALL)
STARTS_ANEW = re.compile(r"\s*(?:::|//|\$CATEGORY:)")


@dataclass(slots=True)
class _Block:
    """Lines up to a blank line, with what the comments before them say."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    id: str = ""
    tags: list[str] = field(default_factory=list)


def parse(text: str) -> list[Item | Fault]:
    """Everything in the file, in its order."""
    found: list[Item | Fault] = []
    category = ""
    for block in _blocks(text.removeprefix("\ufeff")):
        body = "\n".join(block.lines)
        if match := CATEGORY.fullmatch(body):
            category = read(match[1])[:300]
            continue
        if len(found) >= MOST_ITEMS:
            return [*found, Fault(block.line, "", "too_many")]
        found.append(_item(block, body, category))
    return found


def _blocks(text: str) -> Iterator[_Block]:
    """Cut at blank lines. Inside braces a blank line is layout, unless the next line plainly begins something else."""
    block = _Block()
    depth_open = False
    lines = re.split(r"\r\n|\r|\n", text)
    for number, line in enumerate(lines, start=1):
        if match := COMMENT.match(line):
            _note(block, match[1])
            continue
        if not line.strip():
            following = lines[number] if number < len(lines) else ""
            if block.lines and not (depth_open and not STARTS_ANEW.match(following)):
                yield block
                block, depth_open = _Block(), False
            continue
        if CATEGORY.match(line):
            if block.lines:
                yield block
            yield _Block(number, [line])
            block, depth_open = _Block(), False
            continue
        block.line = block.line or number
        block.lines.append(line)
        depth_open = _still_open(line, depth_open)
    if block.lines:
        yield block


def _note(block: _Block, comment: str) -> None:
    """`// [id:...] [tag:...]` before a question names it; any other comment says nothing to us."""
    for kind, value in MARKER.findall(comment):
        if kind == "id":
            block.id = value.strip()
        elif len(block.tags) < 50:
            block.tags.append(value.strip())


def _still_open(line: str, opened: bool) -> bool:
    place = find(line, ("{", "}"))
    while place < len(line):
        opened = line[place] == "{"
        place = find(line, ("{", "}"), place + 1)
    return opened


def _item(block: _Block, body: str, category: str) -> Item | Fault:
    title, rest = "", body.strip()
    if rest.startswith("::"):
        end = find(rest, ("::",), 2)
        if end == len(rest):
            return Fault(block.line, read(rest[2:82]), "unclosed_title")
        title, rest = read(rest[2:end]), rest[end + 2 :]
    try:
        return _question(block, title, rest, category)
    except AnswersError as error:
        return Fault(block.line, title or read(rest)[:80], str(error))


def _question(block: _Block, title: str, rest: str, category: str) -> Item:
    opening = find(rest, ("{", "}"))
    match = FORMAT.match(rest)
    inherited = rich(match[0] if match else "").format
    about = {"category": category, "id": block.id, "tags": tuple(block.tags)}
    if opening == len(rest):
        return Item(block.line, title, rich(rest), Description(), **about)  # type: ignore[arg-type]
    if rest[opening] == "}":
        raise AnswersError("stray_brace")
    closing = find(rest, ("}",), opening + 1)
    if closing == len(rest):
        raise AnswersError("unclosed_braces")
    after = rest[closing + 1 :]
    if find(after, ("{",)) < len(after):
        raise AnswersError("two_answer_parts")
    before = rich(rest[:opening])
    tail = read(after, lines=inherited == "markdown")
    if not before.text and not tail:
        raise AnswersError("empty_question")
    stem = Rich(f"{before.text} {BLANK} {tail}".strip(), before.format) if tail else before
    answers, feedback = read_answers(rest[opening + 1 : closing], inherited)
    return Item(block.line, title, stem, answers, bool(tail), feedback, **about)  # type: ignore[arg-type]
