"""Press a button that leads to another page."""

from playwright.sync_api import Locator


def press(button: Locator) -> None:
    """Click, and wait until the other page is there: where a script sends the form, the click alone does not promise one."""
    before = button.page.url
    button.click()
    button.page.wait_for_url(lambda now: now != before)
