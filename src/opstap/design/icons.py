"""Icons: our own simple strokes on a grid of 24, drawn with the text's colour. Name -> SVG elements."""

PATHS: dict[str, str] = {
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "arrow": '<path d="M4 12h16m-6-6 6 6-6 6"/>',
    "back": '<path d="M20 12H4m6-6-6 6 6 6"/>',
    "up": '<path d="M12 20V4m-6 6 6-6 6 6"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
    "filter": '<path d="M4 6h16M7 12h10m-7 6h4"/>',
    "menu": '<path d="M4 6h16M4 12h16M4 18h16"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"/>',
    "phone": '<rect x="7" y="2.5" width="10" height="19" rx="2.5"/><path d="M11 18h2"/>',
    "mail": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.5 7 8.5 6 8.5-6"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "calendar": '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 2.5V6m8-3.5V6"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c1-5 4-6.5 7.5-6.5s6.5 1.5 7.5 6.5"/>',
    "people": '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c.5-4.5 3-6 6.5-6s6 1.5 6.5 6M16 5.2a3.5 '
    '3.5 0 0 1 0 6.6M18 14.5c2.2.8 3.3 2.5 3.5 5.5"/>',
    "home": '<path d="M4 11 12 4l8 7v9h-5.5v-6h-5v6H4z"/>',
    "book": '<path d="M12 6.5C9.5 4.5 6.5 4 3 4v14.5c3.5 0 6.5.5 9 2.5 2.5-2 5.5-2.5 9-2.5V4c-3.5 0-6.5.5'
    '-9 2.5zM12 6.5V21"/>',
    "pencil": '<path d="m4 20 1-5L16 4l4 4L9 19z"/>',
    "play": '<path d="M7 4.5v15l12-7.5z"/>',
    "pause": '<path d="M8 5v14m8-14v14"/>',
    "flag": '<path d="M5 21V4h13l-2.5 4.5L18 13H5"/>',
    "star": '<path d="m12 3.5 2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-2.9L6.7 20l1.1-6-4.4-4.2 6-.8z"/>',
    "door": '<path d="M3 21h18M6 21V3h12v18M14.5 12v.5"/>',
    "key": '<circle cx="8" cy="15.5" r="4.5"/><path d="M11.5 12 20 3.5M16 7.5l3 3"/>',
    "lock": '<rect x="4.5" y="11" width="15" height="10" rx="2"/><path d="M8 11V7.5a4 4 0 0 1 8 0V11"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .7-1 1.7M12 17v.1"/>',
    "stuck": '<path d="M12 13V5a1.5 1.5 0 0 1 3 0v7m0-4.5a1.5 1.5 0 0 1 3 0V15c0 4-2 6.5-5.5 6.5-3 '
    "0-4.5-1.5-6-4.5l-2-3.5c-.7-1.5 1-2.3 2-1.2L8 14.5V6.5a1.5 1.5 0 0 1 3 0V12m0-5.5V4a1.5 1.5 0 0 1 "
    '1.5-1.5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "warning": '<path d="M12 3.5 22 20.5H2zM12 10v5m0 2.7v.1"/>',
    "bell": '<path d="M6 17c1-1.5 1-3.5 1-6a5 5 0 0 1 10 0c0 2.5 0 4.5 1 6 .5.5 1 1 1.5 1h-15c.5 0 1-.5 '
    '1.5-1zM10 21h4"/>',
    "chat": '<path d="M4 5h16v11.5H11L6.5 20.5v-4H4z"/>',
    "file": '<path d="M6 2.5h8l5 5v14H6zM14 2.5v5h5"/>',
    "upload": '<path d="M12 16V4.5m-5 5 5-5 5 5M4 16v4.5h16V16"/>',
    "download": '<path d="M12 4v11.5m-5-5 5 5 5-5M4 16v4.5h16V16"/>',
    "chart": '<path d="M4 20.5h17M7 17v-4m5 4V9m5 8V4.5"/>',
    "list": '<path d="M9 6h12M9 12h12M9 18h12M4 6h.1M4 12h.1M4 18h.1"/>',
    "gear": '<circle cx="12" cy="12" r="3.2"/><path d="M12 2.5V6m0 12v3.5M2.5 12H6m12 0h3.5M5.3 5.3l2.5 '
    '2.5m8.4 8.4 2.5 2.5m0-13.4-2.5 2.5m-8.4 8.4-2.5 2.5"/>',
    "signout": '<path d="M10 4H5v16h5m-1-8h12m-5-5 5 5-5 5"/>',
    "laptop": '<rect x="5" y="5" width="14" height="10" rx="1.5"/><path d="M2.5 19h19"/>',
    "shield": '<path d="M12 2.5 4.5 5.5V11c0 5 3 8.5 7.5 10.5 4.5-2 7.5-5.5 7.5-10.5V5.5z"/>',
    "briefcase": '<rect x="3" y="7.5" width="18" height="12.5" rx="2"/><path d="M8.5 7.5V4h7v3.5M3 13h18"/>',
    "euro": '<path d="M18.5 6.5a7 7 0 1 0 0 11M3.5 10.5h10m-10 3.5h9"/>',
    "map": '<path d="M12 21.5c4.5-5 7-8.5 7-12a7 7 0 0 0-14 0c0 3.5 2.5 7 7 12z"/><circle cx="12" cy="9.5" r="2.5"/>',
    "steps": '<path d="M3 20.5h5V15h5V9.5h5V4h3"/>',
}

# These point somewhere: in a page that runs from the other side they are mirrored.
DIRECTIONAL = frozenset({"arrow", "back", "signout", "list", "play", "steps", "book"})


def svg(name: str) -> str:
    """The icon as inline SVG without a name for assistive technology. KeyError for an unknown name."""
    flip = " flip" if name in DIRECTIONAL else ""
    return f'<svg class="icon{flip}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{PATHS[name]}</svg>'
