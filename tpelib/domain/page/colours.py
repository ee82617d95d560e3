"""Colours of a page: contrast, nearest conforming colour, what colour-blind visitors see.

Contrast is that of WCAG 2.2: (L1 + 0.05) / (L2 + 0.05), with L the relative luminance of each colour.
"""

from __future__ import annotations

import re
from typing import Literal

from tpelib.base.errors import DomainError

__all__ = [
    "AA",
    "HUES",
    "LARGE",
    "VISIONS",
    "contrast",
    "distance",
    "made",
    "named",
    "nearest",
    "read",
    "seen",
]

AA = 4.5
"""Least contrast of a text (WCAG 2.2, 1.4.3)."""
LARGE = 3.0
"""Least contrast of a large title (WCAG 2.2, 1.4.3)."""
HUES: tuple[tuple[str, str, float | None], ...] = (
    ("red", "Rouge", 29.0),
    ("orange", "Orange", 60.0),
    ("yellow", "Jaune", 100.0),
    ("green", "Vert", 142.0),
    ("teal", "Bleu-vert", 190.0),
    ("blue", "Bleu", 255.0),
    ("purple", "Violet", 305.0),
    ("pink", "Rose", 350.0),
    ("grey", "Gris", None),
)
"""Colours by name: key, French name, hue in degrees (Oklch)."""

Vision = Literal["protan", "deutan", "tritan"]
VISIONS: dict[Vision, str] = {
    "protan": "sans perception du rouge",
    "deutan": "sans perception du vert",
    "tritan": "sans perception du bleu",
}
_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 500
_CHROMA = 0.14
_GREY = 0.02


def read(typed: str) -> str:
    """Return a colour as ``#rrggbb``.

    Parameters
    ----------
    typed : str
        ``#0B5D59``, ``0b5d59`` or ``#0bd``.

    Raises
    ------
    DomainError
        It is not a colour in this notation.
    """
    found = _HEX.fullmatch(typed.strip())
    if not found:
        raise DomainError("Écrivez la couleur comme ceci : un dièse puis six signes, #0B5D59 par exemple.")
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (``#rrggbb``), in [1, 21]."""
    from coloraide import Color

    return float(Color(read(one)).contrast(read(other), method="wcag21"))


def distance(one: str, other: str) -> float:
    """Return how far two colours are apart, as they are seen (distance in Oklab; black to white is 1)."""
    from coloraide import Color

    return float(Color(read(one)).delta_e(read(other), method="ok"))


def nearest(colour: str, against: str, least: float = AA) -> str:
    """Return the colour nearest to one that has enough contrast with another.

    The hue is kept; the lightness moves (Oklch), as little as possible.

    Parameters
    ----------
    colour, against : str
        The colour to mend, the one it stands on (``#rrggbb``).
    least : float
        Contrast ratio wanted, in [1, 21].

    Raises
    ------
    DomainError
        Neither black nor white would do against this colour.
    """
    from coloraide import Color

    start = read(colour)
    if contrast(start, against) >= least:
        return start
    base = Color(start).convert("oklch")
    candidates = []
    for step in range(_STEPS + 1):
        tried = base.clone().set("lightness", step / _STEPS).convert("srgb").fit(method="oklch-chroma")
        candidates.append(str(tried.to_string(hex=True)))
    conforming = [found for found in dict.fromkeys(candidates) if contrast(found, against) >= least]
    if not conforming:
        raise DomainError("Sur cette couleur, aucune autre n'est assez lisible : changez plutôt le fond.")
    return min(conforming, key=lambda found: distance(start, found))


def seen(colour: str, vision: Vision) -> str:
    """Return a colour (``#rrggbb``) as somebody sees it who lacks one kind of cone (simulation)."""
    from coloraide import Color

    return str(Color(read(colour)).filter(vision).convert("srgb").fit().to_string(hex=True))


def named(colour: str) -> tuple[str, float]:
    """Return the key of :data:`HUES` nearest to a colour (``#rrggbb``), and its lightness in whole %."""
    from coloraide import Color

    lightness, chroma, hue = Color(read(colour)).convert("oklch").coords(nans=False)
    key = min(
        (one for one in HUES if one[2] is not None),
        key=lambda one: abs((hue - float(one[2] or 0) + 180) % 360 - 180),
    )[0]
    return (key if chroma > _GREY else HUES[-1][0]), float(round(lightness * 100))


def made(hue: float | None, lightness: float) -> str:
    """Return a colour (``#rrggbb``) from its hue in degrees (``None`` for a grey) and its lightness in %, in Oklch."""
    from coloraide import Color

    tried = Color("oklch", [lightness / 100, 0.0 if hue is None else _CHROMA, hue or 0.0])
    return str(tried.convert("srgb").fit(method="oklch-chroma").to_string(hex=True))
