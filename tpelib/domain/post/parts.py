"""What a post holds: hashtags, mentions, links, emoji, and letters disguised as bold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from tpelib.domain.post.length import emoji_pattern, links
from tpelib.domain.post.signs import signs

__all__ = ["Parts", "parts", "without_marks"]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a post, in the order of its text.

    Parameters
    ----------
    hashtags, mentions : tuple of str
        Without their sign.
    links, emoji : tuple of str
        As written.
    disguised : tuple of str
        Words whose letters are mathematical signs made to look bold or italic: screen readers spell them,
        or skip them.
    """

    hashtags: tuple[str, ...]
    mentions: tuple[str, ...]
    links: tuple[str, ...]
    emoji: tuple[str, ...]
    disguised: tuple[str, ...]

    @property
    def unreadable_hashtags(self) -> tuple[str, ...]:
        """Return the long hashtags without a capital at each word: they are read as one word."""
        return tuple(tag for tag in self.hashtags if len(tag) >= 10 and not any(c.isupper() for c in tag[1:]))

    @property
    def plain_words(self) -> tuple[str, ...]:
        """Return the disguised words in ordinary letters."""
        return tuple(unicodedata.normalize("NFKC", word) for word in self.disguised)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    letter, number, word = signs("letter"), signs("number"), signs("letter", "mark", "number")
    return (
        re.compile(rf"(?<![{word}_&])[#＃](?=[{number}_]*[{letter}])([{word}_]+)"),
        re.compile(rf"(?<![{word}_.@])[@＠]([A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?)"),
        re.compile(r"[\U0001D400-\U0001D7FF\U0001F130-\U0001F149\uFF21-\uFF3A\uFF41-\uFF5A\u24B6-\u24E9]+"),
    )


def without_marks(text: str) -> str:
    """Return the words of a post: no link, hashtag, mention nor emoji."""
    hashtag, mention, _ = _patterns()
    for link in links(text):
        text = text.replace(link, " ")
    for pattern in (hashtag, mention, emoji_pattern()):
        text = pattern.sub(" ", text)
    return text


@lru_cache(maxsize=64)  # checks, advice and pictures of one post all ask
def parts(text: str) -> Parts:
    """Return the parts of a post."""
    found = links(text)
    bare = text
    for link in found:
        bare = bare.replace(link, " ")
    hashtag, mention, disguised = _patterns()
    return Parts(
        hashtags=tuple(hashtag.findall(bare)),
        mentions=tuple(mention.findall(bare)),
        links=found,
        emoji=tuple(match.group() for match in emoji_pattern().finditer(bare)),
        disguised=tuple(match.group() for match in disguised.finditer(bare)),
    )
