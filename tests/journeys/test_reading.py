"""A learner reads a lesson on a phone: two languages, larger text, a term, stuck at a paragraph, and on where they stopped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Lesson
from opstap.curriculum.tests.packs import load_template
from opstap.messages.models import HelpRequest
from opstap.people.models import Person
from opstap.practice.models import ReadingPlace
from tests.build import grant, make_person
from tests.journeys.weight import Weight

LESSON = "/learn/who-secures-the-cloud/"
# A device that has one voice, which says nothing and keeps what it was asked to say.
VOICE = """
window.told = [];
const voices = [{ lang: "fr_FR", localService: true, name: "Une voix" }];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, addEventListener() {}, cancel() {}, speak: (one) => window.told.push(one),
} });
"""


ARABIC = """\
الاثنين، الساعة الثامنة والنصف. ناديا تعمل في استقبال مدرسة في Jette. تصلها رسالة: "صندوقك ممتلئ. انقر خلال ساعة."

ناديا خائفة. يدها تتحرك نحو الفأرة. ثم تتوقف وتقرأ الرسالة مرة أخرى.

## ما هو التصيد؟

[[start-phishing-mail|التصيد]] رسالة تكذب عن مصدرها. تريد نقرة أو مالاً أو كلمة المرور.

انتبه إلى ثلاثة أشياء:

- **العجلة**: يجب أن تتصرف فورًا.
- **العنوان**: الاسم صحيح، لكن العنوان ليس كذلك.
- **الرابط**: العنوان الحقيقي يقف قبل أول خط مائل.

ناديا تنظر إلى الرابط دون نقر:

```
https://login.ecole.be.mailbox-help.example/nouveau
```

::: example قراءة عنوان
ابحث عن أول خط مائل بعد `https://`. انظر إلى ما قبله مباشرة.
:::

{{ check start-mfa-01 }}

## دليل واحد لا يكفي

المدرسة تطلب دليلين. هذا يسمى [[start-mfa|multifactor authentication]] أو MFA.

![أربع نقاط لكلمة مرور، وهاتف عليه علامة.](media/two-proofs.svg "كلمة المرور وحدها لا تفتح الباب.")

