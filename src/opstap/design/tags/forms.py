"""Form parts: field, fields, error summary, answer options."""

from collections.abc import Iterator, Sequence

from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from opstap.design.parts import Answer
from opstap.design.tag_library import register


@register.simple_tag
def error_title(form: BaseForm | None) -> str:
    """For the start of <title>: a screen reader then hears first that something is wrong."""
    return gettext("Error: ") if form is not None and form.errors else ""


def problems(form: BaseForm) -> Iterator[tuple[str, str]]:
    """(id to jump to or "", text) for each error of a form, in the order of its fields."""
    for error in form.non_field_errors():
        yield "", str(error)
    for field in [*form.visible_fields(), *form.hidden_fields()]:
        for error in field.errors:
            if field.is_hidden:
                yield "", str(error)
            else:
                # Five times "required" helps nobody: each line says of what.
                yield target(field), f"{str(field.label).rstrip('.:?؟ ')}: {error}"


def target(field: BoundField) -> str:
    """The id of the first thing in a field that can take the focus."""
    many = isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)
    return f"{field.auto_id}_0" if many else field.id_for_label


@register.simple_tag
def error_summary(*forms: BaseForm) -> SafeString:
    """What must be mended before the form can go on; takes the focus. Nothing when all is well."""
    found = [problem for form in forms if form is not None and form.errors for problem in problems(form)]
    return render_to_string("design/parts/error_summary.html", {"problems": found}) if found else SafeString("")


@register.simple_tag
def field(bound: BoundField, **options: object) -> SafeString:
    """A field with its label, hint and error. Options: label, hint, big, short, inline, counter."""
    widget = bound.field.widget
    if bound.is_hidden:
        return SafeString(str(bound))
    group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    single = isinstance(widget, CheckboxInput)
    form = "group" if group else "single" if single else "set" if bound.use_fieldset else "plain"
    described = [
        name
        for name, there in (
            (f"{bound.auto_id}_helptext", bound.help_text or options.get("hint")),
            (f"{bound.auto_id}_error", bound.errors),
        )
        if there
    ]
    return render_to_string(
        "design/parts/field.html",
        {
            "field": bound,
            "form": form,
            "label": options.get("label") or bound.label,
            "hint": options.get("hint") or bound.help_text,
            "described": " ".join(described),
            "optional": not bound.field.required and not single,
            "limit": options.get("counter") and widget.attrs.get("maxlength"),
            "widget": None if group else bound.as_widget(attrs=describing(described)),
            **{name: options.get(name) for name in ("big", "short", "inline")},
        },
    )


def describing(names: list[str]) -> dict[str, str | bool]:
    """The attribute that ties hint and error to the input (Django's own does not see a hint given by the page)."""
    return {"aria-describedby": " ".join(names)} if names else {}


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """All fields of a form in order, hidden ones first."""
    shown = format_html_join("", "{}", ((field(bound),) for bound in form.visible_fields()))
    return hidden(form) + SafeString('<div class="fields">') + shown + SafeString("</div>")


@register.simple_tag
def hidden(form: BaseForm) -> SafeString:
    """Only the hidden fields of a form, among them the client-made key."""
    return format_html_join("", "{}", ((SafeString(str(bound)),) for bound in form.hidden_fields()))


@register.inclusion_tag("design/parts/answers.html")
def answers(
    name: str,
    options: Sequence[Answer],
    *,
    legend: object = "",
    many: bool = False,
    locked: bool = False,
    ids: str = "",
) -> dict[str, object]:
    """The options of one question as big cards; locked ones show how they were marked, and marked ones are locked.

    `ids` begins the ids of the inputs where a page asks several questions.
    """
    marked = any(option.state not in {"", "chosen"} for option in options if isinstance(option, Answer))
    return {
        "name": name,
        "ids": ids or name,
        "options": options,
        "legend": legend,
        "many": many,
        "locked": locked or marked,
    }
