"""Draws what charts.py laid out."""

import zlib

from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from opstap.design.charts import Chart, Heat, Spark
from opstap.design.tag_library import register


@register.simple_tag
def chart(drawing: Chart | Spark | Heat) -> SafeString:
    """A chart with its title, description and data as a table; mirrored in a language that runs from the other side."""
    if isinstance(drawing, Heat):
        return render_to_string("design/parts/heat.html", {"chart": drawing, "uid": uid(drawing.title)})
    laid = drawing.mirrored() if get_language_bidi() else drawing
    name = "spark" if isinstance(laid, Spark) else "chart"
    return render_to_string(f"design/parts/{name}.html", {"chart": laid, "uid": uid(drawing.title)})


def uid(title: object) -> str:
    """An id that is the same on each rendering, so that pages can be cached and compared."""
    return f"c{zlib.crc32(str(title).encode()):08x}"


@register.filter
def number(value: object) -> object:
    """A number in the reader's way of writing, with at most one decimal; anything else as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return number_format(round(value, 1) if value % 1 else int(value), use_l10n=True, force_grouping=True)


@register.filter
def path(points: tuple[tuple[float, float], ...]) -> str:
    """Points as the `d` of a path, with full stops whatever the language."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) if points else ""


@register.filter
def bare(number: float) -> str:
    """A number for an SVG attribute: a full stop whatever the language."""
    return f"{number:g}"
