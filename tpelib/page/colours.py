"""Colours of a page: contrast, nearest conforming colour, what colour-blind visitors see.

Contrast is that of WCAG 2.2: (L1 + 0.05) / (L2 + 0.05), with L the relative luminance of each colour.
"""

from __future__ import annotations

import re
from typing import Literal

from tpelib.errors import DomainError

__all__ = ["AA", "VISIONS", "contrast", "distance", "nearest", "read", "seen"]

AA = 4.5
"""Least contrast of a text (WCAG 2.2, 1.4.3)."""

Vision = Literal["protan", "deutan", "tritan"]
VISIONS: dict[Vision, str] = {
    "protan": "sans perception du rouge",
    "deutan": "sans perception du vert",
    "tritan": "sans perception du bleu",
}
_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 500


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
