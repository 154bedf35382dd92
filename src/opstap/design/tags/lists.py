"""Lists and figures: staircase, tasks, figures, summary, pages, progress, meter."""

from collections.abc import Sequence

from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.utils.formats import number_format
from django.utils.translation import get_language_bidi

from opstap.design import stairs
from opstap.design.charts import Box, sparkline
from opstap.design.parts import Figure, Row, Step, Task
from opstap.design.tag_library import register


def mirrored(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """The boxes for the language of the page: from the other side in Arabic."""
    if not get_language_bidi():
        return boxes
    return tuple(Box(round(100 - box.x - box.width, 3), box.y, box.width, box.height, box.kind) for box in boxes)


@register.inclusion_tag("design/parts/staircase.html")
def staircase(steps: Sequence[Step], *, label: object = "", compact: bool = False) -> dict[str, object]:
    """A road as stairs: done steps filled, the next one lit, landings and the door marked."""
    plain = [step if isinstance(step, Step) else Step(**step) for step in steps]
    door = any(step.door for step in plain)
    return {
        "steps": plain,
        "label": label,
        "compact": compact,
        "done": sum(step.state == "done" for step in plain),
        # Beyond seven the columns would be too narrow to read; then the list stays a list.
        "short": len(plain) <= 7,
        "boxes": mirrored(
            stairs.drawing(
                [step.state for step in plain],
                door=door and not compact,
                height=32 if compact else stairs.HEIGHT,
            )
        ),
    }


@register.inclusion_tag("design/parts/task_list.html")
def task_list(tasks: Sequence[Task]) -> dict[str, object]:
    """Things to do, each with its status."""
    return {"tasks": tasks}


@register.inclusion_tag("design/parts/figures.html")
def figures(items: Sequence[Figure]) -> dict[str, object]:
    """Numbers that can be read across a room."""
    plain = [item if isinstance(item, Figure) else Figure(**item) for item in items]
    return {"items": [(item, sparkline(item.label, item.spark) if item.spark else None) for item in plain]}


@register.inclusion_tag("design/parts/summary.html")
def summary(rows: Sequence[Row]) -> dict[str, object]:
    """What is known, line by line, with where to change it."""
    return {"rows": rows}


@register.inclusion_tag("design/parts/pages.html", takes_context=True)
def pages(context: Context, page: "Page[object]") -> dict[str, object]:
    """Pagination of a Django Page; keeps the other parameters of the address."""
    return {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "gap": page.paginator.ELLIPSIS,
        "request": context.get("request"),
    }


@register.simple_tag
def querystring_of(request: HttpRequest | None, number: int) -> str:
    """The query of this page with another page number; one name, so that lists agree: `page`."""
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.inclusion_tag("design/parts/progress.html")
def progress(done: int, of: int, what: object = "") -> dict[str, object]:
    """Small rising blocks with their text: "3 of 8 lessons"."""
    states = stairs.progress(done, of)
    return {
        "done": done,
        "of": of,
        "what": what,
        "boxes": mirrored(stairs.drawing(states, height=20)),
    }


@register.inclusion_tag("design/parts/form_steps.html")
def form_steps(current: int, total: int, label: object = "") -> dict[str, object]:
    """Where one is in a form of several pages."""
    states = ["done"] * (current - 1) + ["next"] + ["todo"] * (total - current)
    return {
        "current": current,
        "total": total,
        "label": label,
        "boxes": mirrored(stairs.drawing(states, height=20)),
    }


@register.inclusion_tag("design/parts/meter.html")
def skill_meter(label: object, value: float, low: float, high: float) -> dict[str, object]:
    """How sure we are that something is known: 0-1, with its range; the range is drawn and said in words."""
    value, low, high = (max(0.0, min(1.0, float(share))) for share in (value, low, high))
    boxes = mirrored((Box(low * 100, 0, (high - low) * 100, 0, "range"), Box(value * 100, 0, 0, 0, "pin")))
    return {
        "label": label,
        "percent": number_format(round(value * 100)),
        "low": number_format(round(low * 100)),
        "high": number_format(round(high * 100)),
        "range": boxes[0],
        "pin": boxes[1],
        # In the words of the range, not of the number: a wide range means that we do not know yet.
        "sure": "little" if high - low > 0.4 else "some" if high - low > 0.2 else "much",
    }
