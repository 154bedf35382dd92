"""Parts of the frame: navigation, languages, stylesheet, scripts."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from opstap.design.parts import NavItem
from opstap.design.tag_library import register


@register.simple_tag
def stylesheet() -> SafeString:
    """The one stylesheet."""
    return format_html('<link rel="stylesheet" href="{}">', static("design/opstap.css"))


@register.simple_tag
def static_url(path: str) -> str:
    """The address of a file in static/, with its hash in production."""
    return static(path)


@register.simple_tag
def htmx() -> SafeString:
    """htmx, for pages where parts change in place; not for candidates' and learners' pages unless needed."""
    return format_html('<script src="{}" defer></script>', static("django_htmx/htmx-4.min.js"))


def current(items: Sequence[NavItem], path: str) -> str:
    """The address in the navigation that a path belongs to: the longest one that it starts with, or ""."""
    fitting = [item.url for item in items if path == item.url or path.startswith(item.url.rstrip("/") + "/")]
    exact = [url for url in fitting if url != "/" or path == "/"]
    return max(exact, key=len, default="")


@register.inclusion_tag("design/parts/nav.html")
def navigation(items: Sequence[NavItem | dict[str, object]], request: HttpRequest | None) -> dict[str, object]:
    """The places of a role; the one that this page belongs to is marked."""
    plain = [item if isinstance(item, NavItem) else NavItem(**item) for item in items]  # type: ignore[arg-type]
    return {"items": plain, "here": current(plain, request.path if request else "")}


@register.inclusion_tag("design/parts/languages.html", takes_context=True)
def languages(context: Context) -> dict[str, object]:
    """The language switch: a plain form that comes back to this page."""
    request = context.get("request")
    chosen = get_language() or settings.LANGUAGE_CODE
    return {
        "languages": [(code, own_name(code)) for code, _ in settings.LANGUAGES],
        "chosen": chosen,
        "chosen_name": own_name(chosen),
        "next": request.get_full_path() if request else "/",
        "csrf_token": context.get("csrf_token"),
    }


def own_name(code: str) -> str:
    """A language in its own name, with a capital where the script has them."""
    name = str(get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]
