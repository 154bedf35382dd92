"""Parts of the size of a word: icon, tag, button, mark, scene."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from opstap.design import icons, scenes
from opstap.design.tag_library import register

TAG_ICONS = {"done": "check", "next": "arrow", "wait": "clock", "danger": "warning", "info": "info"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon without a name of its own: always beside a word. An unknown name draws nothing rather than break a page."""
    return mark_safe(icons.svg(name)) if name in icons.PATHS else mark_safe("")


@register.simple_tag
def tag(text: object, kind: str = "plain") -> SafeString:
    """A status in words with its colour and shape."""
    return format_html('<span class="tag" data-kind="{}">{}{}</span>', kind, icon(TAG_ICONS.get(kind, "")), text)


def attributes(given: dict[str, object]) -> SafeString:
    """HTML attributes: data_open="x" becomes data-open, True stands alone, False, None and "" are left out."""
    kept = [(name.rstrip("_").replace("_", "-"), value) for name, value in given.items()]
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value),)
            for name, value in kept
            if value is not False and value is not None and value != ""
        ),
    )


@register.simple_tag
def button(
    label: object, *, kind: str = "primary", icon: str = "", href: str = "", busy: object = "", **more: object
) -> SafeString:
    """A button, or a link that looks like one when it has an href. `busy` is its text while a form is being sent."""
    drawn = mark_safe(icons.svg(icon)) if icon in icons.PATHS else ""
    # An arrow points to where one goes, so it follows the words; every other icon leads.
    inside = (
        format_html("<span>{}</span>{}", label, drawn)
        if icon == "arrow"
        else format_html("{}<span>{}</span>", drawn, label)
    )
    if href:
        return format_html('<a class="button" data-kind="{}" href="{}"{}>{}</a>', kind, href, attributes(more), inside)
    rest = attributes({"type": "submit", "data-busy": busy, **more})
    return format_html('<button class="button" data-kind="{}"{}>{}</button>', kind, rest, inside)


@register.simple_tag
def back(url: str, label: object) -> SafeString:
    """A link back, above the heading."""
    return format_html('<a class="back no-print" href="{}">{}{}</a>', url, icon("back"), label)


@register.simple_tag
def mark() -> SafeString:
    """The mark: three rising steps, the last one lit."""
    return mark_safe(scenes.MARK)


@register.simple_tag
def scene(name: str, label: str = "") -> SafeString:
    """A drawing; decorative unless it has a label."""
    width, height, elements = scenes.SCENES[name]
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="scene" viewBox="0 0 {} {}" {} focusable="false">{}</svg>',
        width,
        height,
        role,
        mark_safe(elements),
    )
