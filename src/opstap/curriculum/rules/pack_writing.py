"""Write the files of a course pack: the reverse of pack.py. The same content always gives the same text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from opstap.curriculum.rules import kinds
from opstap.curriculum.rules.pack_kinds import KEYED
from opstap.curriculum.rules.pack_values import Content, plain
from opstap.curriculum.rules.schema import LANGUAGES


class Row(list[object]):
    """A short list, written on one line."""


class _Dumper(yaml.SafeDumper):
    """Block style; a text of several lines as it reads; quotes only where they are needed."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    # Between other quotes these would be read as the end of a line.
    unusual = any(one in value for one in "\r\x85\u2028\u2029")
    style = '"' if unusual else "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _row(dumper: yaml.SafeDumper, value: Row) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Row, _row)


def dump(document: Mapping[str, object]) -> str:
    """YAML in block style, in the order given, each text on its one line."""
    return yaml.dump(
        document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=1_000_000
    )


def lesson_text(title: str, body: str) -> str:
    """A lesson's file."""
    plain_body = body.replace("\r\n", "\n").strip()
    return f"# {title.strip()}\n\n{plain_body}\n" if plain_body else f"# {title.strip()}\n"


def lesson_texts(title: Mapping[str, str], text: Mapping[str, str]) -> dict[str, str]:
    """The file of each language in which the lesson is written."""
    return {
        language: lesson_text(title.get(language, ""), text[language]) for language in LANGUAGES if text.get(language)
    }


def questions_file(questions: Iterable[tuple[str, Content]]) -> str:
    """A module's questions.yaml. `questions`: id and content, in order."""
    listed = list(questions)
    cases: dict[str, Mapping[str, Any]] = {}
    for _, content in listed:
        if content.get("case_code"):
            cases.setdefault(str(content["case_code"]), content.get("scenario") or {})
    document: dict[str, object] = {}
    if cases:
        document["cases"] = [
            {"id": code, "title": texts(told.get("title")), "text": texts(told.get("text"))}
            for code, told in cases.items()
        ]
    document["questions"] = [question_document(code, content) for code, content in listed]
    return dump(document)


def question_document(code: str, content: Content) -> dict[str, object]:
    """One question as it stands in a file, field after field."""
    kind = str(content["kind"])
    document: dict[str, object] = {
        "id": code,
        "skills": Row(sorted(content.get("skills", ()))),
        "type": kind,
        "level": content["level"],
    }
    if content.get("pool", "practice") != "practice":
        document["pool"] = content["pool"]
    if content.get("case_code"):
        document["case"] = content["case_code"]
    document["stem"] = texts(content["stem"])
    if image := content.get("image"):
        document["image"] = {"file": image["path"], "alt": texts(image.get("alt"))}
    document |= _answers(kind, content)
    document |= {name: content.get(name, "") for name in ("source", "licence", "author")}
    if content.get("reviewer"):
        document["reviewer"] = content["reviewer"]
    return document


def _answers(kind: str, content: Content) -> dict[str, object]:
    if kind == kinds.DROPDOWN:
        return {
            "gaps": [
                {"id": slot["id"], "key": slot["key"], "options": [_option(kind, one, 0) for one in slot["options"]]}
                for slot in content["slots"]
            ]
        }
    options: Sequence[Mapping[str, Any]] = content["options"]
    key = [str(one["id"]) for one in options if _right(kind, one)]
    answers: dict[str, object] = {"options": [_option(kind, one, len(key)) for one in options]}
    if kind == kinds.MATCH:
        answers["prompts"] = [
            {"id": one["id"], "text": texts(one["text"]), "key": one["key"], "why": texts(one["why"])}
            for one in content["slots"]
        ]
    if kind in KEYED:
        answers["key"] = Row(key)
    return answers


def _option(kind: str, option: Mapping[str, Any], right: int) -> dict[str, object]:
    """`right`: how many options are right, which says what a right one earns when nothing else is written."""
    document: dict[str, object] = {"id": option["id"]}
    if kind == kinds.NUMERIC:
        document["value"] = plain(option["value"], "value")
        if tolerance := plain(option.get("tolerance", ""), "tolerance"):
            document["tolerance"] = tolerance
    else:
        document["text"] = texts(option["text"])
    if also := {language: Row(more) for language, more in option.get("also", {}).items() if more}:
        document["also"] = {language: also[language] for language in LANGUAGES if language in also}
    if option.get("shape"):
        document["shape"] = Row(whole_or_not(float(one)) for one in option["shape"])
    if why := texts(option.get("why")):
        document["why"] = why
    weight = float(option.get("weight", 0.0))
    usual = 1 / right if kind == kinds.MULTIPLE and right else 1.0
    if kind in KEYED and weight and abs(weight - usual) > 0.0001:
        document["weight"] = whole_or_not(weight)
    return document


def _right(kind: str, option: Mapping[str, Any]) -> bool:
    weight = float(option.get("weight", 0.0))
    return weight > 0 if kind == kinds.MULTIPLE else weight >= 1


def texts(told: Mapping[str, str] | None) -> dict[str, str]:
    """A text per language, the languages in our order; empty ones are left out."""
    return {
        language: told[language].replace("\r\n", "\n").strip() for language in LANGUAGES if told and told.get(language)
    }


def whole_or_not(value: float) -> int | float:
    """12 for 12.0, so that a file reads as people write."""
    return int(value) if value == int(value) else round(value, 4)
