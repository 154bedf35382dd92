"""A pack in one language with one short question of each kind, for tests to spoil."""

from opstap.curriculum.rules.marked_yaml import Problem
from opstap.curriculum.rules.pack import read_pack
from opstap.curriculum.rules.pack_entries import Pack

QUESTIONS_FILE = "modules/01-all/questions.yaml"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0h9"/></svg>'
FILES = {
    "course.yaml": """\
id: all
version: 1
licence: CC-BY-4.0
languages: [en]
blueprint: {exam: SC-900, as_of: 2026-07-28}
title: {en: All}
summary: {en: Everything.}
readability: {en: 60}
""",
    "mock-forms.yaml": """\
forms:
- id: form-a
  title: {en: Form A}
  questions:
  - q-single
  - q-case-1
  - q-case-2
""",
    "modules/01-all/module.yaml": """\
id: all
domain: d1
title: {en: All}
summary: {en: Everything.}
minutes: 5
skills: [sc900.zero-trust]
""",
    "modules/01-all/lesson.en.md": """\
# All

{{ check q-single }}

![A line](media/line.svg "A line")

{{ check q-multiple }}
""",
    QUESTIONS_FILE: """\
cases:
- id: the-case
  title: {en: A case}
  text: {en: It happened.}
questions:
- id: q-single
  skills: [sc900.zero-trust]
  type: single
  level: 2
  stem: {en: Which one?}
  options:
  - {id: a, text: {en: One}, why: {en: Right.}}
  - {id: b, text: {en: Two}, why: {en: Wrong.}, weight: 0.5}
  key: [a]
  source: s
  licence: CC0-1.0
  author: A
- id: q-multiple
  skills: [sc900.zero-trust]
  type: multiple
  level: 2
  pool: mock
  stem: {en: Which ones?}
  options:
  - {id: c, text: {en: One}, why: {en: Right.}}
  - {id: d, text: {en: Two}, why: {en: Right.}}
  - {id: e, text: {en: Three}, why: {en: Wrong.}}
  key: [c, d]
  source: s
  licence: CC0-1.0
  author: A
- id: q-hotspot
  skills: [sc900.zero-trust]
  type: hotspot
  level: 2
  stem: {en: Where?}
  image: {file: media/line.svg, alt: {en: A line}}
  options:
  - {id: f, text: {en: Here}, shape: [0, 0, 50, 50], why: {en: Right.}}
  - {id: g, text: {en: There}, shape: [50, 50, 50, 50], why: {en: Wrong.}}
  key: [f]
  source: s
  licence: CC0-1.0
  author: A
- id: q-match
  skills: [sc900.zero-trust]
  type: match
  level: 2
  stem: {en: What belongs?}
  options:
  - {id: h, text: {en: Left}}
  - {id: i, text: {en: Right}}
  prompts:
  - {id: p, text: {en: L}, key: h, why: {en: L is left.}}
  - {id: q, text: {en: R}, key: i, why: {en: R is right.}}
  source: s
  licence: CC0-1.0
  author: A
- id: q-order
  skills: [sc900.zero-trust]
  type: order
  level: 2
  stem: {en: In which order?}
  options:
  - {id: j, text: {en: One}, why: {en: First.}}
  - {id: k, text: {en: Two}, why: {en: Then.}}
  - {id: l, text: {en: Three}, why: {en: Last.}}
  source: s
  licence: CC0-1.0
  author: A
- id: q-dropdown
  skills: [sc900.zero-trust]
  type: dropdown
  level: 2
  stem: {en: "It is [[gap-m]] and [[gap-n]]."}
  gaps:
  - id: gap-m
    key: a
    options:
    - {id: a, text: {en: big}, why: {en: Right.}}
    - {id: b, text: {en: small}, why: {en: Wrong.}}
  - id: gap-n
    key: d
    options:
    - {id: c, text: {en: old}, why: {en: Wrong.}}
    - {id: d, text: {en: new}, why: {en: Right.}}
  source: s
  licence: CC0-1.0
  author: A
- id: q-numeric
  skills: [sc900.zero-trust]
  type: numeric
  level: 2
  stem: {en: How many percent?}
  options:
  - {id: r, value: "12.50", tolerance: "0.1", why: {en: Right.}}
  - {id: t, value: 12, why: {en: Nearly.}, weight: 0.5}
  key: [r]
  source: s
  licence: CC0-1.0
  author: A
- id: q-short
  skills: [sc900.zero-trust]
  type: short
  level: 2
  stem: {en: What is it called?}
  options:
  - {id: u, text: {en: passkey}, also: {en: [pass key], ar: [مفتاح مرور]}, why: {en: Right.}}
  - {id: v, text: {en: password}, why: {en: Wrong.}}
  key: [u]
  source: s
  licence: CC0-1.0
  author: A
- id: q-case-1
  skills: [sc900.zero-trust]
  type: truefalse
  case: the-case
  level: 2
  stem: {en: Is it so?}
  options:
  - {id: w, text: {en: "True"}, why: {en: Right.}}
  - {id: x, text: {en: "False"}, why: {en: Wrong.}}
  key: [w]
  source: s
  licence: CC0-1.0
  author: A
- id: q-case-2
  skills: [sc900.zero-trust]
  type: truefalse
  case: the-case
  level: 2
  stem: {en: Is it not so?}
  options:
  - {id: y, text: {en: "True"}, why: {en: Wrong.}}
  - {id: z, text: {en: "False"}, why: {en: Right.}}
  key: [z]
  source: s
  licence: CC0-1.0
  author: A
  reviewer: B
""",
}


def read(file: str = "", old: str = "", new: str = "") -> tuple[Pack | None, list[Problem]]:
    """The pack, with the first `old` in `file` replaced by `new`."""
    files = dict(FILES)
    if file:
        assert old in files[file], old
        files[file] = files[file].replace(old, new, 1)
    return read_pack(files, {"media/line.svg": SVG})


def line_of(file: str, old: str, new: str, marker: str) -> int:
    """Where `marker` stands in the spoiled file."""
    spoiled = FILES[file].replace(old, new, 1)
    assert marker in spoiled, marker
    return spoiled[: spoiled.index(marker)].count("\n") + 1
