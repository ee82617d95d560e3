"""The look of every screen: tokens (CSS custom properties) and the font, served from the package."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files

__all__ = ["font_faces", "stylesheet", "tokens"]

_FACES = (("400", "normal"), ("700", "normal"), ("400", "italic"))


@cache
def tokens() -> str:
    """Return the tokens: colours, type and space, light and dark, as CSS."""
    return files(__name__).joinpath("tokens.css").read_text(encoding="utf-8")


@cache
def font_faces() -> str:
    """Return the faces of Atkinson Hyperlegible Next (OFL) as CSS that loads nothing from anywhere."""
    return "\n".join(
        "@font-face { font-family: 'Atkinson Hyperlegible Next'; "
        f"font-weight: {weight}; font-style: {style}; font-display: swap; "
        f"src: url(data:font/woff2;base64,{_font(weight, style)}) format('woff2'); }}"
        for weight, style in _FACES
    )


def stylesheet(*parts: str) -> str:
    """Return tokens and faces, followed by the CSS of a widget or a page."""
    return "\n".join((tokens(), font_faces(), *parts))


def _font(weight: str, style: str) -> str:
    name = f"fonts/atkinson-hyperlegible-next-latin-{weight}-{style}.woff2"
    return base64.b64encode(files(__name__).joinpath(name).read_bytes()).decode()
