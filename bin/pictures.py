"""Take the pictures of the README anew, of a demonstration that is served: `python bin/pictures.py http://127.0.0.1:8000`.

Each is the real product: a browser goes through a door of `/demonstration/` and looks. Phones stand side by side in a
composed picture. Where `pngquant` is installed the files are a third as large.
"""

import shutil
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PHONE, DESK = (390, 844), (1280, 900)
COLOURS = 128


@dataclass(frozen=True)
class Shot:
    """One page as one person: `part` is a door of the demonstration ("" for a stranger), `then` what they click on."""

    part: str
    url: str
    language: str = "nl"
    size: tuple[int, int] = PHONE
    then: tuple[str, ...] = field(default=())


ONES = {
    "needs.png": Shot("coach", "/coach/", size=DESK),
    "goals.png": Shot("manager", "/goals/", "fr", DESK),
    "employer.png": Shot("employer", "/employer/", size=DESK, then=("main a[href^='/employer/vacancies/0']",)),
    "score.png": Shot("coach_fr", "/admission/", "fr", DESK, ("main a[href^='/admission/0']",)),
    "doors.png": Shot("", "/demonstration/", "en", DESK),
}
ROWS = {
    "road.png": (
        Shot("", "/p/trede/", "ar"),
        Shot("learner", "/today/"),
        Shot("learner", "/learn/", then=("main a[href^='/learn/']",)),
        Shot("learner_ar", "/practice/", "ar"),
    ),
    "road-2.png": (
        Shot("learner", "/practice/mock/", then=("main form button.button, main a.button[data-kind=next]",)),
        Shot("learner_ar", "/practice/readiness/", "ar"),
        Shot("learner_job", "/exams/", "fr", then=("main a[href^='/badges/']",)),
        Shot("learner_job", "/today/", "fr", then=("nav a[href^='/work']",)),
    ),
}


def main(server: str) -> None:
    """Take every picture."""
    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, shot in ONES.items():
            _save(name, _taken(browser, server, shot))
        for name, shots in ROWS.items():
            _save(name, _side_by_side(browser, [_taken(browser, server, shot) for shot in shots]))
        browser.close()


def _taken(browser: Browser, server: str, shot: Shot) -> bytes:
    context = browser.new_context(
        viewport={"width": shot.size[0], "height": shot.size[1]},
        locale=shot.language,
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if shot.part:
        _become(page, server, shot)
    page.goto(server + shot.url)
    for step in shot.then:
        page.locator(step).first.click()
        page.wait_for_load_state()
    # What every page of a demonstration says on top is said once, in the README.
    page.evaluate("document.querySelectorAll('[data-kind=demo]').forEach(one => one.remove())")
    page.evaluate("scrollTo(0, 0)")
    picture = page.screenshot()
    context.close()
    return picture


def _become(page: Page, server: str, shot: Shot) -> None:
    page.goto(f"{server}/demonstration/")
    page.locator(f"form[action$='/demonstration/{shot.part}/'] button").click()
    page.wait_for_load_state()
    page.context.add_cookies([{"name": "django_language", "value": shot.language, "url": server}])


def _side_by_side(browser: Browser, pictures: list[bytes]) -> bytes:
    images = "".join(f'<img src="data:image/png;base64,{b64encode(one).decode()}">' for one in pictures)
    width = len(pictures) * (PHONE[0] + 28) + 28
    page = browser.new_page(viewport={"width": width, "height": PHONE[1] + 56})
    page.set_content(
        "<style>body{margin:0;padding:28px;display:flex;gap:28px;background:#e9e4da}"
        f"img{{inline-size:{PHONE[0]}px;border-radius:22px;box-shadow:0 2px 10px #0003}}</style>{images}"
    )
    page.wait_for_function("[...document.images].every(one => one.complete)")
    picture = page.screenshot()
    page.close()
    return picture


def _save(name: str, picture: bytes) -> None:
    path = FOLDER / name
    path.write_bytes(picture)
    if quant := shutil.which("pngquant"):
        subprocess.run([quant, "--force", "--output", path, str(COLOURS), path], check=True)
    print(f"{name}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
