"""How easily a French text is read: an index of plain language, never a label « FALC ».

« Facile à lire et à comprendre » needs readers with an intellectual disability; no formula replaces them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tpelib.base.errors import DomainError
from tpelib.domain.post.parts import without_marks

__all__ = ["LONG_SENTENCE", "Readability", "reading", "syllables"]

LONG_SENTENCE = 20
"""Words above which a sentence is shown as hard: the course's own rule of thumb."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,\u202f\u00a0]\d+)*")
_SENTENCE = re.compile(r"(?<=[.!?…])[\s\u00a0\u202f»\"”)]+|\n+")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]+")
# Two vowels in a group that are said apart: créer, noël, aérer, poésie, naïf.
_APART = re.compile(r"(?:é[aeèéo]|[aou][ïëéü])")


@dataclass(frozen=True, slots=True)
class Readability:
    """Measures of a text.

    Parameters
    ----------
    words, sentences, syllables : int
        What was counted, links, hashtags, mentions and emoji left out.
    kandel_moles : float
        French Flesch, from below 0 (hard) to above 100 (easy).
    lix : float
        Läsbarhetsindex: below 40 is easy, above 60 hard.
    hard : tuple of str
        Sentences of more than :data:`LONG_SENTENCE` words, as written.
    """

    words: int
    sentences: int
    syllables: int
    kandel_moles: float
    lix: float
    hard: tuple[str, ...]

    @property
    def level(self) -> str:
        """Return the index of plain language in one French word: facile, moyen, difficile."""
        return "facile" if self.kandel_moles >= 60 else "moyen" if self.kandel_moles >= 40 else "difficile"


def syllables(word: str) -> int:
    """Return the syllables of a French word, as written: groups of vowels, silent endings left out.

    A spelling rule, not a dictionary: some words are off by one.
    """
    return _syllables(word) if len(word) <= _LONGEST else _counted(word)


def _counted(word: str) -> int:
    word = word.lower()
    stem = re.sub(r"(?<=[^aeiouyàâäéèêëîïôöùûüÿœæ])(?:e|es)$|(?<=[iuéy])(?:e|es)$", "", word)
    # « qu » and « gu » before a vowel are one sound.
    stem = re.sub(r"(?<=[qg])u(?=[aeiouyéèê])", "", stem)
    return max(1, len(_VOWELS.findall(stem)) + len(_APART.findall(stem)))


_LONGEST = 40
_syllables = lru_cache(maxsize=8192)(_counted)  # the same words come back from one reading to the next


@lru_cache(maxsize=64)  # checks, advice and pictures of one post all ask
def reading(text: str) -> Readability:
    """Measure how easily a text is read.

    Raises
    ------
    DomainError
        The text has no word.

    Notes
    -----
    Kandel and Moles (1958): ``207 − 1.015 × words/sentence − 73.6 × syllables/word``. LIX (Björnsson, 1968):
    ``words/sentences + 100 × words of more than 6 letters / words``. On a few sentences both jump about.
    """
    sentences = [part.strip() for part in _SENTENCE.split(without_marks(text))]
    counted = [(sentence, _WORD.findall(sentence)) for sentence in sentences]
    counted = [(sentence, words) for sentence, words in counted if words]
    words = [word for _, found in counted for word in found]
    if not words:
        raise DomainError("Écrivez au moins une phrase : il n’y a pas encore de mots à lire.")
    spoken = sum(syllables(word) for word in words)
    per_sentence = len(words) / len(counted)
    return Readability(
        words=len(words),
        sentences=len(counted),
        syllables=spoken,
        kandel_moles=207 - 1.015 * per_sentence - 73.6 * spoken / len(words),
        lix=per_sentence + 100 * sum(len(word) > 6 for word in words) / len(words),
        hard=tuple(" ".join(s.split()) for s, found in counted if len(found) > LONG_SENTENCE),
    )
