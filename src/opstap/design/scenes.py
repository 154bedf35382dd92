"""Drawn scenes: simple geometry in the house colours, each under 3 KB, coloured by classes (css/components/scene.css)."""

STEPS = (
    # sun, then five rising blocks, a door on top, and people at different heights; a ramp reaches the first landing
    '<circle class="b" cx="92" cy="92" r="34" opacity=".9"/>'
    '<path class="g" d="M0 330h100v70H0zM100 280h110v120H100zM210 230h110v170H210zM320 180h110v220H320zM430 130h170v270H430z"/>'
    '<path class="a" d="M100 280h110v10H100zM210 230h110v10H210zM430 130h170v10H430z"/>'
    '<path class="b" d="M320 180h110v10H320z"/>'
    '<path class="a" d="M0 330h100v10H0z"/>'
    # door, ajar, light falling out
    '<path class="f" d="M500 22h66v108h-66z"/><path class="b" d="M508 30h50v100h-50z"/>'
    '<path class="a" d="m508 30 26 14v92l-26-6z"/><circle class="b" cx="528" cy="88" r="3"/>'
    # person one: wheelchair on the ground level
    '<circle class="p2" cx="44" cy="256" r="13"/>'
    '<path class="h" d="M31 255a13 13 0 0 1 26-3c-8-3-16 0-20 6z"/>'
    '<path class="c" d="M32 272h22l4 34H30z"/><path class="f" d="M36 300h34v9H52l20 16h-13l-24-16z"/>'
    '<path class="t" d="M26 286v24h28"/><circle class="t" cx="42" cy="312" r="17"/>'
    '<circle class="t" cx="70" cy="325" r="5"/>'
    # person two: headscarf and a laptop
    '<path class="a" d="M141 218a16 16 0 0 1 32 0l4 24h-40z"/>'
    '<ellipse class="p3" cx="157" cy="217" rx="9" ry="11"/>'
    '<path class="b" d="M142 238h30l8 42h-46z"/><path class="e" d="M150 246h34l-4 22h-34z"/>'
    '<path class="f" d="M142 268h40v4h-40z"/>'
    # person three: backpack, one foot up
    '<circle class="p1" cx="262" cy="140" r="14"/>'
    '<path class="h" d="M248 139a14 14 0 0 1 28-2c-9-4-19-4-28 2z"/>'
    '<rect class="f" x="236" y="160" width="18" height="34" rx="6"/>'
    '<path class="r" d="M250 156h24l4 40h-32z"/>'
    '<path class="f" d="M248 194h28l18 0v8l-4 0 2 28h-10l-4-24h-10l-2 24h-12z"/>'
    '<path class="p1" d="m272 162 26 12-3 7-25-9z"/>'
    # person four: bun, on the lit step, reaching up
    '<circle class="p2" cx="378" cy="88" r="14"/><circle class="h" cx="372" cy="70" r="8"/>'
    '<path class="h" d="M364 88a14 14 0 0 1 28-4c-9 2-18-2-28 4z"/>'
    '<path class="c" d="M366 104h26l4 34h-34z"/>'
    '<path class="f" d="M362 136h34l-3 44h-10l-3-32-3 32h-10z"/>'
    '<path class="p2" d="m388 106 28-20 5 6-27 24z"/>'
)

DOOR = (
    '<path class="g" d="M20 150h200v10H20z"/><path class="a" d="M20 150h60v10H20z"/>'
    '<path class="g" d="M80 130h140v20H80z"/>'
    '<path class="b" d="M80 130h60v8H80z"/><path class="g" d="M140 110h80v20h-80z"/>'
    '<path class="c" d="M140 110h80v8h-80z"/>'
    '<path class="f" d="M158 20h48v90h-48z"/><path class="b" d="M164 26h36v84h-36z"/>'
    '<path class="a" d="m164 26 20 10v78l-20-4z"/>'
    '<circle class="b" cx="179" cy="74" r="2.5"/>'
)

