"""What a form is given to work with, and small ways of reading a step."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from opstap.labs.rules.kql.refusal import RefusedError
from opstap.labs.rules.kql.tokens import Kind, Token, closing, meaningful, split, text_of, tokenize

# Column -> KQL type, in order.
type Shape = dict[str, str]


class Asking(Protocol):
    """What only the lab's own data can tell."""

    @property
    def tables(self) -> Sequence[str]:
        """The names of the lab's tables."""

    def shape(self, query: str) -> Shape:
        """The columns that a whole query would give. Raises RefusedError when it cannot be run."""

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """The rows of a whole query. Raises RefusedError when it cannot be run or gives too many."""


@dataclass(frozen=True)
class Place:
    """Where in a query a form is: the statements before, and the steps of its own pipeline before it, all rewritten."""

    asking: Asking
    used: list[str]
    statements: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    # Rewrites the steps that a form makes, when those hold forms themselves.
    again: Callable[["Place", str], list[str]] | None = field(default=None, compare=False)
    # Every word of the whole query.
    words: Sequence[str] = ()

    def inside(self) -> "Place":
        """At the start of a pipeline of its own within this one."""
        return replace(self, steps=())

    def after(self, *steps: str) -> "Place":
        return replace(self, steps=(*self.steps, *steps))

    @property
    def before(self) -> str:
        """A whole query: everything up to here."""
        return ";\n".join((*self.statements, "\n| ".join(self.steps)))

    def shape(self, what: str) -> Shape:
        """The columns that come in here, for that form. Raises RefusedError with what is wrong before it."""
        if not self.steps:
            raise refuse(what, "the columns before it are not known")
        return self.asking.shape(self.before)

    def note(self, form: str) -> None:
        """This form was used."""
        if form not in self.used:
            self.used.append(form)

    def fresh(self, name: str) -> str:
        """A name of ours that no other step of this query has: learners' names never begin like this."""
        return f"opstap_{name}"


def refuse(what: str, why: str) -> RefusedError:
    """For a form, or a way of writing one, that we do not take apart."""
    return RefusedError("unsupported", kind="", name=what, why=why)


def bare(text: str) -> list[Token]:
    """Its tokens without space and comments."""
    return meaningful(tokenize(text))


def written(tokens: Sequence[Token]) -> str:
    """Tokens as text, with the space that was between them kept as it was."""
    return text_of(tokens).strip()


def arguments(tokens: Sequence[Token]) -> list[str]:
    """What is between the commas, as text; nothing for nothing."""
    parts = [written(part) for part in split(tokens, ",")]
    return [] if parts == [""] else parts


def calls(tokens: Sequence[Token], *names: str) -> Iterator[tuple[int, int, int]]:
    """The places of `name ( ... )`: of the name, of the bracket that opens, and of the one that closes."""
    for index, token in enumerate(tokens):
        if not token.is_word(*names):
            continue
        opening = index + 1
        while opening < len(tokens) and tokens[opening].kind is Kind.SPACE:
            opening += 1
        if opening < len(tokens) and tokens[opening].is_symbol("("):
            end = closing(tokens, opening)
            if end is not None:
                yield index, opening, end


def named(text: str) -> tuple[str | None, str]:
    """`Name = expression` as its two parts; the name is nothing when there is none."""
    tokens = tokenize(text)
    found = meaningful(tokens)
    if len(found) > 2 and found[1].is_symbol("=") and found[0].kind is Kind.WORD:
        return found[0].text, written([token for token in tokens if token.start > found[1].start])
    if len(found) > 4 and found[0].is_symbol("[") and found[2].is_symbol("]") and found[3].is_symbol("="):
        return written(found[:3]), written([token for token in tokens if token.start > found[3].start])
    return None, text.strip()


def column(name: str) -> str:
    """A column's name as it may be written anywhere: in brackets when it could be a word of the language."""
    plain = name.isascii() and name.replace("_", "a").isalnum() and (name[0].isupper() or name.startswith("opstap_"))
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return name if plain else f'["{escaped}"]'


def columns_read(text: str, shape: Shape) -> list[str]:
    """The columns that an expression names, once each, in order: not members of another, not functions."""
    found: list[str] = []
    tokens = bare(text)
    for index, token in enumerate(tokens):
        member = index > 0 and tokens[index - 1].is_symbol(".")
        call = index + 1 < len(tokens) and tokens[index + 1].is_symbol("(")
        if token.kind is Kind.WORD and token.text in shape and not member and not call and token.text not in found:
            found.append(token.text)
    return found
