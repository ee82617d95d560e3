"""The images of the fictional businesses: drawn from their colours, small, and of good quality as files go."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

__all__ = ["images"]

_SIZES = {"logo": (800, 800), "photo": (1200, 1950), "cover": (1280, 620)}
"""Pixels of each image: large enough wherever the six cases put it."""
_STRIPES = 11


def images(colours: Sequence[str]) -> dict[str, bytes]:
    """Return the images of a case, by key (``"logo"``, ``"photo"``, ``"cover"``).

    Parameters
    ----------
    colours : sequence of four str
        Main colour, the one that is written on it, ground, text (``#rrggbb``).
    """
    from PIL import Image, ImageDraw

    found = {}
    for name, size in _SIZES.items():
        image = Image.new("RGB", size, colours[2])
        pen = ImageDraw.Draw(image)
        (_logo if name == "logo" else _front)(pen, size, colours)
        found[name] = _png(image)
    return found


def _logo(pen: ImageDraw.ImageDraw, size: tuple[int, int], colours: Sequence[str]) -> None:
    """Draw five petals on a disc."""
    from math import cos, pi, sin

    width, height = size
    main, on_main = colours[:2]
    pen.ellipse((10, 10, width - 10, height - 10), fill=main)
    for turn in range(5):
        x = width / 2 + cos(turn * 2 * pi / 5 - pi / 2) * width * 0.2
        y = height / 2 + sin(turn * 2 * pi / 5 - pi / 2) * height * 0.2
        pen.ellipse((x - 100, y - 100, x + 100, y + 100), fill=on_main)
    pen.ellipse((width / 2 - 70, height / 2 - 70, width / 2 + 70, height / 2 + 70), fill=main)


def _front(pen: ImageDraw.ImageDraw, size: tuple[int, int], colours: Sequence[str]) -> None:
    """Draw the front of a shop: awning, window with its goods, door, pavement."""
    width, height = size
    main, on_main, paper, ink = colours
    top, low = height * 0.2, height * 0.9
    stripe = width / _STRIPES
    for rank in range(_STRIPES):
        colour = main if rank % 2 == 0 else on_main
        box = (rank * stripe, top, (rank + 1) * stripe, top + height * 0.13)
        pen.rectangle(box, fill=colour)
        pen.pieslice(
            (box[0], box[3] - stripe / 2, box[2], box[3] + stripe / 2), 0, 180, fill=colour, outline=main
        )
    pen.rectangle((0, low, width, height), fill=ink)
    window = (width * 0.07, height * 0.42, width * 0.62, height * 0.8)
    pen.rectangle(window, fill=on_main, outline=ink, width=10)
    step = (window[2] - window[0]) / 6
    for row in range(3):
        for column in range(5):
            x = window[0] + step * (column + 1)
            y = window[1] + (window[3] - window[1]) * (row + 1) / 4
            pen.line((x, y, x, y + step * 0.5), fill=ink, width=6)
            pen.ellipse(
                (x - step * 0.3, y - step * 0.3, x + step * 0.3, y + step * 0.3),
                fill=main,
                outline=ink,
                width=4,
            )
    door = (width * 0.7, height * 0.42, width * 0.92, low)
    pen.rectangle(door, fill=main, outline=ink, width=10)
    inner = (door[0] + 30, door[1] + 30, door[2] - 30, door[1] + (low - door[1]) * 0.6)
    pen.rectangle(inner, fill=paper, outline=ink, width=6)


def _png(image: Image.Image) -> bytes:
    """Return an image of a few colours as a small file, the same bytes each time."""
    stream = io.BytesIO()
    image.quantize(16).save(stream, "PNG", optimize=True)
    return stream.getvalue()