| الدليل | النوع | ما يحتاجه اللص |
| --- | --- | --- |
| كلمة المرور | ما تعرفه | موقع مزيف |
| هاتف مع تطبيق | ما تملكه | هاتفك |
"""


@pytest.fixture
def with_arabic(live: str, tmp_path: Path) -> Person:
    """Amina, and a lesson with a figure, a table, code and boxes that is in Arabic too."""
    load_template(tmp_path)
    lesson = Lesson.objects.get(module__code="start-phishing")
    lesson.text = lesson.text | {"ar": ARABIC}
    lesson.title = lesson.title | {"ar": "رسالة مستعجلة"}
    lesson.save()
    return grant(make_person("Amina"), "learner")


@pytest.mark.parametrize(("device", "language", "second"), [("phone", "ar", "nl"), ("desktop", "fr", "ar")])
def test_arabic_runs_its_own_way(
    live: str,
    with_arabic: Person,
    device: str,
    language: str,
    second: str,
    request: pytest.FixtureRequest,
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
) -> None:
    page: Page = request.getfixturevalue(device)(language)
    enter(page, with_arabic)
    page.context.add_cookies([{"name": "opstap_reading", "value": f"{second}.normal", "url": live}])
    page.goto(live + "/learn/start-phishing/")
    axe(page)
    for block in page.locator(".prose[lang=ar]").all():
        expect(block).to_have_css("direction", "rtl")
    for block in page.locator(f".prose[lang={({language, second} - {'ar'}).pop()}]").all():
        expect(block).to_have_css("direction", "ltr")
    expect(page.locator(".prose[lang=ar] pre").first).to_have_css("direction", "ltr")
    assert page.locator(".check").count() == page.locator(".check form").count() >= 1
    page.locator(".prose[lang=ar] button.term").first.click()
    expect(page.locator(".term-meaning:popover-open [lang=ar]").first).to_have_css("direction", "rtl")
    axe(page)


@pytest.fixture
def learner(live: str) -> Person:
    """Amina, in a school that teaches SC-900 from the real course pack."""
    load_catalogue()
    load_courses(paths=[settings.COURSE_PACKS / "sc-900"])
    return grant(make_person("Amina"), "learner")


@pytest.mark.parametrize(
    ("device", "language", "second"), [("phone", "fr", "nl"), ("desktop", "fr", "nl"), ("phone", "ar", "fr")]
)
def test_two_languages(
    live: str,
    learner: Person,
    device: str,
    language: str,
    second: str,
    request: pytest.FixtureRequest,
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
) -> None:
    page: Page = request.getfixturevalue(device)(language)
    enter(page, learner)
    page.goto(live + LESSON)
    axe(page)
    page.locator("details:has([name=second]) summary").click()
    page.locator("[name=second]").select_option(second)
    page.locator("label", has=page.locator("[name=size][value=larger]")).or_(
        page.locator("label[for=reading_size_2]")
    ).first.click()
    page.locator("form:has([name=second]) button").click()

    expect(page.locator(".reader[data-two][data-size=larger]")).to_be_visible()
    expect(page.locator(f".second[lang={second}]").first).to_be_visible()
    one, two = (page.locator(f".row-of-text >> nth=0 >> .prose >> nth={place}").bounding_box() for place in (0, 1))
    assert one
    assert two
    beside = one["y"] == two["y"]
    assert beside == (device == "desktop")
    axe(page)
    # Remembered: the next lesson is read so too.
    page.goto(live + "/learn/layers-of-defence/")
    expect(page.locator(".reader[data-two][data-size=larger]")).to_be_visible()


def test_by_keyboard_to_a_term_and_to_the_coach(
    live: str,
    learner: Person,
    phone: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
) -> None:
    page = phone("nl")
    enter(page, learner)
    page.goto(live + LESSON)
    term = page.locator("button.term").first
    _tab_to(page, "button.term")
    page.keyboard.press("Enter")
    meaning = page.locator(".term-meaning:popover-open")
    expect(meaning).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    expect(term).to_be_focused()

    _tab_to(page, "a.stuck-here")
    size = page.locator("a.stuck-here:focus").bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 24
    page.keyboard.press("Enter")
    quote = page.locator("blockquote").inner_text()
    assert "shared responsibility" in quote
    axe(page)
    page.locator("textarea").fill("Wie is de aanbieder?")
    page.locator("main form button").click()
    expect(page.locator(".flashes .notice")).to_be_visible()
    asked = HelpRequest.objects.get()
    assert asked.about_quote == quote
    assert page.url.endswith(f"#{asked.about_place}")
    expect(page.locator(f"#{asked.about_place}")).to_be_in_viewport()


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def test_without_a_script_it_is_all_there(
    live: str, learner: Person, no_javascript: Callable[..., Page], enter: Callable[[Page, Person], None]
) -> None:
    page = no_javascript("nl")
    enter(page, learner)
    page.goto(live + LESSON)
    expect(page.locator("[data-aloud]")).to_be_hidden()
    page.locator("details:has([name=second]) summary").click()
    page.locator("[name=second]").select_option("fr")
    page.locator("form:has([name=second]) button").click()
    expect(page.locator(".second[lang=fr]").first).to_be_visible()

    page.locator("a.stuck-here").nth(6).click()
    page.locator("main form button").click()
    anchor = HelpRequest.objects.get().about_place
    assert ReadingPlace.objects.get().anchor == anchor
    page.goto(live + "/learn/")
    page.locator(f"a[href='{LESSON}#{anchor}']").click()
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    expect(page.locator(f"a[href='#{anchor}']")).to_have_count(1)


def test_one_goes_on_where_one_stopped(
    live: str,
    learner: Person,
    phone: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
) -> None:
    page = phone("ar")
    enter(page, learner)
    # Not to wait: the seconds that one stays at a paragraph go by at once.
    page.clock.install()
    page.goto(live + LESSON)
    page.clock.run_for(2_000)
    anchor = page.locator("[data-piece]").nth(12).get_attribute("id")
    page.evaluate("(id) => document.getElementById(id).scrollIntoView({block: 'start'})", anchor)
    page.mouse.wheel(0, -100)
    page.wait_for_function("window.scrollY > 500")
    page.wait_for_timeout(200)
    with page.expect_request(f"**{LESSON}place/") as sent:
        page.clock.run_for(20_000)
        page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert sent.value.response()
    page.goto(live + "/learn/")
    axe(page)
    kept = ReadingPlace.objects.get()
    assert kept.share > 0
    page.locator(f"a[href='{LESSON}#{kept.anchor}']").click()
    expect(page.locator(f"#{kept.anchor}")).to_be_in_viewport()
    axe(page)


def test_it_is_read_aloud_from_here_on(
    live: str,
    learner: Person,
    phone: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
) -> None:
    page = phone("fr")
    enter(page, learner)
    page.add_init_script(VOICE)
    page.goto(live + LESSON)
    play, stop = page.locator("[data-play]"), page.locator("[data-stop]")
    expect(play).to_be_visible()
    expect(stop).to_be_hidden()
    page.locator("#b5").evaluate("(one) => one.scrollIntoView({block: 'start'})")
    play.click()
    expect(page.locator("[data-speaking]")).to_have_count(1)
    expect(stop).to_be_visible()
    axe(page)
    first = page.evaluate("window.told[0].text")
    assert first in page.locator("[data-speaking]").inner_text()
    page.evaluate("window.told[0].onend()")
    play.click()
    assert page.evaluate("window.told.length") == 2
    expect(page.locator("[data-speaking]")).to_have_count(1)
    play.click()
    assert page.evaluate("window.told[2].text") == page.evaluate("window.told[1].text")
    stop.click()
    expect(page.locator("[data-speaking]")).to_have_count(0)


def test_a_device_without_a_voice_says_so(
    live: str, learner: Person, phone: Callable[..., Page], enter: Callable[[Page, Person], None]
) -> None:
    page = phone("nl")
    enter(page, learner)
    page.add_init_script(VOICE)
    page.goto(live + LESSON)
    expect(page.locator("[data-aloud]")).to_be_hidden()
    page.locator("details:has([name=second]) summary").click()
    expect(page.locator("[data-no-voice]")).to_be_visible()


def test_what_is_printed(
    live: str, learner: Person, desktop: Callable[..., Page], enter: Callable[[Page, Person], None]
) -> None:
    page = desktop("fr")
    enter(page, learner)
    page.context.add_cookies([{"name": "opstap_reading", "value": "nl.normal", "url": live}])
    page.goto(live + LESSON)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for control in (".lesson-bar", ".lesson-end", "a.stuck-here", "button.button", ".nav", "[name=second]"):
        for one in page.locator(control).all():
            expect(one).to_be_hidden()
    expect(page.locator("details[data-print] dd").first).to_be_visible()
    expect(page.locator(".second").first).to_be_visible()
    expect(page.locator("button.term").first).to_be_visible()


def test_a_lesson_in_two_languages_is_light(
    live: str,
    learner: Person,
    phone: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    weigh: Callable[[Page, str], Weight],
) -> None:
    page = phone("nl")
    enter(page, learner)
    page.context.add_cookies([{"name": "opstap_reading", "value": "fr.larger", "url": live}])
    weight = weigh(page, live + LESSON)
    assert weight.requests <= 6, str(weight)
    assert weight.bytes <= 50_000, str(weight)
