"""What bin/screenshot does."""

import argparse
import os
import re
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/screenshot", description="Save what a page looks like.")
    parser.add_argument("url", nargs="+")
    parser.add_argument("--out", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--lang", default="nl,ar")
    parser.add_argument("--size", default="390,1280")
    parser.add_argument("--dark", action="store_true")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for language in given.lang.split(","):
            for width in map(int, given.size.split(",")):
                context = browser.new_context(
                    viewport={"width": width, "height": 844 if width < 700 else 900},
                    locale=language,
                    color_scheme="dark" if given.dark else "light",
                    reduced_motion="reduce",
                )
                page = context.new_page()
                for url in given.url:
                    page.goto(_whole(url), wait_until="networkidle")
                    path = given.out / f"{_name(url)}-{language}-{width}.png"
                    page.screenshot(path=path, full_page=True)
                    print(path)
                context.close()
        browser.close()


def _whole(url: str) -> str:
    return url if "://" in url else f"http://127.0.0.1:{os.environ.get('PORT', '8000')}{url}"


def _name(url: str) -> str:
    return re.sub(r"\W+", "-", re.sub(r"^\w+://[^/]+", "", url)).strip("-") or "home"


if __name__ == "__main__":
    main()
