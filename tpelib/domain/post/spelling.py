"""Words that the French dictionary does not know: to be looked at, never a fault.

The dictionary is that of Grammalecte (Dicollecte), read by Hunspell. A name, a word of the trade or a dialect
word may be right and unknown; a word in the wrong place may be known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from tpelib.base.errors import TpeError
from tpelib.base.resources import data_path
from tpelib.domain.post.parts import without_marks

__all__ = ["suggestions", "unknown_words"]

MOST = 12
"""Words shown at most: beyond, the text is not French."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PART = re.compile(r"[-’']")


def unknown_words(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the words of a post to look at, in order, each once; none where no dictionary can be read.

    Parameters
    ----------
    text : str
        The post; its links, hashtags, mentions and emoji are left out, and so are words in capitals.
    known : iterable of str
        Texts whose words are known to be right: the business's name, its place.
    """
    if _dictionary() is None:
        return ()
    own = {word.casefold() for one in known for word in _words(one)}
    found = [
        word
        for word in _words(
            without_marks(unicodedata.normalize("NFKC", text))
        )  # disguised letters are advised on
        if len(word) > 1 and not word.isupper() and word.casefold() not in own and not _is_known(word)
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def suggestions(word: str, most: int = 3) -> tuple[str, ...]:
    """Return the nearest words of the dictionary.

    Raises
    ------
    TpeError
        No dictionary can be read on this computer.
    """
    dictionary = _dictionary()
    if dictionary is None:
        raise TpeError("L’aide à l’orthographe n’est pas installée sur cet ordinateur.")
    return tuple(dictionary.suggest(word))[:most]


def _words(text: str) -> list[str]:
    """Return the words of a text; one joined by hyphens or apostrophes and unknown is cut at them."""
    found: list[str] = []
    for word in _WORD.findall(text.replace("’", "'")):
        found += [word] if not _PART.search(word) or _is_known(word) else _PART.split(word)
    return found


@lru_cache(maxsize=4096)
def _is_known(word: str) -> bool:
    dictionary = _dictionary()
    return dictionary is None or bool(dictionary.spell(word))


@cache
def _dictionary() -> Any:
    """Return the dictionary; ``None`` where Hunspell is not installed (no wheel for that computer)."""
    try:
        from hunspell import Hunspell
    except ImportError:
        return None
    return Hunspell("fr", hunspell_data_dir=str(data_path("orthographe")))
