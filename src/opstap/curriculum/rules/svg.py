"""Look through an SVG drawing before it is kept: only shapes, text and what they refer to inside the drawing.

An allow list, because a new way to run a script or call another host is found every year. Nothing is repaired: what we would
have to take out, its author should know about.
"""

import re
from xml.etree import ElementTree  # a document type is refused before parsing, so no entity can grow

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "title",
        "desc",
        "defs",
        "symbol",
        "use",
        "marker",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "style",
    ]
)
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")
# `url(` may only point into the drawing itself; quotes around it are allowed.
URL = re.compile(r"url\(\s*['\"]?\s*(#?)([^'\")]*)", re.IGNORECASE)
# What loads something else (@import, image(), src()), or hides it: CSS reads u\72l( as url(, in attributes too.
STYLE_ELSEWHERE = re.compile(r"@|\\|(?:expression|image|image-set|src)\s*\(|(?:javascript|vbscript)\s*:", re.IGNORECASE)
DEEPEST = 60
# Shapes to be drawn, with all that they repeat: ten uses of ten uses of ten uses make a phone stand still.
MOST_DRAWN = 20_000


class UnsafeError(ValueError):
    """The drawing holds what we do not show, or is no drawing; the message says what to do, the code what kind it is."""

    def __init__(self, message: str, code: str = "media-wrong") -> None:
        super().__init__(message)
        self.code = code


def size_of_svg(content: bytes) -> tuple[int, int]:
    """Width and height of a drawing that may be shown. Raises UnsafeError."""
    root = _parsed(content)
    for element in root.iter():
        _check_element(element)
    _count(root)
    return _size(root)


def _parsed(content: bytes) -> ElementTree.Element:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnsafeError("is not UTF-8: save the drawing as UTF-8", "unreadable") from None
    if re.search(r"<!\s*(?:DOCTYPE|ENTITY|\[)", text, re.IGNORECASE):
        raise UnsafeError("holds a document type, an entity or CDATA: take it out (save it as plain SVG)")
    head = re.match(r"\s*<\?xml\s[^?<>]*\?>", text)
    if head and not re.search(r"""encoding=["']utf-8["']|^(?!.*encoding)""", head[0], re.IGNORECASE):
        raise UnsafeError("is not UTF-8: save the drawing as UTF-8", "unreadable")
    if "<?" in text[head.end() if head else 0 :]:
        raise UnsafeError("holds a processing instruction (<?...?>): take it out")
    try:
        root = ElementTree.fromstring(text.encode())  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnsafeError(f"is not a drawing that can be read ({error}): save it again as plain SVG") from None
    if root.tag != f"{SVG}svg":
        raise UnsafeError('should start with <svg xmlns="http://www.w3.org/2000/svg">')
    return root


def _check_element(element: ElementTree.Element) -> None:
    name = str(element.tag)
    if not name.startswith(SVG):
        raise UnsafeError(f"holds <{name.rpartition('}')[2]}>, which is not SVG: save it as plain SVG")
    short = name.removeprefix(SVG)
    if short not in ELEMENTS:
        raise UnsafeError(f"holds <{short}>, which is not shown here: take it out")
    for attribute, value in element.attrib.items():
        bare = attribute.rpartition("}")[2].lower()
        if bare.startswith("on"):
            raise UnsafeError(f"<{short}> has the event {bare}: take it out")
        if bare in ("href", "src") and not value.strip().startswith("#"):
            raise UnsafeError(f"<{short}> points outside the drawing ({bare}): take it out")
        if not bare.startswith("aria-"):
            _check_value(value, f"<{short}> {bare}")
    if short == "style":
        _check_value("".join(element.itertext()), "<style>")


def _check_value(value: str, where: str) -> None:
    if STYLE_ELSEWHERE.search(value) or any(not match[1] for match in URL.finditer(value)):
        raise UnsafeError(f"{where} loads something from elsewhere, or could: take it out")


def _count(root: ElementTree.Element) -> None:
    """Refuse a drawing that repeats itself beyond what a phone can draw, or refers to itself."""
    named = {element.get("id", ""): element for element in root.iter()}
    known: dict[ElementTree.Element, int] = {}
    open_ones: set[ElementTree.Element] = set()

    def drawn(element: ElementTree.Element, depth: int) -> int:
        if element in open_ones or depth > DEEPEST:
            raise UnsafeError("repeats itself without end, or is nested too deep: draw it simpler")
        if element not in known:
            open_ones.add(element)
            inside = [*element, *(named[one] for one in _referred(element) if one in named)]
            known[element] = min(MOST_DRAWN + 1, 1 + sum(drawn(one, depth + 1) for one in inside))
            open_ones.discard(element)
        return known[element]

    if drawn(root, 0) > MOST_DRAWN:
        raise UnsafeError("repeats its shapes too often (<use> of <use>): draw it simpler")


def _referred(element: ElementTree.Element) -> set[str]:
    links = {value.strip()[1:] for name, value in element.attrib.items() if name.endswith("href")}
    return links | {match[2] for value in element.attrib.values() for match in URL.finditer(value)}


def _size(root: ElementTree.Element) -> tuple[int, int]:
    wide, high = LENGTH.fullmatch(root.get("width", "")), LENGTH.fullmatch(root.get("height", ""))
    if wide and high:
        return round(float(wide[1])), round(float(high[1]))
    try:
        _, _, width, height = (float(one) for one in root.get("viewBox", "").replace(",", " ").split())
    except ValueError:
        raise UnsafeError('does not say how large it is: add viewBox="0 0 width height" to <svg>') from None
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise UnsafeError('does not say how large it is: add viewBox="0 0 width height" to <svg>')
    return max(1, round(width)), max(1, round(height))
