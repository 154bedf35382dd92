"""Every text of every station is there in Dutch, French and Arabic, complete."""

import shutil
from pathlib import Path

import polib
import pytest

from tests.contract.texts import LANGUAGES, collect, faults
from tests.contract.tree import PACKAGE, SOURCE

pytestmark = pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")

FORMS = {"nl": 2, "fr": 2, "ar": 6}
PLACES = sorted(
    path
    for path in [*PACKAGE.iterdir(), SOURCE / "opstap_demo"]
    if path.is_dir() and path.name != "__pycache__" and [p for p in path.rglob("*") if p.suffix in {".py", ".html"}]
)


@pytest.mark.parametrize("place", PLACES, ids=lambda path: path.name)
def test_every_text_is_translated(place: Path, tmp_path: Path) -> None:
    source = collect(place, tmp_path)
    found = []
    for language in LANGUAGES:
        path = place / "locale" / language / "LC_MESSAGES" / "django.po"
        translated = polib.pofile(str(path)) if path.exists() else polib.POFile()
        found += [f"{language} {fault}" for fault in faults(source, translated)]
        found += [
            f"{language} has not {FORMS[language]} plural forms: {entry.msgid}"
            for entry in translated
            if entry.msgid_plural and len(entry.msgstr_plural) != FORMS[language]
        ]
    assert found[:20] == [], f"{len(found)} in all"


def clashes(catalogues: dict[str, polib.POFile]) -> list[str]:
    """Texts that two stations translate otherwise: Django merges the catalogues, and one of the two would never be seen."""
    seen: dict[tuple[str | None, str], dict[object, str]] = {}
    for place, catalogue in catalogues.items():
        for one in catalogue:
            said = one.msgstr or tuple(one.msgstr_plural.values())
            seen.setdefault((one.msgctxt, one.msgid), {}).setdefault(said, place)
    return [
        f"{text!r}: {' and '.join(places.values())}; give one of them a context (pgettext)"
        for (_, text), places in seen.items()
        if len(places) > 1
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_translated_the_same_in_every_station(language: str) -> None:
    files = {place.name: place / "locale" / language / "LC_MESSAGES" / "django.po" for place in PLACES}
    assert clashes({name: polib.pofile(str(path)) for name, path in files.items() if path.exists()}) == []


def test_a_planted_clash_is_reported() -> None:
    one, other, apart = polib.POFile(), polib.POFile(), polib.POFile()
    one.append(entry("How did it go?", "Hoe ging het?"))
    other.append(entry("How did it go?", "Hoe was het examen?"))
    apart.append(entry("How did it go?", "Hoe was het examen?", msgctxt="exam"))
    assert clashes({"guidance": one, "jobs": one, "certification": apart}) == []
    assert len(clashes({"guidance": one, "certification": other})) == 1


def entry(msgid: str, msgstr: str = "", **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


@pytest.mark.parametrize(
    ("there", "fault"),
    [
        ([], "missing: Hello %(name)s"),
        ([entry("Hello %(name)s", "")], "empty: Hello %(name)s"),
        ([entry("Hello %(name)s", "Dag %(name)s", flags=["fuzzy"])], "fuzzy: Hello %(name)s"),
        ([entry("Hello %(name)s", "Dag %(naam)s")], "other placeholders: Hello %(name)s"),
        ([entry("Hello %(name)s", "Dag %(name)s", msgctxt="other")], "missing: Hello %(name)s"),
        ([entry("Hello %(name)s", "Dag %(name)s")], None),
    ],
)
def test_a_planted_fault_is_reported(there: list[polib.POEntry], fault: str | None, tmp_path: Path) -> None:
    station = tmp_path / "station"
    (station / "templates").mkdir(parents=True)
    (station / "templates" / "page.html").write_text(
        "{% load i18n %}{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}"
    )
    translated = polib.POFile()
    translated.extend(there)
    assert list(faults(collect(station, tmp_path / "copy"), translated)) == ([fault] if fault else [])


def test_a_plural_may_leave_the_number_out() -> None:
    source = polib.POFile()
    source.append(entry("%(n)s step", msgid_plural="%(n)s steps", msgstr_plural={0: "", 1: ""}))
    translated = polib.POFile()
    translated.append(
        entry("%(n)s step", msgid_plural="%(n)s steps", msgstr_plural={0: "één stap", 1: "%(n)s stappen"})
    )
    assert list(faults(source, translated)) == []
