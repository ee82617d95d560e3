"""One way to compare words, and one way to make an identifier of them.

:func:`fold` compares: it keeps the letters of every script, so that two words fold alike only where accents, case
and punctuation are all that tells them apart. :func:`slug` names a file, an address or an account: it holds nothing
but ``a-z``, ``0-9`` and its separator, whatever the script, and two words may share one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "is_transliterated", "slug"]

_SHORT = 100
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def fold(text: str) -> str:
    """Return a text without accents, case or punctuation, to compare words: ``Réseaux utilisés`` → ``reseaux utilises``."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).replace("œ", "oe").replace("æ", "ae").casefold()
        plain = _NOT_ASCII.sub(_without_marks, plain)
    if plain.isascii():
        return _NOT_PLAIN.sub(" ", plain).strip()  # most words, and twice as fast
    return _NOT_WORD.sub(" ", plain).strip()


def _without_marks(found: re.Match[str]) -> str:
    """Return some letters without the accents that combine with them."""
    return "".join(sign for sign in found[0] if not unicodedata.combining(sign))


_fold_short = lru_cache(maxsize=4096)(_fold)  # names come back in each row and for each learner


def slug(text: str, separator: str = "-") -> str:
    """Return an identifier made of a text: ``L'Œil & la Main`` → ``l-oeil-la-main``, ``Мария`` → ``mariya``.

    Letters without an equal in ``a-z`` are transliterated, sign by sign; all else separates. Empty for a text that
    has neither letter nor figure, or none that can be read aloud.
    """
    plain = _NOT_ASCII.sub(_in_ascii, unicodedata.normalize("NFC", text))
    return _NOT_PLAIN.sub(separator, plain.lower()).strip(separator)


def is_transliterated(text: str) -> bool:
    """Return True when :func:`slug` tells less than the text does: it holds letters of another script than Latin.

    An accent or a ligature left out is one way of typing the same name; a letter of another script is not:
    ``李`` and ``里`` are two names, and both are ``li``.
    """
    return any(
        sign.isalnum() and not _without_accent(sign) and not unicodedata.name(sign, "").startswith("LATIN ")
        for sign in unicodedata.normalize("NFC", text)
    )


def _in_ascii(found: re.Match[str]) -> str:
    return "".join(map(_ascii, found[0]))


def _ascii(sign: str) -> str:
    """Return a sign in ASCII: its accent left out, or transliterated; a space for what is no letter."""
    if plain := _without_accent(sign):
        return plain
    if not sign.isalnum() and unicodedata.category(sign)[0] != "M":  # a mark may stand for a vowel
        return " "
    from anyascii import anyascii  # its tables are read one block at a time, on first use

    return anyascii(sign)


def _without_accent(sign: str) -> str:
    return unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
