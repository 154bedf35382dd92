"""The face: tokens, CSS, icons, template parts, charts as SVG, and the living /design/ page. No domain word."""
