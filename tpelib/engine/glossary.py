"""The glossary: the words of the trade as the course uses them, read from ``glossaire.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from tpelib.base import french
from tpelib.base.resources import data_path
from tpelib.base.words import slug

__all__ = ["Term", "by_letter", "load"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word, what it means, and the same thing in a shop.

    Parameters
    ----------
    id : str
        Its name in addresses: ``taux-d-engagement``.
    term : str
        The word the course uses, as it is written on the page.
    definition, example : str
        Plain French; the example's business and figures are fictional.
    english : str
        The word where people meet it in English; empty when there is none.
    formula, source : str
        The calculation, and the norm or law; empty when there is none.
    forms : tuple of str
        How it reads in a lesson; empty when it has too many meanings to be recognised.
    """

    id: str
    term: str
    definition: str
    example: str
    english: str = ""
    formula: str = ""
    source: str = ""
    forms: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """Return the letter it stands under, without its accent."""
        return self.id[0].upper()


@cache
def load() -> tuple[Term, ...]:
    """Return the terms in the order of a French dictionary: accents and capitals do not count."""
    document = tomllib.loads(data_path("glossaire.toml").read_text(encoding="utf-8"))
    return tuple(sorted((_read(item) for item in document["term"]), key=lambda term: term.id))


def by_letter() -> dict[str, tuple[Term, ...]]:
    """Return the terms under their letters, both in order."""
    letters = sorted({term.letter for term in load()})
    return {letter: tuple(term for term in load() if term.letter == letter) for letter in letters}


def _read(item: dict[str, Any]) -> Term:
    name = item["term"]
    forms = item.get("forms", [name.lower(), f"{name.lower()}s"])
    fields = ("term", "definition", "example", "english", "formula", "source")
    return Term(
        id=slug(name),
        **{field: french.typography(item[field]) for field in fields if field in item},
        forms=tuple(french.typography(form) for form in forms),
    )