EMPTY = (
    '<path class="g" d="M30 150h60v-24h60v-24h60v58H30z"/>'
    '<path class="d" d="M30 150h60v6H30zM90 126h60v6H90zM150 102h60v6h-60z"/>'
    '<path class="t" d="M180 96V58m0 0 26 10-26 10"/><circle class="b" cx="60" cy="56" r="18"/>'
    '<path class="t" d="M46 142c4-8 12-8 16 0m-28 2h0m44 0h0"/>'
)

LETTER = (
    '<path class="g" d="M30 140h180v20H30z"/><rect class="a" x="52" y="56" width="136" height="88" rx="8"/>'
    '<path class="e" d="M70 34h100v74l-50 26-50-26z"/><path class="d" d="M84 50h72v6H84zM84 64h50v6H84z"/>'
    '<path class="b" d="M84 82h18v18H84z"/>'
    '<path class="a" d="M52 84l68 42 68-42v52a8 8 0 0 1-8 8H60a8 8 0 0 1-8-8z"/>'
    '<path class="g" d="m52 140 50-28 18 12 18-12 50 28-4 4H56z" opacity=".35"/>'
)

CALM = (
    '<path class="g" d="M20 150h200v8H20z"/><circle class="b" cx="168" cy="62" r="26"/>'
    '<path class="c" d="M40 150c0-34 12-50 24-58 12 8 24 24 24 58z"/><path class="t" d="M64 150v-34"/>'
    '<path class="a" d="M112 116h74a0 0 0 0 1 0 0v16c0 12-10 18-20 18h-34c-10 0-20-6-20-18z"/>'
    '<path class="t" d="M186 120c16-2 18 18-2 18M134 104c-6-8 6-10 0-18m22 18c-6-8 6-10 0-18"/>'
)

CLASS = (
    '<rect class="f" x="40" y="22" width="160" height="84" rx="6"/>'
    '<path class="b" d="M60 88h30V74h30V60h30V46h30v6h-24v14h-30v14h-30v14H60z"/>'
    '<circle class="p1" cx="66" cy="122" r="12"/><path class="a" d="M46 158c0-14 8-22 20-22s20 8 20 22z"/>'
    '<path class="c" d="M108 124a13 13 0 0 1 26 0l4 14h-34z"/>'
    '<ellipse class="p3" cx="121" cy="123" rx="8" ry="9"/>'
    '<path class="c" d="M100 158c0-14 9-22 21-22s21 8 21 22z"/>'
    '<circle class="p2" cx="176" cy="122" r="12"/>'
    '<path class="h" d="M164 121a12 12 0 0 1 24 0c-8-5-16-5-24 0z"/>'
    '<path class="b" d="M156 158c0-14 8-22 20-22s20 8 20 22z"/>'
)

SEARCH = (
    '<path class="g" d="M30 146h180v10H30z"/><rect class="e" x="46" y="40" width="100" height="106" rx="8"/>'
    '<path class="d" d="M62 58h50v8H62zM62 78h68v8H62zM62 98h40v8H62z"/>'
    '<circle class="g" cx="150" cy="92" r="34"/>'
    '<circle class="t" cx="150" cy="92" r="34"/><path class="b" d="m172 118 8-8 30 30-8 8z"/>'
    '<path class="a" d="M132 106h12V94h12V82h12v24z"/>'
)

# name -> (width, height of the drawing, elements)
SCENES: dict[str, tuple[int, int, str]] = {
    "steps": (600, 400, STEPS),
    "door": (240, 170, DOOR),
    "empty": (240, 170, EMPTY),
    "letter": (240, 170, LETTER),
    "calm": (240, 170, CALM),
    "class": (240, 170, CLASS),
    "search": (240, 170, SEARCH),
}

MARK = (
    '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">'
    '<path class="low" d="M2 21h8.5v9H2zM11.75 13h8.5v17h-8.5z"/>'
    '<path class="lit" d="M21.5 4H30v26h-8.5z"/></svg>'
)
