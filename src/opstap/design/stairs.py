"""The staircase as a drawing: pure layout, like charts.py (x and width in per cent, y and height in pixels)."""

from collections.abc import Sequence

from opstap.design.charts import Box

HEIGHT = 88.0
LOW = 14.0  # height of the first step


def drawing(states: Sequence[str], *, door: bool = False, height: float = HEIGHT) -> tuple[Box, ...]:
    """One block per step, rising; with `door` the last block carries a door. Kinds are the states."""
    count = len(states)
    if not count:
        return ()
    room = height - (34.0 if door else 0.0)
    low = min(LOW, room / 2)
    rise = (room - low) / max(count - 1, 1)
    gap = 0.6 if count <= 12 else 0.2
    width = 100 / count
    boxes = [
        Box(
            round(index * width, 3),
            round(height - low - rise * index, 2),
            round(width - gap, 3),
            round(low + rise * index, 2),
            state,
        )
        for index, state in enumerate(states)
    ]
    if door:
        last = boxes[-1]
        wide = min(width * 0.5, 7.0)
        x = round(last.x + (last.width - wide) / 2, 3)
        boxes.append(Box(x, last.y - 32, round(wide, 3), 32.0, "door"))
        boxes.append(Box(round(x + wide * 0.68, 3), last.y - 17, round(wide * 0.14, 3), 4.0, "knob"))
    return tuple(boxes)


def progress(done: int, of: int, *, most: int = 24) -> tuple[str, ...]:
    """States for `done` of `of`, drawn in at most `most` blocks; never full before everything is done.

    The block after the done ones is the next one. 0 of 0 is nothing.
    """
    if of <= 0:
        return ()
    blocks = min(of, most)
    filled = min(blocks, max(0, done) * blocks // of)
    states = ["done"] * filled + ["todo"] * (blocks - filled)
    if filled < blocks:
        states[filled] = "next"
    return tuple(states)
