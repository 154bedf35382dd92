"""Each part renders what it is given, escaped, in its states."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from opstap.design import charts, icons, scenes
from opstap.design.parts import Account, Answer, Figure, NavItem, Row, Step, Task
from opstap.design.tags.frame import current

EVIL = "<script>alert('x')</script>"
SAFE = "&lt;script&gt;"


def drawn(source: str, path: str = "/", **context: object) -> str:
    request = RequestFactory().get(path)
    return engines["django"].from_string(source).render({**context, "evil": EVIL}, request)


class Example(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial="6a6f9f8e-0000-7000-8000-000000000000")
    name = forms.CharField(
        label="Name <b>", help_text="A hint <b>", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    why = forms.CharField(widget=forms.Textarea, required=False, max_length=40)
    language = forms.ChoiceField(choices=[("nl", "N <b>"), ("fr", "F")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I agree")


ESCAPED = {
    "tag": "{% tag evil 'done' %}",
    "button": "{% button evil busy=evil name=evil %}",
    "link": "{% button evil href=evil %}",
    "back": "{% back evil evil %}",
    "card": "{% card evil note=evil href=evil id=evil %}{{ evil }}{% endcard %}",
    "notice": "{% notice evil kind=evil %}{{ evil }}{% endnotice %}",
    "empty": "{% empty evil %}{{ evil }}{% endempty %}",
    "feedback": "{% feedback evil evil %}{{ evil }}{% endfeedback %}",
    "dialog": "{% dialog evil evil %}{{ evil }}{% enddialog %}",
    "details": "{% details evil %}{{ evil }}{% enddetails %}",
    "grid": "{% grid min=evil %}{{ evil }}{% endgrid %}",
    "buttons": "{% buttons %}{{ evil }}{% endbuttons %}",
    "prose": "{% prose %}{{ evil }}{% endprose %}",
    "filters": "{% filters evil %}{{ evil }}{% endfilters %}",
    "progress": "{% progress 1 2 evil %}",
    "form_steps": "{% form_steps 1 2 evil %}",
    "skill_meter": "{% skill_meter evil 0.5 0.4 0.6 %}",
    "staircase": "{% staircase steps label=evil %}{% staircase steps label=evil compact=True %}",
    "task_list": "{% task_list tasks %}",
    "figures": "{% figures items %}",
    "summary": "{% summary rows %}",
    "answers": "{% answers evil options legend=evil %}{% answers evil options locked=True %}",
    "chart": "{% chart bars %}{% chart line %}{% chart funnel %}{% chart heat %}{% chart spark %}",
    "navigation": "{% navigation places request %}",
    "frame": "{% extends 'design/base.html' %}{% block main %}{{ evil }}{% endblock %}",
}


@pytest.mark.parametrize("name", ESCAPED)
def test_a_part_escapes_what_it_is_given(name: str) -> None:
    html = drawn(
        ESCAPED[name],
        path="/?q=<script>",
        steps=[Step(EVIL, "done", EVIL, EVIL), Step(EVIL, landing=True), Step(EVIL, door=True)],
        tasks=[Task(EVIL, EVIL, "next", EVIL, EVIL, "wait"), {"label": EVIL}],
        items=[Figure(EVIL, EVIL, EVIL, of=EVIL, spark=[1, 2])],
        rows=[Row(EVIL, EVIL, EVIL, EVIL)],
        options=[Answer(EVIL, EVIL, note=EVIL), Answer("b", EVIL, code=True)],
        places=[NavItem(EVIL, EVIL, EVIL, 2)],
        nav=[NavItem(EVIL, EVIL, EVIL, 2)],
        account=Account(EVIL, EVIL, EVIL),
        bars=charts.bar_chart(EVIL, [charts.Bar(EVIL, 1, note=EVIL)], unit=EVIL, goal=1, description=EVIL),
        line=charts.line_chart(EVIL, [charts.Point(EVIL, 1), charts.Point(EVIL, 2, 1, 3, True)], unit=EVIL),
        funnel=charts.funnel_chart(EVIL, [charts.Stage(EVIL, 2, 3)]),
        heat=charts.heat_table(EVIL, [EVIL], [(EVIL, [0.5])]),
        spark=charts.sparkline(EVIL, [1, 2]),
    )
    assert "<script>" not in html
    assert SAFE in html


def test_a_field_ties_label_hint_and_error_together() -> None:
    html = drawn("{% field form.name %}", form=Example({}))
    assert 'for="id_name"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'autocomplete="name"' in html
    assert "A hint &lt;b&gt;" in html
    assert "Name &lt;b&gt;" in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = drawn("{% field form.language %}", form=Example({}))
    assert html.count("<fieldset") == html.count("<legend") == 1
    assert 'for="id_language_0"' in html
    assert "N &lt;b&gt;" in html


def test_only_what_is_optional_says_so() -> None:
    assert "(optional)" in drawn("{% field form.why %}", form=Example())
    assert "(optional)" not in drawn("{% field form.name %}{% field form.agree %}", form=Example())


def test_the_counter_counts_down_from_the_limit() -> None:
    html = drawn("{% field form.why counter=True %}", form=Example())
    assert 'data-limit="40"' in html
    assert "At most 40 characters" in html


def test_all_fields_carry_the_hidden_key_once() -> None:
    html = drawn("{% fields form %}", form=Example())
    assert html.count('name="key"') == 1
    assert html.index('name="key"') < html.index('name="name"')
    assert 'name="key"' in drawn("{% hidden form %}", form=Example())


def test_the_summary_links_to_the_first_thing_that_can_be_mended() -> None:
    html = drawn("{% error_title form %}{% error_summary form %}", form=Example({"key": "x"}))
    assert html.startswith("Error: ")
    assert 'href="#id_name"' in html
    assert 'href="#id_language_0"' in html
    assert "Name &lt;b&gt;: This field is required." in html
    assert drawn("{% error_summary form %}", form=Example()) == ""
    assert drawn("{% error_summary form %}", form=None) == ""


def test_answers_after_marking_say_in_words_what_was_right() -> None:
    options = [Answer("a", "A", "right"), Answer("b", "B", "wrong"), Answer("c", "C", "missed"), Answer("d", "D")]
    html = drawn("{% answers 'q' options %}", options=options)
    assert "<input" not in html
    for words in ("Right", "Not right", "Was right too"):
        assert words in html


def test_answers_before_marking_can_be_chosen() -> None:
    options = [Answer("a", "A"), Answer("b", "B")]
    assert drawn("{% answers 'q' options %}", options=options).count('type="radio"') == 2
    assert drawn("{% answers 'q' options many=True %}", options=options).count('type="checkbox"') == 2


def test_pages_keep_the_other_parameters() -> None:
    html = drawn("{% pages page %}", "/?q=a%26b&page=3", page=Paginator(range(300), 25).page(3))
    assert "?q=a%26b&amp;page=2" in html
    assert 'aria-current="page"' in html
    assert drawn("{% pages page %}", page=Paginator(range(3), 25).page(1)).strip() == ""


def test_the_place_one_is_in_is_the_longest_that_fits() -> None:
    places = [NavItem("home", "/"), NavItem("groups", "/groups/"), NavItem("new", "/groups/new/")]
    assert current(places, "/groups/new/1") == "/groups/new/"
    assert current(places, "/groups/7/") == "/groups/"
    assert current(places, "/elsewhere/") == ""
    assert current(places, "/") == "/"


def test_the_page_says_its_language_and_direction() -> None:
    source = "{% extends 'design/base.html' %}{% block title %}T{% endblock %}"
    with override("ar"):
        html = drawn(source, "/x/?a=1")
    assert '<html lang="ar" dir="rtl">' in html
    assert 'name="next" value="/x/?a=1"' in html
    for name in ("Nederlands", "Français", "English", "العربيّة"):
        assert name in html


def test_numbers_in_a_drawing_have_a_full_stop_in_every_language() -> None:
    steps = [Step(str(n)) for n in range(7)]
    with override("fr"):
        html = drawn(
            "{% staircase steps %}{% chart c %}",
            steps=steps,
            c=charts.bar_chart("t", [charts.Bar("a", 1), charts.Bar("b", 3)]),
        )
    assert 'x="14.286%"' in html
    assert 'width="33.33%"' in html


def test_charts_carry_their_name_and_their_numbers() -> None:
    chart = charts.line_chart("Title", [charts.Point("a", 1234.5), charts.Point("b", 2, 1, 3, True)], goal=4)
    html = drawn("{% chart c %}", c=chart)
    assert 'role="img"' in html
    assert "<title" in html
    assert "<desc" in html
    assert "<table" in html
    assert "1,234.5" in html
    assert "Dotted line: the goal, 4" in html


def test_charts_run_from_the_other_side_in_arabic() -> None:
    chart = charts.bar_chart("t", [charts.Bar("a", 1), charts.Bar("b", 4)])
    with override("ar"):
        assert '<rect class="plain" x="75%"' in drawn("{% chart c %}", c=chart)


def test_drawings_are_small() -> None:
    assert all(len(elements.encode()) < 3072 for _, _, elements in scenes.SCENES.values())
    assert all(len(icons.svg(name)) < 600 for name in icons.PATHS)
    assert icons.PATHS.keys() >= icons.DIRECTIONAL


def test_a_scene_with_a_label_is_an_image() -> None:
    assert 'role="img" aria-label="A door"' in drawn("{% scene 'door' label='A door' %}")
    assert 'aria-hidden="true"' in drawn("{% scene 'door' %}")


def test_a_wide_table_in_running_text_can_be_reached_by_keyboard() -> None:
    html = drawn("{% prose %}<table><tr><td>1</td></tr></table>{% endprose %}")
    assert '<div class="scroll" tabindex="0"><table>' in html
    assert html.endswith("</table></div></div>")


def test_a_label_of_a_marked_text_may_be_safe_html() -> None:
    from django.utils.safestring import mark_safe

    html = drawn("{% answers 'q' options %}", options=[Answer("a", mark_safe("<code>ls</code>"))])
    assert "<code>ls</code>" in html
