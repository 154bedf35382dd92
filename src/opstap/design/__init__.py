"""The face: tokens, CSS, icons, template parts, charts as SVG, and the living /design/ page. No domain word.

Nouns: a *part* is a piece of a page that a template tag draws; a *shape* (parts.py) is what a part is given; a *chart*
is laid out by a pure function (charts.py) and drawn by a template; a *scene* is a drawing of under 3 KB.
Who acts: nobody. This app reads no database and writes none. The contract for those who write pages is README.md.
"""
