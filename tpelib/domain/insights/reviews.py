"""The reviews of a Google Business profile, as its own export gives them: stars and delays, no name, no text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.spreadsheets import MAX_BYTES

__all__ = ["MAX_REVIEWS", "Rated", "ReviewFile", "read_reviews"]

MAX_REVIEWS = 20_000
_STARS: Mapping[Any, int] = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}


@dataclass(frozen=True, slots=True)
class Rated:
    """One review: its stars, and the hours before the answer (``None`` without one)."""

    stars: int
    hours: float | None


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """Reviews that could be read, and a French sentence for each that could not."""

    reviews: tuple[Rated, ...]
    problems: tuple[str, ...]

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """How many reviews have five, four, three, two and one star."""
        given = [review.stars for review in self.reviews]
        return (given.count(5), given.count(4), given.count(3), given.count(2), given.count(1))

    @property
    def hours(self) -> tuple[float, ...]:
        """The delays of the answers, shortest first."""
        return tuple(sorted(review.hours for review in self.reviews if review.hours is not None))


def read_reviews(data: bytes) -> ReviewFile:
    """Read the reviews of a Google Business profile: ``{"reviews": [{"starRating": "FIVE", …}]}``.

    The names and texts of those who wrote are not kept: nothing here needs them.

    Raises
    ------
    TpeError
        It is no such file; the message is a French sentence.
    """
    if len(data) > MAX_BYTES:
        raise TpeError(
            french.typography(f"Ce fichier dépasse {french.number(MAX_BYTES / 1e6)} Mo : allégez-le.")
        )
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):  # no JSON, or one folded on itself thousands of times
        found = None
    rows = found.get("reviews") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not rows:
        raise TpeError(
            french.typography(
                "Ce fichier ne contient pas d'avis Google : c'est « reviews.json », dans l'archive que Google prépare."
            )
        )
    reviews, problems = [], []
    for number, row in enumerate(rows[:MAX_REVIEWS], 1):
        try:
            reviews.append(_rated(row))
        except ValueError as problem:
            problems.append(french.typography(f"Avis {number} : {problem}"))
    if len(rows) > MAX_REVIEWS:
        problems.append(
            french.typography(f"Au-delà de {french.number(MAX_REVIEWS)} avis, la suite n'a pas été lue.")
        )
    return ReviewFile(tuple(reviews), tuple(problems))


def _rated(row: Any) -> Rated:
    if not isinstance(row, Mapping):
        raise ValueError("ce n'est pas un avis.")
    given = row.get("starRating")
    stars = _STARS.get(given) if isinstance(given, str) else given
    if not isinstance(stars, int) or isinstance(stars, bool) or not 1 <= stars <= 5:
        raise ValueError("il n'a pas de note de une à cinq étoiles.")
    left = _moment(row.get("createTime"))
    reply = row.get("reviewReply")
    answered = _moment(reply.get("updateTime")) if isinstance(reply, Mapping) else None
    if left is None or answered is None:
        return Rated(stars, None)
    hours = (answered - left).total_seconds() / 3600
    if hours < 0:
        raise ValueError("sa réponse est datée d'avant lui.")
    return Rated(stars, hours)


def _moment(raw: Any) -> datetime | None:
    if not isinstance(raw, str):
        return None
    try:
        found = datetime.fromisoformat(raw)
    except ValueError:
        raise ValueError(f"« {raw[:40]} » n'est pas une date.") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
