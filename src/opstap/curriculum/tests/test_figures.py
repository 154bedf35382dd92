"""/figures/: open to everyone, kept for a year, and nothing in them runs."""

import gzip

import pytest
from django.test import Client
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Media
from opstap.curriculum.queries import figure_url, figure_urls

pytestmark = pytest.mark.django_db
SHA = "0a" * 32
HOSTILE = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


@pytest.fixture
def picture() -> Media:
    course = Course.objects.create(code="doors", version="1", title={"en": "Doors"}, licence="CC-BY-4.0")
    return Media.objects.create(
        course=course,
        path="media/door.svg",
        sha256=SHA,
        content_type="image/svg+xml",
        content=HOSTILE,
        width=2,
        height=1,
    )


def test_one_query_no_session_and_kept_for_a_year(
    client: Client, picture: Media, django_assert_num_queries: object
) -> None:
    client.force_login(grant(make_person(), "coach"))
    with django_assert_num_queries(1):  # type: ignore[operator]
        answer = client.get(f"/figures/{SHA}.svg", headers={"accept-language": "ar"})
    assert (answer.status_code, answer.content) == (200, HOSTILE)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    # The same for everyone, whatever they speak and whoever they are: only packed or not makes a difference.
    assert answer.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert "Content-Language" not in answer.headers
    assert not answer.cookies


def test_a_drawing_opened_by_itself_runs_nothing(client: Client, picture: Media) -> None:
    for headers in ({}, {"if-none-match": f'"{SHA}"'}):
        answer = client.get(f"/figures/{SHA}.svg", headers=headers)
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer = client.get(f"/figures/{SHA}.svg")
    assert answer.headers["Content-Disposition"] == "inline"
    assert answer.headers["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize("etag", [f'"{SHA}"', f'W/"{SHA}"', f'"x", "{SHA}"', "*"])
def test_who_has_it_is_not_sent_it_again(client: Client, picture: Media, etag: str) -> None:
    answer = client.get(f"/figures/{SHA}.svg", headers={"if-none-match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert "immutable" in answer.headers["Cache-Control"]


def test_head_says_the_same_without_the_picture(client: Client, picture: Media) -> None:
    answer = client.head(f"/figures/{SHA}.svg")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(HOSTILE))
    assert client.post(f"/figures/{SHA}.svg").status_code == 405


def test_a_large_drawing_is_packed(client: Client, picture: Media) -> None:
    Media.objects.update(content=HOSTILE * 50)
    answer = client.get(f"/figures/{SHA}.svg", headers={"accept-encoding": "gzip"})
    assert gzip.decompress(answer.content) == HOSTILE * 50
    assert len(answer.content) < 500


@pytest.mark.parametrize(
    "path", [f"/figures/{'0b' * 32}.svg", f"/figures/{SHA}.png", f"/figures/{SHA}.html", "/figures/x.svg", "/figures/"]
)
def test_what_is_not_there(client: Client, picture: Media, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_picture_that_a_course_no_longer_shows_is_still_there_for_older_versions(
    client: Client, picture: Media
) -> None:
    Media.objects.update(current=False)
    assert client.get(f"/figures/{SHA}.svg").status_code == 200
    assert figure_urls(picture.course) == {}


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("media/door.svg", f"/figures/{SHA}.svg"),
        ("media/DOOR.JPEG", f"/figures/{SHA}.jpg"),
        ("media/door.webp", f"/figures/{SHA}.webp"),
        ("media/door.html", ""),
        ("media/door", ""),
        ("", ""),
    ],
)
def test_the_address_of_a_picture(path: str, url: str) -> None:
    assert figure_url(SHA, path) == url
    assert figure_url("", path) == ""
