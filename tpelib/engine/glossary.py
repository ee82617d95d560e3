"""The glossary: the words of the trade as the course uses them, read from ``glossaire.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import with_config

from tpelib.base.data import Shown, read_data
from tpelib.base.resources import optional_path
from tpelib.base.words import slug

__all__ = ["Term", "by_letter", "load"]


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class Term:
    """A word, what it means, and the same thing in a shop.

    Parameters
    ----------
    term : str
        The word the course uses, as it is written on the page.
    definition, example : str
        Plain French; the example's business and figures are fictional.
    english : str
        The word where people meet it in English; empty when there is none.
    formula, source : str
        The calculation, and the norm or law; empty when there is none.
    forms : tuple of str
        How it reads in a lesson: itself and its plural by default; empty when it has too many meanings to be recognised.
    """

    term: Shown
    definition: Shown
    example: Shown
    english: Shown = ""
    formula: Shown = ""
    source: Shown = ""
    forms: tuple[Shown, ...] = ("{}", "{}s")

    def __post_init__(self) -> None:
        forms = tuple(form.replace("{}", self.term.lower()) for form in self.forms)
        object.__setattr__(self, "forms", forms)

    @property
    def id(self) -> str:
        """Its name in addresses: ``taux-d-engagement``."""
        return slug(self.term)

    @property
    def letter(self) -> str:
        """Return the letter it stands under, without its accent."""
        return self.id[0].upper()


@cache
def load() -> tuple[Term, ...]:
    """Return the terms in the order of a French dictionary: accents and capitals do not count; a course may have none."""
    if optional_path("data", "glossaire.toml") is None:
        return ()
    terms = read_data(tuple[Term, ...], "glossaire.toml", at="term", own=True)
    return tuple(sorted(terms, key=lambda term: term.id))


def by_letter() -> dict[str, tuple[Term, ...]]:
    """Return the terms under their letters, both in order."""
    letters = sorted({term.letter for term in load()})
    return {letter: tuple(term for term in load() if term.letter == letter) for letter in letters}
