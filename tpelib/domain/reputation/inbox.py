"""The inboxes: a dozen fictional messages per trade, of the same kinds in all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated, Any

from pydantic import AliasPath, Field

from tpelib.base import french
from tpelib.base.data import AnyOf, Shown, read_data, typed
from tpelib.base.words import fold
from tpelib.domain.platforms import platform

__all__ = ["Message", "Need", "Sample", "all_inboxes", "find", "inbox", "needs", "reply_words", "sample"]

_BOX = ("avis", "boite.toml")


@dataclass(frozen=True, slots=True)
class Need:
    """What suits a person whom the usual way excludes.

    Parameters
    ----------
    key, name : str
        ``deaf``, « une personne sourde ».
    suits, barred : pattern
        Words of what may suit, words of what excludes.
    advice : str
        What to do when nothing suits, to stand inside a sentence.
    """

    key: str
    name: Shown
    suits: AnyOf
    barred: AnyOf
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A fictional review or comment.

    Parameters
    ----------
    id, case, author, network : str
        ``sourde``, ``fleuriste``, who is supposed to have written it, where.
    stars : int or None
        From one to five, for a review.
    text : str
        What it says.
    kind : str
        ``access``, ``fair``, ``unfair``, ``fake``, ``unlawful``, ``blackmail``, ``praise`` or ``crisis``.
    acts, delays : tuple of str
        What suits: ``public``, ``private``, ``report``, ``urgent``; ``hours``, ``day``, ``week``.
    need : str
        Key of a :class:`Need`; empty when nobody is excluded.
    answered : bool
        True for those that the exercise has answered.
    reply : str
        One good answer among others, with ``{phone}`` and ``{mail}``; empty when not answered.
    """

    id: str
    case: str
    author: Shown
    network: str
    stars: int | None = None
    text: Shown
    kind: str
    acts: tuple[str, ...]
    delays: tuple[str, ...]
    need: str = ""
    answered: bool = False
    reply: Shown = ""

    @property
    def head(self) -> str:
        """Who wrote it, where, with how many stars."""
        stars = f", {french.plural(self.stars, 'étoile')}" if self.stars else ""
        return french.typography(f"{self.author} ({platform(self.network).name}{stars})")

    @property
    def shown(self) -> str:
        """The message as the inbox shows it."""
        return french.typography(f"{self.head} : {self.text}")


@dataclass(frozen=True, slots=True)
class Sample:
    """Fictional reviews in figures.

    Parameters
    ----------
    counts : tuple of 5 int
        Reviews with five, four, three, two and one star.
    hours : tuple of float
        Delays of the answers.
    unanswered : int
        Reviews without an answer.
    rival_mean, rival_count : float, int
        What a competitor shows.
    """

    counts: tuple[int, int, int, int, int]
    hours: tuple[float, ...]
    unanswered: int
    rival_mean: Annotated[float, Field(validation_alias=AliasPath("rival", "mean"))]
    rival_count: Annotated[int, Field(validation_alias=AliasPath("rival", "count"))]


@cache
def needs() -> Mapping[str, Need]:
    """Return the needs by key."""
    return {need.key: need for need in read_data(tuple[Need, ...], *_BOX, at="need")}


@cache
def reply_words() -> Mapping[str, Any]:
    """Return what is looked for in any answer: patterns, and two bounds in words."""
    return {
        key: re.compile(value, re.IGNORECASE) if isinstance(value, str) else value
        for key, value in read_data(dict[str, Any], *_BOX, at="reply").items()
    }


@cache
def inbox(case_id: str) -> tuple[Message, ...]:
    """Return the messages of a case, in the order in which they come."""
    name = f"{case_id}.toml"
    written = {item["id"]: item for item in read_data(list[dict[str, Any]], "avis", name, at="message")}
    whole = [
        {**known, **written[known["id"]], "case": case_id}
        for known in read_data(list[dict[str, Any]], *_BOX, at="message")
    ]
    return typed(tuple[Message, ...], whole, name)


@cache
def all_inboxes() -> Mapping[str, tuple[Message, ...]]:
    """Return the inbox of each case."""
    return {case_id: inbox(case_id) for case_id in _in_figures()}


@lru_cache(maxsize=1024)  # the form holds them whole, and every exercise of the box asks again
def find(written: str) -> Message | None:
    """Return the message that a text quotes, by its head; ``None`` for another, the learner's own."""
    folded = fold(written[:400])
    return next((message for head, message in _heads() if folded.startswith(head)), None)


@cache
def _heads() -> tuple[tuple[str, Message], ...]:
    return tuple((fold(message.head), message) for own in all_inboxes().values() for message in own)


def sample(case_id: str) -> Sample:
    """Return the fictional reviews of a case in figures."""
    return _in_figures()[case_id]


def _in_figures() -> Mapping[str, Sample]:
    return read_data(dict[str, Sample], "avis", "notes.toml")
