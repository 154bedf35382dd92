"""Give the right answer to whatever is asked, with taps and native lists, with a script and without."""

from playwright.sync_api import Page

from opstap.curriculum.models import Question
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.kinds import ORDER, TYPED
from opstap.curriculum.rules.marking import best_response


def answer_rightly(page: Page, question: Question) -> None:
    """Fill the question that the page asks in, whatever its kind; its buttons are for the caller."""
    right = sorted(best_response(asked_of(question)))
    if question.kind in TYPED:
        page.locator("input[name=typed]").fill(right[0])
    elif question.kind == ORDER and page.locator("[data-move]").first.is_visible():
        steps = sorted((part.split("=") for part in right), key=lambda part: int(part[0]))
        _move(page, [step for _, step in steps])
    else:
        for part in right:
            before, _, after = part.partition("=")
            if question.kind == ORDER:
                page.locator(f"select[name='place-{after}']").select_option(before)
            elif after:
                page.locator(f"select[name='slot-{before}']").select_option(after)
            else:
                page.locator(f"input[name=choice][value='{part}']").check(force=True)


def _move(page: Page, steps: list[str]) -> None:
    """Bring each step up to its place, the first one first."""
    for at, step in enumerate(steps):
        shown = page.locator("[data-steps] > li select").evaluate_all("all => all.map(one => one.name)")
        for _ in range(shown.index(f"place-{step}") - at):
            page.locator(f"li:has(select[name='place-{step}']) [data-move='-1']").click()
