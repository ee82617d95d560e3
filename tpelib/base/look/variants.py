"""The variants of everything that is printed: the same content, set for different eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tpelib.base import french
from tpelib.base.errors import TpeError

__all__ = ["NORMAL", "VARIANTS", "Variant", "variant_named"]


@dataclass(frozen=True, kw_only=True)
class Variant:
    """How a document is set.

    Parameters
    ----------
    name : str
        What the learner asks for.
    font, fallback : str
        Font, and the one that replaces it where it is not installed.
    size : float
        Body size, in points.
    line : float
        Line spacing, in lines.
    letter : float
        Space added between letters, in points.
    margin : float
        Margins of the page, in centimetres.
    ink, quiet, action, border, tint : str
        Colours (RRGGBB): text, hints, headings, frames of what is to be filled, heads of tables.
    rule : int
        Width of the frames, in eighths of a point.
    """

    name: str
    font: str = "Arial"
    fallback: str = "Liberation Sans"
    size: float = 12
    line: float = 1.25
    letter: float = 0
    margin: float = 2
    ink: str = "1B2A2F"
    quiet: str = "4F5E63"
    action: str = "0B5D59"
    border: str = "7A8A8F"
    tint: str = "E6F0EE"
    rule: int = 6

    @property
    def small(self) -> float:
        """Size of what stands beside the text, in points: smaller only where nobody asked for larger print."""
        return self.size if self.size >= 14 else self.size - 1

    @property
    def page_ems(self) -> float:
        """Width of the text on an A4 page, in letters m of the body."""
        return (21 - 2 * self.margin) / 2.54 * 72 / (self.size + self.letter)


VARIANTS: Mapping[str, Variant] = {
    variant.name: variant
    for variant in (
        Variant(name="normal"),
        Variant(name="grand", size=18, margin=1.5, rule=8, quiet="3A484D"),
        Variant(
            name="contraste",
            size=14,
            margin=1.8,
            ink="000000",
            quiet="000000",
            action="000000",
            border="000000",
            tint="FFFFFF",
            rule=16,
        ),
        Variant(
            name="dyslexie",
            font="Atkinson Hyperlegible",
            fallback="Verdana",
            size=14,
            line=1.6,
            letter=0.8,
            margin=1.8,
            quiet="3A484D",
        ),
    )
}


NORMAL = VARIANTS["normal"]


def variant_named(name: str) -> Variant:
    """Return a variant by its name.

    Raises
    ------
    TpeError
        There is none of this name.
    """
    if name not in VARIANTS:
        told = f"La variante « {name} » n'existe pas : {french.listing(list(VARIANTS), 'ou')}."
        raise TpeError(french.typography(told))
    return VARIANTS[name]
