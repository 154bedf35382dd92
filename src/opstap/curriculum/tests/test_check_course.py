"""`bin/opstap course check`: what it prints, its exit code, its JSON, and that it needs no database."""

import json
import re
from io import StringIO
from pathlib import Path
from time import process_time

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from opstap.curriculum.actions.check_course import check_course
from opstap.curriculum.actions.load_catalogue import FOLDER, ProblemsError
from opstap.curriculum.rules.check.finding import ERROR, RULES, WARNING
from opstap.curriculum.tests.packs import COURSE, lay_pack

TEMPLATE = FOLDER / "template_pack"
SC900 = settings.COURSE_PACKS / "sc-900"
BROKEN = settings.PROJECT / "tests" / "data" / "broken_pack"


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("course", "check", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_template_is_clean() -> None:
    assert [str(one) for one in check_course(paths=[TEMPLATE]).packs[0].findings] == []
    assert "template_pack: in order, 0 warning(s)." in run(TEMPLATE)


def test_sc_900_has_no_finding_and_is_checked_within_five_seconds() -> None:
    began = process_time()
    report = check_course(paths=[SC900])
    assert process_time() - began < 5
    assert [str(one) for one in report.packs[0].findings] == []


def test_with_an_error_it_leaves_with_1_and_has_told_everything() -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="to mend") as caught:
        call_command("course", "check", str(BROKEN), stdout=out)
    assert caught.value.returncode == 1
    lines = out.getvalue().splitlines()
    assert any(re.fullmatch(r"error: broken/course\.yaml:12: colour: .*\[schema\]", line) for line in lines)
    assert any(line.startswith("warning: broken/media/door.svg: ") for line in lines)
    assert "    modules/01-keys/lesson.en.md:18 31 words: Organisational" in out.getvalue()


def test_details_are_a_table_of_readability_and_of_questions_per_skill() -> None:
    told = run(TEMPLATE, "--details")
    assert re.search(r"lesson +lang +words +sentences +words/sentence +ease +promised", told)
    assert len(re.findall(r"^  start-\w+ +(?:nl|fr|en) +\d+ +\d+ +\d+\.\d +\d+\.\d +60$", told, re.MULTILINE)) == 6
    assert re.search(r"sc900\.mfa +\d+", told)


def test_the_json_has_stable_keys() -> None:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("course", "check", str(BROKEN), "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (set(told), told["format"]) == ({"format", "errors", "warnings", "packs"}, 1)
    pack = told["packs"][0]
    assert set(pack) == {"path", "course", "draft", "errors", "warnings", "findings", "summary"}
    assert sum(one["errors"] for one in told["packs"]) == told["errors"]
    for one in pack["findings"]:
        assert set(one) == {"rule", "severity", "file", "line", "field", "message", "help"}
        assert one["rule"] in RULES
        assert one["line"] is None or one["line"] > 0
        assert one["severity"] in (ERROR, WARNING)
    assert {"modules", "lessons", "terms", "questions", "by_kind", "by_level", "by_skill", "words"} <= set(
        pack["summary"]
    )
    assert set(pack["summary"]["lessons"][0]) == {
        *("module", "language", "words", "sentences", "words_per_sentence", "ease", "promised"),
    }


def test_in_a_draft_what_is_not_complete_yet_is_a_warning(tmp_path: Path) -> None:
    done = check_course(paths=[lay_pack(tmp_path)]).packs[0]
    draft = check_course(paths=[lay_pack(tmp_path, course=f"{COURSE}status: draft\n")]).packs[0]
    assert "skill-few-questions" in {one.rule for one in done.of(ERROR)}
    assert "skill-few-questions" in {one.rule for one in draft.of(WARNING)}
    assert draft.of(ERROR) == []


def test_a_course_yaml_that_cannot_be_read_is_told_without_figures(tmp_path: Path) -> None:
    folder = lay_pack(tmp_path, course="id: [")
    pack = check_course(paths=[folder]).packs[0]
    assert [one.rule for one in pack.findings] == ["unreadable"]
    assert pack.summary is None
    assert pack.as_json()["summary"] is None


def test_a_lesson_may_link_to_one_of_a_pack_beside_it(tmp_path: Path) -> None:
    lay_pack(tmp_path)
    second = lay_pack(
        tmp_path / "more",
        course=COURSE.replace("id: doors", "id: more"),
        lesson_en="# More\n\nSee [there](/learn/open-doors/).\n",
        module="id: more-doors\ndomain: d1\ntitle: {nl: x, en: y}\nsummary: {nl: x, en: y}\nminutes: 1\nskills: []\n",
    )
    alone, _ = check_course(paths=[second]).packs, check_course(paths=[tmp_path, second])
    assert "link-broken" in {one.rule for one in alone[0].findings}
    together = check_course(paths=[tmp_path, second]).packs
    assert "link-broken" not in {one.rule for pack in together for one in pack.findings}


def test_a_path_without_a_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="holds no course pack"):
        check_course(paths=[tmp_path])
    with pytest.raises(CommandError, match="holds no course pack"):
        run(tmp_path)


def test_the_page_about_the_check_names_every_rule_with_its_severity() -> None:
    page = (settings.PROJECT / "docs" / "course-check.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([a-z-]+)` \| (error|warning|error, in a draft warning) \|", page, re.MULTILINE))
    severities = {
        code: rule.severity if rule.severity == rule.draft else f"{rule.severity}, in a draft {rule.draft}"
        for code, rule in RULES.items()
    }
    assert told == severities
