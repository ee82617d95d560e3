"""A post reviewed for one network: what the law asks, what the network refuses, what the course advises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.domain.platforms import platform
from tpelib.domain.post.law import ImageKind, law_flags
from tpelib.domain.post.length import length
from tpelib.domain.post.parts import Parts, parts
from tpelib.domain.post.reading import LONG_SENTENCE, reading
from tpelib.domain.post.rules import WordingRule
from tpelib.domain.post.usages import post_limit

__all__ = ["FEW_EMOJI", "PostRemark", "hard_sentences", "review"]

Kind = Literal["law", "limit", "advice"]
FEW_EMOJI = 4
"""Emoji above which a post tires who listens to it: the course's own rule of thumb."""


@dataclass(frozen=True, slots=True)
class PostRemark:
    """One thing to look at.

    Parameters
    ----------
    kind : str
        ``law``, a ``limit`` of the network, or ``advice``, which never blocks.
    key : str
        What it is about, stable: ``sales``, ``price``, ``paid``, ``alcohol``, ``contest``, ``retouched``,
        ``generated``, ``length``, ``hashtags``, ``disguised``, ``capitals``, ``emoji``, ``link`` or ``sentence``.
    text : str
        What to do, in French.
    rule : Rule or None
        The rule, with its source and its date.
    """

    kind: Kind
    key: str
    text: str
    rule: WordingRule | None = None

    @property
    def blocks(self) -> bool:
        """True for what must be mended before publishing; an advice never blocks, nor a rule that may not apply."""
        if self.kind == "law":
            return self.rule is not None and not self.rule.conditional
        return self.kind == "limit"


@lru_cache(maxsize=64)  # checks, advice and pictures of one post all ask
def review(
    text: str, network: str, day: date | None = None, department: str = "", image: ImageKind = ""
) -> tuple[PostRemark, ...]:
    """Review a post for a network: the law first, then the limits, then the advice.

    Raises
    ------
    TpeError
        The course does not know the network.
    """
    held = parts(text)
    flags = [
        PostRemark("advice" if flag.rule.advised else "law", flag.key, flag.text, flag.rule)
        for flag in law_flags(text, day, department, image)
    ]
    limits = [
        PostRemark("limit", key, french.typography(told))
        for key, told in _limits(text, network, held).items()
    ]
    advice = [
        PostRemark("advice", key, french.typography(told)) for key, told in _advice(network, held).items()
    ]
    law = [flag for flag in flags if flag.kind == "law"]
    return (*law, *limits, *(flag for flag in flags if flag.kind == "advice"), *advice)


def hard_sentences(text: str) -> tuple[PostRemark, ...]:
    """Return an advice for each sentence that is too long, with its first words."""
    try:
        found = reading(text).hard
    except DomainError:
        return ()
    told = [
        f"Plus de {LONG_SENTENCE} mots, coupez cette phrase : « {_start(sentence)}… »." for sentence in found
    ]
    return tuple(PostRemark("advice", "sentence", french.typography(text)) for text in told)


def _start(sentence: str, most: int = 70) -> str:
    return sentence if len(sentence) <= most else sentence[:most].rsplit(" ", 1)[0].rstrip(",;:")


def _limits(text: str, network: str, held: Parts) -> dict[str, str]:
    known = platform(network)
    found: dict[str, str] = {}
    most = post_limit(network)
    count = length(text, network)
    if most is not None and count > most:
        found["length"] = (
            f"{french.number(count)} signes, {french.number(most)} au plus sur {known.name} : "
            f"retirez-en {french.number(count - most)}."
        )
    tags = known.norm("hashtags")
    if tags and len(held.hashtags) > tags.safe:
        found["hashtags"] = (
            f"{len(held.hashtags)} mots-dièse, {french.number(tags.safe)} au plus sur {known.name}."
        )
    return found


def _advice(network: str, held: Parts) -> dict[str, str]:
    found: dict[str, str] = {}
    if held.disguised:
        found["disguised"] = (
            f"Écrivez « {held.plain_words[0]} » en lettres ordinaires : un lecteur d'écran lit mal ces faux gras."
        )
    if held.unreadable_hashtags:
        found["capitals"] = (
            f"Dans « #{held.unreadable_hashtags[0]} », mettez une majuscule à chaque mot : il sera mieux lu."
        )
    if len(held.emoji) > FEW_EMOJI:
        found["emoji"] = (
            f"{len(held.emoji)} émojis : chacun est lu à voix haute. Gardez-en {FEW_EMOJI} au plus, en fin de phrase."
        )
    if network == "instagram" and held.links:
        found["link"] = (
            "Sur Instagram, un lien ne se clique pas dans une légende : dites « lien dans la bio »."
        )
    return found
