"""Figures: what a file is, is seen by its content; what is too large or something else is told."""

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Media, Question
from opstap.curriculum.rules.pack_media import read_media, size_of
from opstap.curriculum.rules.schema import Reader
from opstap.curriculum.tests.one_of_each import SVG
from opstap.curriculum.tests.packs import load_template


def png(width: int, height: int, more: bytes = b"") -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + more


def jpg(width: int, height: int) -> bytes:
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF" + bytes(10)
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + bytes(3)
    return b"\xff\xd8" + app + frame + bytes(20)


def webp(part: bytes, body: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", 50) + b"WEBP" + part + struct.pack("<I", len(body)) + body + bytes(20)


PICTURES = {
    "png": png(320, 200),
    "jpg": jpg(320, 200),
    "webp": webp(b"VP8X", bytes(4) + (319).to_bytes(3, "little") + (199).to_bytes(3, "little")),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_the_size_is_in_the_head_of_the_file(kind: str) -> None:
    assert size_of(kind, PICTURES[kind]) == (320, 200)


def test_the_other_two_kinds_of_webp() -> None:
    lossless = b"\x2f" + (319 | 199 << 14).to_bytes(4, "little")
    lossy = b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 320, 200)
    assert size_of("webp", webp(b"VP8L", lossless)) == (320, 200)
    assert size_of("webp", webp(b"VP8 ", lossy)) == (320, 200)


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        ("media/a.png", PICTURES["jpg"], "is not a png picture, whatever its name says"),
        ("media/a.jpg", PICTURES["png"], "is not a jpg picture"),
        ("media/a.webp", SVG, "is not a webp picture"),
        ("media/a.svg", PICTURES["png"], "is not UTF-8"),
        ("media/a.png", png(320, 200, bytes(200_000)), "is 200 kB: at most 200 kB"),
        ("media/a.svg", SVG.replace(b"M0", b"M0" + b" " * 60_000), "at most 60 kB"),
        ("media/a.png", png(5000, 200), "is 5000 by 200: at most 4000"),
        ("media/a.png", png(0, 200), "is 0 by 200"),
        ("media/a.gif", b"GIF89a", "is not a figure: use a name"),
        ("media/Foto 1.png", PICTURES["png"], "is not a figure: use a name"),
        ("media/a.svg", SVG.replace(b"<path", b"<script/><path"), "holds <script>"),
    ],
)
def test_what_is_no_figure_is_told(path: str, content: bytes, told: str) -> None:
    reader = Reader()
    assert read_media({path: content}, reader) == {}
    assert reader.problems[0].file == path
    assert told in reader.problems[0].message


@given(st.sampled_from(["png", "jpg", "webp"]), st.binary(max_size=60), st.integers(0, 40))
def test_a_file_cut_short_or_spoiled_never_breaks(kind: str, noise: bytes, cut: int) -> None:
    for content in (noise, PICTURES[kind][:cut], PICTURES[kind][:cut] + noise):
        size = size_of(kind, content)
        assert size is None or len(size) == 2


@pytest.mark.django_db
def test_a_changed_picture_is_a_new_version_of_the_question_that_shows_it(tmp_path: Path) -> None:
    load_template(tmp_path)
    folder = tmp_path / "start"
    picture = folder / "media/sign-in-page.svg"
    picture.write_text(picture.read_text().replace("#2f7d4f", "#2f7d4e"))
    report = load_courses(paths=[folder])
    assert (report.of("figures", "changed"), report.of("questions", "changed")) == (1, 1)
    question = Question.objects.get(kind="hotspot", current=True)
    assert question.version == 2
    old, new = Media.objects.filter(path="media/sign-in-page.svg").order_by("loaded_at")
    assert (old.current, new.current, new.sha256) == (False, True, question.image["sha256"])
    assert Question.objects.get(kind="hotspot", version=1).image["sha256"] == old.sha256
    picture.write_text(picture.read_text().replace("#2f7d4e", "#2f7d4f"))
    load_courses(paths=[folder])
    assert Media.objects.filter(path="media/sign-in-page.svg").count() == 2
    old.refresh_from_db()
    assert old.current


@pytest.mark.django_db
def test_a_figure_that_vanished_is_no_longer_the_current_one(tmp_path: Path) -> None:
    load_template(tmp_path)
    folder = tmp_path / "start"
    (folder / "media/spare.svg").write_bytes(SVG)
    load_courses(paths=[folder])
    (folder / "media/spare.svg").unlink()
    assert load_courses(paths=[folder]).of("figures", "retired") == 1
    assert not Media.objects.get(path="media/spare.svg").current
