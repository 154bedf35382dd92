"""Parts that hold other parts: card, notice, empty state, dialog, feedback, filters."""

from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from opstap.design.tag_library import register
from opstap.design.tags.text import attributes, icon, scene

NOTICE_ICONS = {"done": "check", "wait": "clock", "danger": "warning", "demo": "flag", "info": "info"}


def heading(title: object, level: int, inside: SafeString | str = "") -> SafeString:
    """<h2> to <h4>, or nothing without a title."""
    return format_html("<h{0}>{1}</h{0}>", level, inside or title) if title else SafeString("")


@register.simple_block_tag(end_name="endcard")
def card(content: SafeString, title: object = "", **options: object) -> SafeString:
    """A card with one purpose. Options: kind, href, level, icon, note, id."""
    href, kind = options.get("href", ""), options.get("kind", "plain")
    inside = format_html('<a class="card-link" href="{}">{}</a>', href, title) if href else title
    drawn = icon(str(options.get("icon", "")))
    note = options.get("note", "")
    return format_html(
        '<section class="card" data-kind="{}"{}>{}{}{}</section>',
        kind,
        attributes({"id": options.get("id")}),
        format_html('<p class="card-note">{}</p>', note) if note else "",
        heading(title, int(str(options.get("level", 2))), format_html("{}{}", drawn, inside)),
        format_html('<div class="card-body">{}</div>', content) if content.strip() else "",
    )


@register.simple_block_tag(end_name="endnotice")
def notice(content: SafeString, title: object = "", *, kind: str = "info") -> SafeString:
    """A message that stays on the page."""
    return format_html(
        '<div class="notice" data-kind="{}">{}<div>{}{}</div></div>',
        kind,
        icon(NOTICE_ICONS.get(kind, "info")),
        format_html('<p class="notice-title">{}</p>', title) if title else "",
        content,
    )


@register.simple_block_tag(end_name="endempty")
def empty(content: SafeString, title: object, *, scene: str = "empty", level: int = 2) -> SafeString:
    """Nothing here yet: says why and invites to the one thing to do."""
    return format_html('<div class="empty">{}{}<div>{}</div></div>', _scene(scene), heading(title, level), content)


_scene = scene


@register.simple_block_tag(end_name="endfeedback")
def feedback(content: SafeString, kind: str, title: object, *, level: int = 2) -> SafeString:
    """What an answer was and why; takes the focus after it appears. Kinds right, wrong, info."""
    names = {"right": "check", "wrong": "info"}
    return format_html(
        '<section class="feedback" id="feedback" data-kind="{0}" tabindex="-1" data-focus role="status">'
        '<h{1} class="title">{2}{3}</h{1}>{4}</section>',
        kind,
        level,
        icon(names.get(kind, "info")),
        title,
        content,
    )


@register.simple_block_tag(end_name="enddialog")
def dialog(content: SafeString, name: str, title: object) -> SafeString:
    """A modal that a button with data-open=name opens; the button's link is the way without JavaScript."""
    return format_html(
        '<dialog class="dialog" id="{0}" aria-labelledby="{0}-title"><div>'
        '<h2 id="{0}-title">{1}</h2>{2}</div></dialog>',
        name,
        title,
        content,
    )


@register.simple_block_tag(end_name="enddetails")
def details(content: SafeString, title: object, *, open: bool = False) -> SafeString:
    """Something to unfold."""
    return format_html(
        '<details class="details"{}><summary>{}</summary><div>{}</div></details>',
        attributes({"open": open}),
        title,
        content,
    )


@register.simple_block_tag(end_name="endgrid")
def grid(content: SafeString, *, min: str = "m") -> SafeString:
    """Cards side by side where there is room."""
    return format_html('<div class="grid" data-min="{}">{}</div>', min, content)


@register.simple_block_tag(end_name="endbuttons")
def buttons(content: SafeString) -> SafeString:
    """Buttons in a row, the main one first."""
    return format_html('<div class="buttons">{}</div>', content)


@register.simple_block_tag(end_name="endprose")
def prose(content: SafeString) -> SafeString:
    """Running text (safe HTML). A wide table scrolls in a box of its own that the keyboard reaches."""
    boxed = content.replace("<table", '<div class="scroll" tabindex="0"><table').replace("</table>", "</table></div>")
    return format_html('<div class="prose">{}</div>', mark_safe(boxed))


@register.simple_block_tag(takes_context=True, end_name="endfilters")
def filters(context: Context, content: SafeString, label: object = "") -> SafeString:
    """A search bar: a GET form to this page, with "clear" when something was asked."""
    return render_to_string(
        "design/parts/filters.html",
        {"content": content, "label": label, "request": context.get("request")},
    )
