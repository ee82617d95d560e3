"""The look of every screen: tokens (CSS custom properties) and the font, served from the package."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from tpelib.base.html import element, trusted

__all__ = ["colour", "font_faces", "inline_style", "packaged", "stylesheet", "tokens"]

_FACES = (("400", "normal"), ("700", "normal"), ("400", "italic"))


@cache
def packaged(package: str, name: str) -> str:
    """Return the text of a file of a package: a style sheet, a script."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


@cache
def tokens() -> str:
    """Return the tokens: colours, type and space, light and dark, as CSS."""
    return packaged(__name__, "tokens.css")


@cache
def inline_style(package: str, name: str) -> Markup:
    """Return a style sheet of a package as the element that a drawing carries along, on one line."""
    return element("style", trusted(" ".join(packaged(package, name).split())))


@cache
def colour(name: str) -> str:
    """Return a colour of the light look by the name of its token: ``colour("ink")`` gives ``#1b2a2f``."""
    found = re.search(rf"--tpe-{name}: (#[0-9a-f]{{6}});", tokens())
    if found is None:
        raise KeyError(name)
    return found[1]


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
