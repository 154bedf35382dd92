"""A question of any kind as one form: its fields are made from the content, and named by the road to each leaf."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opstap.curriculum.forms.editing import OWN_NAMES, DraftText, SavedForm, Unchecked, in_lines, text_field
from opstap.curriculum.models import Question
from opstap.curriculum.queries.editing import Offered
from opstap.curriculum.rules import kinds
from opstap.curriculum.rules.content import put
from opstap.curriculum.rules.question_content import mark_right, right_ids

type Content = dict[str, Any]
# Kinds where the author says which options are right; in the others the rows say it themselves.
MARKED = frozenset({kinds.SINGLE, kinds.MULTIPLE, kinds.TRUE_FALSE, kinds.HOTSPOT})
SIDES = (_("From the left edge, %"), _("From the top edge, %"), _("Width, %"), _("Height, %"))
LEVELS = [(1, _("1: easy")), (2, "2"), (3, "3"), (4, "4"), (5, _("5: hard"))]


class DraftChoice(Unchecked, forms.ChoiceField):
    """A choice that is made in the end."""


class DraftChoices(Unchecked, forms.MultipleChoiceField):
    """The same for several."""


class DraftShare(Unchecked, forms.FloatField):
    """A number in percent, written as it is read."""


@dataclass(frozen=True, slots=True)
class Row:
    """An option, prompt, gap or step on the page, with the buttons that it needs."""

    where: str
    at: int
    code: str
    fields: list[list[BoundField]]
    mark: Any
    key: BoundField | None
    rows: list[Row]
    last: bool
    fixed: bool

    @property
    def number(self) -> int:
        return self.at + 1

    @property
    def inner(self) -> str:
        """Where the options of a gap are."""
        return f"{self.where}.{self.at}.options"

    @property
    def add_inner(self) -> str:
        """What the button asks that adds an option to a gap."""
        return f"add:{self.inner}"


class QuestionForm(SavedForm):
    """Every text in every language of the course; a leaf that is not on the page is left as it is."""

    def __init__(self, content: Content, offered: Offered, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content, self.offered = content, offered
        for name, field, value in self._fields():
            self.fields[name] = field
            self.initial[name] = value

    def _fields(self) -> Iterator[tuple[str, forms.Field, object]]:
        content = self.content
        yield from self._texts("stem", _("Question"), content["stem"], rows=3)
        if content["case_code"]:
            yield from self._texts("scenario.title", _("Title of the case"), content["scenario"].get("title", {}), 1)
            yield from self._texts("scenario.text", _("Text of the case"), content["scenario"].get("text", {}), 6)
        if self.offered.media or content["kind"] == kinds.HOTSPOT:
            yield "image.path", self._picture(), content["image"].get("path", "")
            yield from self._texts("image.alt", _("What the picture shows"), content["image"].get("alt", {}), 2)
        for at, option in enumerate(content["options"]):
            yield from self._option(f"options.{at}", option)
        if content["kind"] in MARKED:
            yield "right", self._right(), self._right_now()
        for at, slot in enumerate(content["slots"]):
            yield from self._slot(f"slots.{at}", slot)
        levels = DraftChoice(label=_("Level"), choices=LEVELS)
        yield "level", levels, content["level"]
        pool = DraftChoice(label=_("Where it is asked"), choices=Question.Pool.choices)
        yield "pool", pool, content["pool"]
        source = text_field(_("Where the fact can be checked"), rows=1)
        source.widget.attrs |= {"maxlength": "300", "dir": "auto"}
        yield "source", source, content["source"]
        skills = DraftChoices(
            label=_("Which skills it tests"), choices=self.offered.skills, widget=forms.CheckboxSelectMultiple
        )
        yield "skills", skills, content["skills"]

    def _texts(
        self, road: str, label: Any, texts: dict[str, str], rows: int = 2
    ) -> Iterator[tuple[str, forms.Field, object]]:
        for language in self.offered.languages:
            field = text_field(f"{label} ({OWN_NAMES[language]})", language, rows=rows)
            yield f"{road}.{language}", field, texts.get(language, "")

    def _option(self, road: str, option: Content) -> Iterator[tuple[str, forms.Field, object]]:
        kind = self.content["kind"]
        if kind == kinds.NUMERIC:
            number = {"inputmode": "decimal", "dir": "ltr"}
            value = DraftText(label=pgettext_lazy("a value", "Number"), max_length=40, widget=forms.TextInput(number))
            yield f"{road}.value", value, option.get("value", "")
            off = forms.CharField(
                label=_("May be off by"), required=False, max_length=40, widget=forms.TextInput(number)
            )
            yield f"{road}.tolerance", off, option.get("tolerance", "0")
        else:
            yield from self._texts(f"{road}.text", _("Text"), option.get("text", {}))
        if kind == kinds.SHORT:
            for language in self.offered.languages:
                label = _("Other spellings, one on a line")
                field = text_field(f"{label} ({OWN_NAMES[language]})", language)
                field.required = False
                yield f"{road}.also.{language}", field, "\n".join(option.get("also", {}).get(language, ()))
        if kind == kinds.HOTSPOT:
            for at, label in enumerate(SIDES):
                side = DraftShare(label=label, min_value=0, max_value=100)
                yield f"{road}.shape.{at}", side, (option.get("shape") or [0, 0, 20, 20])[at]
        if kind in kinds.TYPED:
            share = DraftShare(
                label=_("Share of the mark, %"),
                help_text=_("100: right. 0: a usual wrong answer."),
                min_value=0,
                max_value=100,
            )
            yield f"{road}.weight", share, round(float(option.get("weight", 0.0)) * 100, 2)
        yield from self._texts(f"{road}.why", _("Why"), option.get("why", {}))

    def _slot(self, road: str, slot: Content) -> Iterator[tuple[str, forms.Field, object]]:
        gap = "options" in slot
        if not gap:
            yield from self._texts(f"{road}.text", _("Text"), slot.get("text", {}))
        for at, option in enumerate(slot.get("options", ())):
            yield from self._texts(f"{road}.options.{at}.text", _("Text"), option.get("text", {}), 1)
            yield from self._texts(f"{road}.options.{at}.why", _("Why"), option.get("why", {}))
        rows = slot["options"] if gap else self.content["options"]
        choices = [("", pgettext_lazy("no answer", "none yet")), *_numbered(rows)]
        yield f"{road}.key", DraftChoice(label=_("Right answer"), choices=choices), slot["key"]
        if not gap:
            yield from self._texts(f"{road}.why", _("Why"), slot.get("why", {}))

    def _picture(self) -> forms.ChoiceField:
        choices = [("", pgettext_lazy("no picture", "none")), *((path, path) for path, _sha in self.offered.media)]
        help_text = _("A figure of the course pack; pictures come with the pack.")
        return forms.ChoiceField(label=_("Picture"), choices=choices, required=False, help_text=help_text)

    def _right(self) -> forms.Field:
        choices = [(str(one["id"]), _("This one is right")) for one in self.content["options"]]
        if self.content["kind"] == kinds.MULTIPLE:
            return DraftChoices(choices=choices, widget=forms.CheckboxSelectMultiple)
        return DraftChoice(choices=choices, widget=forms.RadioSelect)

    def _right_now(self) -> object:
        ids = right_ids(self.content)
        return ids if self.content["kind"] == kinds.MULTIPLE else (ids[0] if ids else "")

    def over(self) -> Content:
        """The content with what was typed; what was not sent, or makes no sense (letters for a number), stays as it was."""
        self.is_valid()
        # A browser sends nothing for boxes of which none is ticked: the level tells that the whole page was sent.
        sent = {*self.data, *(("skills", "right") if "level" in self.data else ())}
        given = {name: value for name, value in self.cleaned_data.items() if name in sent}
        changed = deepcopy(self.content)
        for name in self.fields:
            if name in given and name not in {"saved", "right", "level", "image.path"}:
                self._put(changed, name, given[name])
        changed["level"] = int(given.get("level") or changed["level"])
        if "right" in given:
            right = given["right"]
            changed = mark_right(changed, right if isinstance(right, list) else [right] if right else [])
        if "image.path" in given:
            path = given["image.path"]
            sha = dict(self.offered.media).get(path, "")
            changed["image"] = {"sha256": sha, "path": path, "alt": changed["image"].get("alt", {})} if path else {}
        return changed

    def _put(self, content: Content, name: str, value: Any) -> None:
        part, leaf = name.split(".")[0], name.rsplit(".", 1)[-1]
        if ".also." in name:
            put(content, name, [line.strip() for line in in_lines(value).split("\n") if line.strip()])
        elif leaf == "weight" or ".shape." in name:
            # A third is shown as 33.33: as long as nobody changes that, it stays a third.
            if value is not None and value != self.initial[name]:
                put(content, name, value / 100 if leaf == "weight" else value)
        elif part == "image" and not content["image"] and not value:
            return
        elif isinstance(value, str):
            text = in_lines(value)
            if text or not _is_missing(content, name):
                put(content, name, text)
        else:
            put(content, name, value)

    def rows(self, where: str) -> list[Row]:
        """The rows for the page."""
        rows = self.content[where]
        marks = list(self["right"]) if where == "options" and "right" in self.fields else []
        return [self._row(where, at, row, len(rows), marks[at] if marks else None) for at, row in enumerate(rows)]

    def _row(self, where: str, at: int, row: Content, many: int, mark: Any) -> Row:
        road = f"{where}.{at}"
        key = f"{road}.key"
        inner = row.get("options", ())
        rows = [self._row(f"{road}.options", n, one, len(inner), None) for n, one in enumerate(inner)]
        return Row(
            where=where,
            at=at,
            code=str(row["id"]),
            fields=self._groups(road),
            mark=mark,
            key=self[key] if key in self.fields else None,
            rows=rows,
            last=at == many - 1,
            fixed=self.content["kind"] == kinds.TRUE_FALSE,
        )

    def _groups(self, road: str) -> list[list[BoundField]]:
        """The fields of a row, the languages of one text beside each other."""
        groups: dict[str, list[BoundField]] = {}
        for name in self.fields:
            rest = name.removeprefix(f"{road}.")
            if rest == name or rest == "key" or rest.startswith("options."):
                continue
            groups.setdefault(rest.split(".")[0], []).append(self[name])
        return list(groups.values())

    def group(self, road: str) -> list[BoundField]:
        """The fields of one text, a language each."""
        return [self[name] for name in self.fields if name.startswith(f"{road}.")]


def _numbered(rows: list[Content]) -> list[tuple[str, str]]:
    """Options as the page numbers them, with the beginning of their text."""
    found = []
    for at, row in enumerate(rows, start=1):
        text = next((text for text in row.get("text", {}).values() if text), "")
        found.append((str(row["id"]), f"{at}. {text[:60]}"))
    return found


def _is_missing(content: Content, road: str) -> bool:
    """Whether the leaf is not there yet: an empty text of it need not be written down."""
    place: Any = content
    for step in road.split("."):
        if isinstance(place, list):
            place = place[int(step)]
        elif isinstance(place, dict) and step in place:
            place = place[step]
        else:
            return True
    return False
