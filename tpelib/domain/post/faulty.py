"""Fictional posts, faulty on purpose, to be written again: what is wrong with each is computed, never written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from tpelib.base.data import Shown, read_data
from tpelib.base.words import fold
from tpelib.domain.post.law import ImageKind
from tpelib.domain.post.review import PostRemark, hard_sentences, review

__all__ = ["FAULTS", "FaultyPost", "faulty_posts"]

FAULTS: Mapping[str, str] = {
    "sales": "« Soldes » hors des dates légales",
    "price": "Une baisse sans le prix d'avant",
    "paid": "Une publicité qui ne se dit pas",
    "alcohol": "De l'alcool sans la mention de santé, ou autre chose que des faits",
    "contest": "Un jeu sans ses conditions",
    "retouched": "Une image retouchée, sans le dire",
    "generated": "Une image faite par une IA, sans le dire",
    "length": "Un texte trop long pour ce réseau",
    "hashtags": "Trop de mots-dièse pour ce réseau",
    "disguised": "Des lettres déguisées en gras",
    "capitals": "Un mot-dièse sans majuscules",
    "emoji": "Trop d'émojis",
    "link": "Un lien qui ne se clique pas ici",
    "sentence": "Une phrase trop longue",
}
"""What can be wrong with a post, in a few French words: what the law asks, then the limits, then the advice."""
_WORD = 5
"""Letters from which a word tells what a text is about, and by which two forms of it are known as one."""


@dataclass(frozen=True, slots=True)
class FaultyPost:
    """A faulty post.

    Parameters
    ----------
    id, author, network : str
        Stable key, who is supposed to have written it, where.
    day : date
        The day it would be published.
    text : str
        The post, as written.
    mended : str
        One way to write it well, among others.
    alt, made : str
        The description of its image, and how that image was made.
    graded : bool
        True for those of the graded exercise.
    """

    id: str
    author: Shown
    network: str
    day: date
    text: Shown
    mended: Shown
    alt: Shown
    made: ImageKind = ""
    graded: bool = False

    def remarks(self, text: str) -> tuple[PostRemark, ...]:
        """Return what is wrong with a text, for the same network, day and image: keys of :data:`FAULTS`."""
        found = review(text, self.network, self.day, image=self.made)
        return (*found, *hard_sentences(text)[:1])

    @property
    def faults(self) -> Mapping[str, PostRemark]:
        """What is wrong with it, by key."""
        return {remark.key: remark for remark in self.remarks(self.text)}

    def is_about_the_same(self, text: str) -> bool:
        """Return True when a text still speaks of what this one does: two words of five letters in common."""
        return len(_subjects(text) & _subjects(self.text)) >= 2


@cache
def faulty_posts() -> tuple[FaultyPost, ...]:
    """Return the faulty posts, in the order of the file."""
    return read_data(tuple[FaultyPost, ...], "publications", "fautives.toml", at="post")


def _subjects(text: str) -> frozenset[str]:
    return frozenset(word[:_WORD] for word in fold(text).split() if len(word) >= _WORD)
