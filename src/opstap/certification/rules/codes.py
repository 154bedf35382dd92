"""Codes of vouchers, as they are pasted: one on a line."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_LINES = 500
# What vendors print: letters, digits, hyphens. The longest that we met has 29 signs.
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{4,38}[A-Z0-9]")


class Fault(StrEnum):
    """What is wrong with a line."""

    NOT_A_CODE = "not_a_code"
    TWICE = "twice"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number, as an editor counts them; `other` is the line on which the code stands too."""

    number: int
    code: str
    fault: Fault | None = None
    other: int = 0


def tidy(text: str) -> str:
    """A code without what copying adds: spaces, a comma at its end, small letters."""
    return re.sub(r"\s+", "", text).strip(",;").upper()


def read_lines(text: str) -> list[Line]:
    """Each line that is not empty, with its fault if it has one."""
    seen: dict[str, int] = {}
    lines = []
    for number, raw in enumerate(text.splitlines(), 1):
        if not (code := tidy(raw)):
            continue
        if not CODE.fullmatch(code):
            lines.append(Line(number, code, Fault.NOT_A_CODE))
        elif code in seen:
            lines.append(Line(number, code, Fault.TWICE, seen[code]))
        else:
            seen[code] = number
            lines.append(Line(number, code))
    return lines


def with_known(lines: Sequence[Line], known: Collection[str]) -> list[Line]:
    """The lines, with a fault on each code that is in stock already."""
    return [
        Line(line.number, line.code, Fault.KNOWN) if line.fault is None and line.code in known else line
        for line in lines
    ]


def masked(code: str) -> str:
    """What a list may show of a code: its last four signs, two of a short one."""
    return f"…{code[-4:] if len(code) >= 10 else code[-2:]}"
