"""Where the faces for PDFs lie; see README.md. Never linked from a page."""

from pathlib import Path

FOLDER = Path(__file__).parent
FAMILY = "Opstap Print"
ARABIC = "U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFF"


def face_css() -> str:
    """`@font-face` rules for a PDF, one family of Latin and Arabic in two weights, with file: addresses."""
    rules = []
    for weight, name in ((400, "Regular"), (700, "Bold")):
        for file, letters in ((f"NotoSans-{name}.ttf", ""), (f"NotoSansArabic-{name}.ttf", ARABIC)):
            reach = f" unicode-range: {letters};" if letters else ""
            address = (FOLDER / file).as_uri()
            rules.append(
                f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: url("{address}");{reach} }}'
            )
    return "\n".join(rules)
