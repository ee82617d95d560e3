"""Fictional posts, faulty on purpose, to be written again."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from tpelib import french
from tpelib.post.review import review
from tpelib.resources import data_path

__all__ = ["FaultyPost", "faulty_posts"]


@dataclass(frozen=True, slots=True)
class FaultyPost:
    """A faulty post.

    Parameters
    ----------
    id, author, network : str
        Stable key, who is supposed to have written it, where.
    day : date
        The day it would be published.
    text : str
        The post, as written.
    faults : tuple of str
        Keys of the remarks that :func:`~tpelib.post.review.review` makes of it.
    mended : str
        One way to write it well, among others.
    """

    id: str
    author: str
    network: str
    day: date
    text: str
    faults: tuple[str, ...]
    mended: str

    def left(self, text: str) -> tuple[str, ...]:
        """Return the faults that another text, for the same network and day, has or brings."""
        return tuple(remark.key for remark in review(text, self.network, self.day))


@cache
def faulty_posts() -> tuple[FaultyPost, ...]:
    """Return the faulty posts, in the order of the file."""
    raw = tomllib.loads(data_path("publications", "fautives.toml").read_text(encoding="utf-8"))
    return tuple(
        FaultyPost(
            **item
            | {"faults": tuple(item["faults"])}
            | {key: french.typography(item[key]) for key in ("author", "text", "mended")}
        )
        for item in raw["post"]
    )
