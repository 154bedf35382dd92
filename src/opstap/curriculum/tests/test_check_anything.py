"""Whatever people write, the check tells it and never falls over: the template with lines lost, doubled, moved and mangled."""

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from opstap.curriculum.actions.load_catalogue import FOLDER
from opstap.curriculum.rules.check.checking import check_quality
from opstap.curriculum.rules.check.finding import RULES
from opstap.curriculum.rules.check.material import Outline, gather
from opstap.curriculum.rules.check.report import PackReport
from opstap.curriculum.rules.check.schema import from_problems
from opstap.curriculum.rules.check.summary import summarise
from opstap.curriculum.rules.pack import read_pack

OUTLINE = Outline("SC-900", {"d2": ("sc900.mfa",)}, {"d2": (25, 30)})


@lru_cache
def template() -> dict[str, str]:
    folder = FOLDER / "template_pack"
    paths = [one for one in sorted(folder.rglob("*")) if one.suffix in (".yaml", ".md")]
    return {one.relative_to(folder).as_posix(): one.read_text(encoding="utf-8") for one in paths}


SPOIL = st.tuples(
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.sampled_from(["lose", "double", "move", "cut", "say"]),
    st.text("ab {}[]|:-'\"#!*<>()\n\tأé0.?", max_size=12),
)


def spoiled(changes: list[tuple[int, int, str, str]]) -> dict[str, str]:
    files = {path: text.split("\n") for path, text in template().items()}
    names = sorted(files)
    for which, where, how, text in changes:
        lines = files[names[which % len(names)]]
        place = where % (len(lines) or 1)
        if not lines:
            continue
        line = lines[place]
        if how == "lose":
            del lines[place]
        elif how == "double":
            lines.insert(place, line)
        elif how == "move":
            lines.append(lines.pop(place))
        elif how == "cut":
            lines[place] = line[: len(line) // 2]
        else:
            lines[place] = f"{line[: line.find(':') + 1]} {text}"
    return {path: "\n".join(lines) for path, lines in files.items()}


@settings(max_examples=60, deadline=None)
@given(st.lists(SPOIL, min_size=1, max_size=8))
def test_any_spoiled_pack_is_checked_to_the_end(changes: list[tuple[int, int, str, str]]) -> None:
    files = spoiled(changes)
    pack, problems = read_pack(files)
    findings = from_problems(problems)
    if pack is not None:
        material = gather(pack, files, OUTLINE)
        findings += check_quality(material)
        report = PackReport("spoiled", pack.code, pack.draft, tuple(findings), summarise(material))
        assert list(report.lines(details=True))
        assert report.as_json()
    for one in findings:
        assert one.rule in RULES
        assert one.file in files or one.line == 0
        assert 0 <= one.line <= len(files.get(one.file, "").split("\n"))
