"""Text written on an image, measured against what lies behind it.

The contrast is that of WCAG 2.2, counted against the colours of the band where the text stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tpelib.domain.page import colours, images

__all__ = ["BANDS", "Overlay", "text_over"]

BANDS: Mapping[str, tuple[float, float]] = {
    "top": (0.0, 1 / 3),
    "middle": (1 / 3, 2 / 3),
    "bottom": (2 / 3, 1.0),
}
"""Bands of an image where a text may stand: from and to, as shares of its height."""
SHADES = 24
"""Colours that a band is summed up in."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """How a text is read on a band of an image.

    Parameters
    ----------
    lowest : float
        The least contrast with the colours behind it, those of less than one hundredth of the band left out.
    readable : float
        Share of the band, in [0, 1], against which the contrast is enough for a text (4.5).
    better : str
        Black or white, whichever reads better there (``#rrggbb``).
    better_readable : float
        Share of the band where that one reads.
    """

    lowest: float
    readable: float
    better: str
    better_readable: float


def text_over(data: bytes, ink: str, band: str) -> Overlay:
    """Measure a text over an image.

    Parameters
    ----------
    data : bytes
        The image.
    ink : str
        Colour of the text (``#rrggbb``).
    band : str
        ``top``, ``middle`` or ``bottom``.

    Raises
    ------
    DomainError
        The colour cannot be read.
    ImageError
        The image cannot be used.
    """
    behind = _shades(data, band)
    ink = colours.read(ink)
    found = {shade: colours.contrast(ink, shade) for shade in behind}
    kept = [ratio for shade, ratio in found.items() if behind[shade] >= 0.01]
    shares = {other: _readable(behind, other) for other in ("#ffffff", "#000000")}
    better = max(shares, key=lambda other: shares[other])
    return Overlay(min(kept), _readable(behind, ink), better, shares[better])


def _readable(behind: Mapping[str, float], ink: str) -> float:
    return sum(share for shade, share in behind.items() if colours.contrast(ink, shade) >= colours.AA)


def _shades(data: bytes, band: str) -> Mapping[str, float]:
    """Return the colours of a band and the share of it that each takes."""
    image = images.small(data)
    first, last = (round(share * image.height) for share in BANDS[band])
    first = min(first, image.height - 1)
    seen = image.crop((0, first, image.width, max(last, first + 1)))
    seen.thumbnail((200, 200))
    summed = seen.quantize(SHADES)
    palette, counted = summed.getpalette() or [], summed.histogram()
    total = sum(counted)
    found: dict[str, float] = {}
    for rank, count in enumerate(counted):
        if count:
            red, green, blue = palette[3 * rank : 3 * rank + 3]
            shade = f"#{red:02x}{green:02x}{blue:02x}"
            found[shade] = found.get(shade, 0) + count / total
    return found
