"""Where the faces for PDFs lie; see README.md. Never linked from a page."""

from pathlib import Path

FOLDER = Path(__file__).parent
# Two names rather than one with unicode-range: PDF makers choose per letter by what a face holds, not by ranges.
LATIN, ARABIC = "Opstap Print", "Opstap Print Arabic"
FAMILY = f'"{LATIN}", "{ARABIC}"'


def face_css() -> str:
    """`@font-face` rules for a PDF in two weights, with file: addresses; use `font-family: {FAMILY}`."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{(FOLDER / file).as_uri()}"); }}'
        for weight, name in ((400, "Regular"), (700, "Bold"))
        for family, file in ((LATIN, f"NotoSans-{name}.ttf"), (ARABIC, f"NotoSansArabic-{name}.ttf"))
    )
