"""The spirit of each network: what a post keeps of an idea there, where links go, what its tone asks.

It is the course's own judgement, dated; limits that are counted stand in :mod:`tpelib.domain.platforms`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from tpelib.base import french
from tpelib.base.data import Shown, read_data
from tpelib.base.errors import TpeError
from tpelib.domain.platforms import platform
from tpelib.domain.post.length import X_LIMIT
from tpelib.domain.post.parts import parts, without_marks
from tpelib.domain.sources import FRESH_DAYS

__all__ = ["Check", "Look", "Usage", "post_limit", "tone", "usage", "usages_line"]

Layout = Literal["image", "text", "video", "bubble"]
Place = Literal["text", "bio", "button"]
_FILE = ("publications", "reseaux.toml")
SHORT = 60
"""Words above which a text is no longer read at a glance: the course's own rule of thumb."""


@dataclass(frozen=True, slots=True)
class Look:
    """What to look at in a post, and what the course sees of it by itself (``seen``), if anything."""

    text: Shown
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """How one writes on a network.

    Parameters
    ----------
    network, spirit : str
        Its id, the tone in one sentence.
    parts : tuple of str
        What a draft keeps of an idea, in order: ``hook``, ``story``, ``action``, ``link``, ``tags``.
    story, visible, tags : int
        Sentences of the story at most, signs read before « plus », hashtags at most.
    link : str
        Where a link goes: in the ``text``, in the ``bio``, or under the post as a ``button``.
    layout : str
        What is seen first.
    buttons : tuple of str
        What one can do under a post.
    checks : tuple of Look
        The checklist of the tone.
    """

    network: Annotated[str, Field(alias="id")]
    spirit: Shown
    parts: tuple[str, ...]
    story: int
    visible: int
    tags: int
    link: Place
    layout: Layout
    buttons: tuple[Shown, ...]
    checks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist: ``seen`` is ``None`` where only a reader can tell."""

    text: str
    seen: bool | None


def usage(network: str) -> Usage:
    """Return how one writes on a network.

    Raises
    ------
    TpeError
        The course does not know it.
    """
    try:
        return _usages()[network]
    except KeyError:
        raise TpeError(f"Le cours ne connaît pas le réseau « {network} ».") from None


def post_limit(network: str) -> int | None:
    """Return the most signs of a post on a network, the smallest where sources differ; ``None`` if unknown.

    Raises
    ------
    TpeError
        The course does not know the network.
    """
    norm = platform(network).norm("post")
    if network == "x":
        return X_LIMIT
    return int(norm.safe) if norm else None


def tone(text: str, network: str) -> tuple[Check, ...]:
    """Return the checklist of the tone of a post.

    Raises
    ------
    TpeError
        The course does not know the network.
    """
    known = usage(network)
    return tuple(
        Check(look.text, _SEEN[look.seen](text, known) if look.seen else None) for look in known.checks
    )


def usages_line(today: date | None = None) -> str:
    """Return the end of a source line: whose judgement this is, and of what day."""
    dated = read_data(date, *_FILE, at="verified_on")
    late = ((today or date.today()) - dated).days > FRESH_DAYS
    return french.typography(
        f"jugement de ce cours pour le ton et les usages, {french.day(dated)}."
        + (" Plus de douze mois : regardez ce que font vos voisins." if late else "")
    )


_ADDRESS = re.compile(
    r"\?|\bvous\b|\bvos\b|\bvotre\b|\b\w{3,}ez\b|\btu\b|\btes\b|\bton\b|\bta\b", re.IGNORECASE
)


def _tags_last(text: str, known: Usage) -> bool:
    tags = parts(text).hashtags
    if not tags:
        return True
    after = text[text.rfind(f"#{tags[-1]}") :]
    before = text[: text.find(f"#{tags[0]}")]
    return not without_marks(after).strip(" .!") and "#" not in before


_SEEN: Mapping[str, Callable[[str, Usage], bool]] = {
    "hook": lambda text, known: (
        0 < len(text.strip().split("\n", 1)[0]) <= known.visible
        or bool(re.match(rf"[^.!?…]{{1,{known.visible}}}[.!?…]", text.strip()))
    ),
    "address": lambda text, known: bool(_ADDRESS.search(without_marks(text))),
    "figure": lambda text, known: bool(
        re.search(r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|dix)\b", text)
    ),
    "link": lambda text, known: bool(parts(text).links),
    "tags-last": _tags_last,
    "no-tags": lambda text, known: not parts(text).hashtags,
    "few-tags": lambda text, known: len(parts(text).hashtags) <= known.tags,
    "short": lambda text, known: len(without_marks(text).split()) <= SHORT,
    "paragraphs": lambda text, known: "\n" in text.strip() or len(text) <= 300,
}


@cache
def _usages() -> Mapping[str, Usage]:
    known = read_data(tuple[Usage, ...], *_FILE, at="network")
    return {usage.network: usage for usage in known}
