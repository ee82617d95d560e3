"""Everything the course can say of one post on one network: counted, then law, limits, advice and tone apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tpelib.base import french
from tpelib.base.errors import DomainError, TpeError
from tpelib.domain.platforms import platform
from tpelib.domain.post.alt import alt_advice
from tpelib.domain.post.law import ImageKind
from tpelib.domain.post.length import length
from tpelib.domain.post.overlay import BANDS, text_over
from tpelib.domain.post.parts import Parts, parts
from tpelib.domain.post.reading import Readability, reading
from tpelib.domain.post.review import PostRemark, hard_sentences, review
from tpelib.domain.post.spelling import unknown_words
from tpelib.domain.post.usages import Check, post_limit, tone

__all__ = ["DraftedPost", "PostSheet", "sheet"]

SHOWN = 3
"""Hard sentences shown at most."""
ENOUGH = 0.9
"""Share of its band where a text on an image has to be readable: the course's own rule of thumb."""


@dataclass(frozen=True, slots=True)
class DraftedPost:
    """A post, as it would be published.

    Parameters
    ----------
    network, text : str
        Where, and what it says.
    day : date, optional
        When; without it, dates are not checked.
    department : str
        Where one sells: some departments have their own dates of soldes.
    made : str
        How its image was made.
    alt, on_image : str
        The description of the image, what is written on it.
    photo : bytes, optional
        The image itself, when there is one already.
    band, ink : str
        Where the text on the image stands (a key of :data:`tpelib.domain.post.overlay.BANDS`), and its colour.
    """

    network: str
    text: str
    day: date | None = None
    department: str = ""
    made: ImageKind = ""
    alt: str = ""
    on_image: str = ""
    photo: bytes | None = None
    band: str = ""
    ink: str = ""


@dataclass(frozen=True, slots=True)
class PostSheet:
    """What is counted and what is to be looked at in a post.

    Parameters
    ----------
    post : Post
        The post.
    count, limit : int
        Its length as the network counts it, and the most it takes (``None`` where the course knows none).
    parts : Parts
        Hashtags, mentions, links, emoji.
    reading : Reading or None
        How easily it is read; ``None`` for a text without words.
    law, limits, advice : tuple of Remark
        What the law asks, what the network refuses, what the course advises and never imposes.
    tone : tuple of Check
        The checklist of the network.
    """

    post: DraftedPost
    count: int
    limit: int | None
    parts: Parts
    reading: Readability | None
    law: tuple[PostRemark, ...]
    limits: tuple[PostRemark, ...]
    advice: tuple[PostRemark, ...]
    tone: tuple[Check, ...]

    @property
    def sentence(self) -> str:
        """What stands out, in one sentence."""
        name = platform(self.post.network).name
        room = f"{french.plural(self.count, 'signe')}" + (
            f" sur {french.number(self.limit)}" if self.limit is not None else ""
        )
        told = [
            french.plural(len(found), *words)
            for found, words in (
                (self.law, ("point de loi", "points de loi")),
                (self.limits, ("limite dépassée", "limites dépassées")),
                (self.advice, ("conseil", "conseils")),
            )
            if found
        ]
        return french.typography(f"{name} : {room}, {french.listing(told) or 'rien à redire'}.")


def sheet(post: DraftedPost, known: Iterable[str] = ()) -> PostSheet:
    """Examine a post.

    Parameters
    ----------
    post : Post
        The post.
    known : iterable of str
        Texts whose words are right: the business's name, its place.

    Raises
    ------
    TpeError
        The course does not know the network.
    """
    remarks = review(post.text, post.network, post.day, post.department, post.made)
    try:
        read = reading(post.text)
    except DomainError:
        read = None
    return PostSheet(
        post=post,
        count=length(post.text, post.network),
        limit=post_limit(post.network),
        parts=parts(post.text),
        reading=read,
        law=tuple(one for one in remarks if one.kind == "law"),
        limits=tuple(one for one in remarks if one.kind == "limit"),
        advice=(*(one for one in remarks if one.kind == "advice"), *_more_advice(post, known)),
        tone=tone(post.text, post.network),
    )


def _more_advice(post: DraftedPost, known: Iterable[str]) -> list[PostRemark]:
    told: list[tuple[str, str]] = []
    told += [
        ("alt", f"Description de l'image. {text}")
        for text in alt_advice(post.alt, post.text, post.on_image, post.network)
    ]
    written = _written(post)
    if written:
        told.append(("contrast", written))
    words = unknown_words(post.text, known)
    if words:
        told.append(
            ("spelling", f"À vérifier, le dictionnaire ne connaît pas : {french.listing(list(words))}.")
        )
    hard = hard_sentences(post.text)[:SHOWN]
    return [*hard, *(PostRemark("advice", key, french.typography(text)) for key, text in told)]


def _written(post: DraftedPost) -> str:
    """Return what to mend in the text written on the image; empty when it reads, or cannot be measured yet."""
    if not (post.on_image and post.photo and post.band in BANDS and post.ink):
        return ""
    try:
        found = text_over(post.photo, post.ink, post.band)
    except TpeError as problem:
        return f"Texte sur l'image. {problem}"
    if found.readable >= ENOUGH:
        return ""
    other = "noir" if found.better == "#000000" else "blanc"
    mended = (
        f"écrit en {other}, il se lirait mieux"
        if found.better_readable >= ENOUGH
        else "posez-le sur un bandeau uni, ou écrivez-le dans la publication"
    )
    return (
        f"Texte sur l'image. Il se lit sur {french.percent(found.readable, 0)} de la zone (contraste de 4,5 demandé, "
        f"{french.number(found.lowest, 1)} au plus pâle) : {mended}."
    )
