"""Read fields out of marked YAML, and collect every problem instead of stopping at the first."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches

from opstap.curriculum.rules.kinds import decimal_of
from opstap.curriculum.rules.marked_yaml import SCHEMA, Node, Problem

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LARGEST = Decimal(10) ** 15
LANGUAGES = ("nl", "fr", "en", "ar")


@dataclass(slots=True)
class Reader:
    """Gives plain values; where something is wrong it notes a problem and gives an empty value, so that reading goes on."""

    problems: list[Problem] = field(default_factory=list)
    # Files that could not be read at all: what they should hold is not missed a second time.
    unreadable: set[str] = field(default_factory=set)

    def wrong(self, node: Node, message: str, code: str = SCHEMA, /, **values: str) -> None:
        """Note a problem: its words, its kind, and the parts that its words name."""
        self.problems.append(node.problem(message, code, **values))

    def mapping(self, node: Node, *, required: Collection[str], optional: Collection[str] = ()) -> bool:
        """Whether `node` is a mapping with these keys and no others."""
        if not isinstance(node.value, dict):
            self.wrong(node, "should be a mapping of names to values")
            return False
        for key in required:
            if key not in node.value:
                self.wrong(node, f"{key} is missing: add it")
        for key, value in node.value.items():
            if key not in required and key not in optional:
                near = get_close_matches(key, [*required, *optional], 1)
                self.wrong(value, f"unknown field; did you mean {near[0]}?" if near else "unknown field: take it out")
        return all(key in node.value for key in required)

    def items(self, node: Node | None) -> list[Node]:
        """The parts of a list."""
        if node is None:
            return []
        if not isinstance(node.value, list):
            self.wrong(node, "should be a list")
            return []
        return node.value

    def text(self, node: Node | None, *, most: int = 20_000, empty: bool = False) -> str:
        """A text of at most `most` characters, trimmed."""
        if node is None:
            return ""
        if isinstance(node.value, (list, dict, bool)) or node.value is None:
            if not (empty and node.value is None):
                self.wrong(node, "should be a text: put it between quotes")
            return ""
        value = str(node.value).strip()
        if not value and not empty:
            self.wrong(node, "is empty: write the text", "text-empty")
        if len(value) > most:
            length = str(len(value))
            self.wrong(node, f"is {length} characters long: at most {most}", "text-long", n=length, most=str(most))
        return value

    def slug(self, node: Node | None, *, most: int = 80, dots: bool = False) -> str:
        """An id of small letters, digits and hyphens (and one dot where `dots`)."""
        value = self.text(node, most=most)
        if node is not None and value and not all(SLUG.fullmatch(part) for part in value.split(".", int(dots))):
            self.wrong(node, f"{value!r} should hold only small letters, digits and single hyphens")
        return value

    def number(self, node: Node | None, *, least: int, most: int) -> int:
        """A whole number in a range."""
        if node is None:
            return least
        if not isinstance(node.value, int) or isinstance(node.value, bool) or not least <= node.value <= most:
            message = f"should be a whole number from {least} to {most}"
            self.wrong(node, message, "number-outside", a=str(least), b=str(most))
            return least
        return node.value

    def decimal(self, node: Node | None, *, least: Decimal | None = None) -> Decimal | None:
        """A number that may have decimals, of a size that people use."""
        if node is None:
            return None
        text = self.text(node, most=30)
        value = decimal_of(text) if text else None
        if text and (value is None or abs(value) >= LARGEST):
            self.wrong(node, f'{text!r} should be a number, such as "0.5"', "number-wrong")
            return None
        if value is not None and least is not None and value < least:
            self.wrong(node, f"should be at least {least}", "number-below")
        return value

    def share(self, node: Node) -> float:
        """A part of the mark, from 0 to 1."""
        value = node.value
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            self.wrong(node, "should be a number from 0 to 1, such as 0.5", "share-outside")
            return 0.0
        return float(value)

    def day(self, node: Node | None) -> date | None:
        """A date, written 2026-07-28."""
        if node is None:
            return None
        if not isinstance(node.value, date) or isinstance(node.value, datetime):
            self.wrong(node, "should be a date, written as 2026-07-28")
            return None
        return node.value

    def choice(self, node: Node | None, choices: Collection[str]) -> str:
        """One of a few words."""
        value = self.text(node)
        if node is not None and value and value not in choices:
            self.wrong(node, f"{value!r} should be one of: {', '.join(choices)}")
        return value

    def texts(self, node: Node | None, *, required: Collection[str], most: int = 20_000) -> dict[str, str]:
        """A text per language; `required` languages must be there, no unknown language may be."""
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            self.wrong(node, "should hold one text per language: nl, fr, en, ar")
            return {}
        for language in required:
            if language not in node.value:
                self.wrong(node, f"the text in {language} is missing: add it", "translation-missing")
        return {
            language: self.text(text, most=most) for language, text in node.items() if self.language(language, text)
        }

    def language(self, name: str, node: Node) -> bool:
        """Whether `name` is one of our languages."""
        if name not in LANGUAGES:
            self.wrong(node, f"{name} is not one of our languages: {', '.join(LANGUAGES)}")
        return name in LANGUAGES
