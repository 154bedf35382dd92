"""YAML that remembers where each value stood, so that a message can name the file, the line and the field.

Only the safe subset: no tags of other languages, no duplicate keys, and no aliases (ten lines of aliases can grow into
gigabytes). Depth is bounded for the same reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as field_of
from datetime import date

import yaml

type Scalar = str | int | float | bool | date | None

MAX_DEPTH = 20
# The code of a fault that needs none of its own: its words are enough.
SCHEMA = "schema"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file, and what to do about it.

    `message` says it to who writes the files. `code` is the kind of fault and `values` are the parts that its words name, for
    who sorts faults or says them otherwise.
    """

    file: str
    line: int
    field: str
    message: str
    code: str = SCHEMA
    values: Mapping[str, str] = field_of(default_factory=dict, hash=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place. `field` is the road to it, such as `questions[2].options[0].why.nl`.

    The line is that of its name, where it has one: a person looks for the field, not for where its value begins.
    """

    value: "Scalar | list[Node] | dict[str, Node]"
    file: str
    line: int
    field: str

    def problem(self, message: str, code: str = SCHEMA, /, **values: str) -> Problem:
        return Problem(self.file, self.line, self.field, message, code, values)

    def items(self) -> "Iterator[tuple[str, Node]]":
        """The pairs of a mapping; nothing for anything else."""
        return iter(self.value.items() if isinstance(self.value, dict) else ())

    def get(self, key: str) -> "Node | None":
        """The value under `key`, when this is a mapping that has it."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def plain(self) -> object:
        """The same value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


class UnreadableError(Exception):
    """The text is not the YAML that we accept."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def parse(text: str, file: str) -> Node:
    """Read one document. Raises UnreadableError with the line of the fault."""
    loader = yaml.SafeLoader(text) if not yaml.__with_libyaml__ else yaml.CSafeLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            raise UnreadableError(Problem(file, 1, "", "the file is empty", "unreadable"))
        return _convert(loader, root, file, "", set(), 0)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        raise UnreadableError(
            Problem(file, mark.line + 1 if mark else 1, "", f"not valid YAML: {what}", "unreadable")
        ) from error
    finally:
        loader.dispose()


def _convert(
    loader: "yaml.SafeLoader | yaml.CSafeLoader", node: yaml.Node, file: str, field: str, seen: set[int], depth: int
) -> Node:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise UnreadableError(
            Problem(file, line, field, "aliases (*name) are not used here: write the value out", "unreadable")
        )
    seen.add(id(node))
    if depth > MAX_DEPTH:
        raise UnreadableError(Problem(file, line, field, f"nested deeper than {MAX_DEPTH} levels"))
    if isinstance(node, yaml.MappingNode):
        pairs: dict[str, Node] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in pairs:
                where = key_node.start_mark.line + 1
                raise UnreadableError(
                    Problem(file, where, f"{field}.{key}".lstrip("."), "given twice: keep one", "unreadable")
                )
            value = _convert(loader, value_node, file, f"{field}.{key}".lstrip("."), seen, depth + 1)
            pairs[key] = replace(value, line=key_node.start_mark.line + 1)
        return Node(pairs, file, line, field)
    if isinstance(node, yaml.SequenceNode):
        parts = [
            _convert(loader, part, file, f"{field}[{position}]", seen, depth + 1)
            for position, part in enumerate(node.value)
        ]
        return Node(parts, file, line, field)
    try:
        value = loader.construct_object(node)
    except ValueError as error:  # 2026-02-31 looks like a date
        raise UnreadableError(
            Problem(file, line, field, f"cannot be read ({error}): put it between quotes", "unreadable")
        ) from error
    return Node(value if isinstance(value, (str, int, float, bool, date)) else None, file, line, field)
