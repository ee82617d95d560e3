"""Length of a post, as each network counts it.

X counts by weight (twitter-text, configuration v3): most Latin text 1, the rest 2, an emoji 2 however it is
made, a link 23 however long. Other networks publish a number of characters without saying how they count:
the course counts Unicode code points.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tpelib.base.resources import data_path
from tpelib.domain.post.signs import any_name, signs

__all__ = ["X_LIMIT", "emoji_pattern", "length", "links", "weighted_length"]

X_LIMIT = 280
_LINK = 23
_LABEL = 63
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_LATIN = (
    "\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0253\\u0254\\u0256\\u0257\\u0259\\u025b\\u0263"
    "\\u0268\\u026f\\u0272\\u0289\\u028b\\u02bb\\u0300-\\u036f\\u1e00-\\u1eff"
)


@cache
def emoji_pattern() -> re.Pattern[str]:
    """Return the pattern of one emoji: flag, keycap, sequence joined or not, with its skin and its variant.

    Networks draw ☎ or ❤ in colour even without the variation selector; © and ® need it.
    """
    skin = f"[{signs('skin')}]"
    one = (
        rf"(?:[{signs('emoji')}]\uFE0F?|[{signs('base')}]\uFE0F?{skin}"
        rf"|[{signs('pictograph')}](?!\uFE0E)\uFE0F?|[©®]\uFE0F)"
    )
    skinned = rf"{one}{skin}?(?:[\U000E0020-\U000E007E]+\U000E007F)?"
    return re.compile(
        rf"[\U0001F1E6-\U0001F1FF]{{2}}|[0-9#*]\uFE0F?\u20E3|{skinned}(?:\u200D(?:{skinned}))*"
        r"|[\U0001F1E6-\U0001F1FF]"
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a link with the character before it, and that of a domain in Latin letters."""
    names = data_path("publications", "domaines.txt").read_text(encoding="utf-8").split()
    sign = r"[^\s!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
    top = rf"(?:{any_name(names)}(?=[^0-9a-zA-Z@+-]|$)|xn--[-0-9a-z]+)"
    # At most nine labels of 63 signs (RFC 1035 allows more labels): hostile texts stay quick to read.
    domain = rf"(?:{sign}(?:[_-]{{0,60}}{sign}){{0,62}}\.){{0,8}}(?:{sign}(?:-{{0,60}}{sign}){{0,62}}\.){top}"
    general = rf"[a-z\u0400-\u04ff0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_LATIN}]"
    parens = rf"\((?:{general}+|{general}*\({general}+\){general}*)\)"
    ending = rf"(?:[+\-a-z\u0400-\u04ff0-9=_#/{_LATIN}]|{parens})"
    path = rf"/(?:{general}*(?:{parens}{general}*)*{ending}|@{general}+/)*"
    query = r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]"
    link = (
        rf"(?P<before>[^A-Za-z0-9@\uff20$#\uff03]|^)"
        rf"(?P<url>https?://t\.co/[a-z0-9]{{1,40}}(?:{query})?"
        rf"|(?P<protocol>https?://)?(?P<domain>{domain})(?::[0-9]+)?(?P<path>{path})?(?:{query})?)"
    )
    latin = rf"(?:[-a-z0-9{_LATIN}]+\.)+{top}"
    return re.compile(link, re.IGNORECASE), re.compile(latin, re.IGNORECASE)


@lru_cache(maxsize=256)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the links are; as X does, one without ``https://`` is read in Latin letters only."""
    found: list[tuple[int, int]] = []
    if "." not in text:
        return ()
    link, latin = _patterns()
    for match in link.finditer(text):
        if match["domain"] is None or match["protocol"]:
            if _resolves(match["domain"] or ""):
                found.append(match.span("url"))
        elif match["before"] not in set("-_./"):
            start = match.start("domain")
            inner = [(start + one.start(), start + one.end()) for one in latin.finditer(match["domain"])]
            if inner and match["path"]:
                inner[-1] = (inner[-1][0], match.end("url"))
            found += inner
    return tuple(found)


def _resolves(domain: str) -> bool:
    """Return True when each label of a domain, as the network of names writes it, has at most 63 signs."""
    labels = domain.split(".")
    return all(
        len(label if label.isascii() else f"xn--{label.encode('punycode').decode()}") <= _LABEL
        for label in labels
    )


def links(text: str) -> tuple[str, ...]:
    """Return the links that a network would make clickable, ``https://`` written or not."""
    return tuple(text[start:end] for start, end in _spans(text))


def weighted_length(text: str) -> int:
    """Return the length of a post on X, where :data:`X_LIMIT` is the most.

    Notes
    -----
    twitter-text, configuration v3: text in NFC, weight 2 by default, 1 for U+0000–10FF, 2000–200D, 2010–201F
    and 2032–2037, a link 23, an emoji 2.
    """
    text = unicodedata.normalize("NFC", text)
    spans = _spans(text)
    total = _LINK * len(spans)
    for start, end in reversed(spans):
        # What stands in the place of a link keeps apart the signs on both sides, and weighs nothing.
        text = f"{text[:start]}\x00{text[end:]}"
    text, emoji = emoji_pattern().subn("", text)
    return total + 2 * int(emoji) + sum(_weight(ord(sign)) for sign in text) - len(spans)


def length(text: str, network: str = "") -> int:
    """Return the length of a post on a network: weighted on X, code points elsewhere."""
    return weighted_length(text) if network == "x" else len(unicodedata.normalize("NFC", text))


def _weight(code: int) -> int:
    return 1 if any(low <= code <= high for low, high in _LIGHT) else 2
