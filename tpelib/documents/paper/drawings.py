"""Drawings where no page is alive: their inks set for the variant, photos put in, pixels where Word wants them."""

from __future__ import annotations

import base64
import re

from tpelib.base.look.variants import NORMAL, Variant
from tpelib.documents.paper.blocks import PaperFigure
from tpelib.documents.paper.typesetting import compiled

__all__ = ["as_svg", "png"]

_BOX = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)" width="[\d.]+" height="[\d.]+"')
_ALIVE = re.compile(r' style="color: var[^"]*"')
_ROOM, _EDGE = 64, 8
"""Pixels added at the right and around: words that stand out of a chart are cut on paper."""
_LACKING = str.maketrans({"←": "‹", "→": "›", "↑": "˄", "↓": "˅"})
"""Signs that the course's font lacks: one of them would set its whole line in another font."""
_PHOTO_WIDTH = 480


def as_svg(figure: PaperFigure, variant: Variant = NORMAL) -> str:
    """Return a figure as an SVG that needs no style sheet; a photo is held in it."""
    if figure.photo:
        return _with_photo(figure.photo)

    def roomy(match: re.Match[str]) -> str:
        wide, high = float(match["width"]) + _ROOM + _EDGE, float(match["height"]) + 2 * _EDGE
        return f'viewBox="{-_EDGE} {-_EDGE} {wide:g} {high:g}" width="{wide:g}" height="{high:g}"'

    svg = _ALIVE.sub("", _BOX.sub(roomy, figure.svg, count=1), count=1).translate(_LACKING)
    return svg.replace("#5b6b70", f"#{variant.quiet}").replace('"#1b2a2f"', f'"#{variant.ink}"')


def png(figure: PaperFigure, variant: Variant = NORMAL, *, width_cm: float = 16, dpi: int = 160) -> bytes:
    """Return a figure as PNG pixels, for files that hold no drawing; always the same bytes."""
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes(sys.inputs.svg), format: "svg", width: {width_cm}cm)'
    )
    return compiled(source.encode(), {"svg": as_svg(figure, variant)}, format="png", ppi=dpi)


def _with_photo(data: bytes) -> str:
    from tpelib.documents.paper.photos import kind_and_size

    kind, width, height = kind_and_size(data)
    scale = min(1.0, _PHOTO_WIDTH / max(width, height))
    box = f'width="{width * scale:.0f}" height="{height * scale:.0f}"'
    held = f"data:{kind};base64,{base64.b64encode(data).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} viewBox="0 0 {width} {height}">'
        f'<image href="{held}" width="{width}" height="{height}"/></svg>'
    )
