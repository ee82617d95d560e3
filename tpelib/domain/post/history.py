"""What made people act on the 500 posts of one brand in 2014 (UCI), to learn to read such figures.

One cosmetics brand, one year, long ago, no random draw: it shows how to read, not what to publish.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Literal

from tpelib.base import french, stats
from tpelib.base.resources import data_path
from tpelib.domain.sources import Source, source

__all__ = ["ENOUGH_POSTS", "LIMITS", "By", "PostGroup", "history_source", "past_groups"]

By = Literal["kind", "subject", "hour", "paid"]

ENOUGH_POSTS = 30
"""Posts below which the median of a group is not to be compared: the course's own rule of thumb."""
LIMITS = french.typography(
    "Une seule marque de cosmétiques, en 2014, et rien n'a été tiré au sort : pour apprendre à lire, pas pour vous comparer."
)

_COLUMNS: Mapping[By, str] = {"kind": "Type", "subject": "Category", "hour": "Post Hour", "paid": "Paid"}
_HOURS = ((1, 5), (6, 8), (9, 11), (12, 14), (15, 23))
"""Bands of hours that hold posts enough, as the file has them: it does not say of which time zone."""
_NAMES: Mapping[By, Mapping[str, str]] = {
    "kind": {"Photo": "Photo", "Status": "Texte", "Link": "Lien", "Video": "Vidéo"},
    "subject": {"1": "Offre ou concours", "2": "Produit", "3": "Inspiration"},
    "hour": {
        str(hour): french.typography(f"De {first} h à {last} h")
        for first, last in _HOURS
        for hour in range(first, last + 1)
    },
    "paid": {"0.0": "Sans publicité", "1.0": "Avec publicité"},
}


@dataclass(frozen=True, slots=True)
class PostGroup:
    """The posts of one group.

    Parameters
    ----------
    name : str
        In French.
    posts : int
        How many.
    reach : float
        Median of the people reached by a post.
    engagement : float
        Median, over posts, of people who acted / people reached.
    reach_interval, engagement_interval : (float, float) or None
        Intervals at 95 % of these medians; ``None`` under six posts.
    pooled : float
        All who acted / all who were reached, posts together: the widest posts weigh most, and the two
        figures may disagree.
    """

    name: str
    posts: int
    reach: float
    engagement: float
    reach_interval: tuple[float, float] | None
    engagement_interval: tuple[float, float] | None
    pooled: float

    @property
    def enough(self) -> bool:
        """True when there are posts enough to compare."""
        return self.posts >= ENOUGH_POSTS


def history_source() -> Source:
    """Return where the posts come from."""
    return source("uci-facebook")


@cache
def past_groups(by: By) -> tuple[PostGroup, ...]:
    """Return the groups of posts, the most engaging first; posts whose group is unknown are left out."""
    gathered: dict[str, list[tuple[int, int]]] = {}
    for row in _rows():
        name = _NAMES[by].get(row[_COLUMNS[by]])
        if name:
            reached, acted = int(row["Lifetime Post Total Reach"]), int(row["Lifetime Engaged Users"])
            gathered.setdefault(name, []).append((reached, acted))
    groups = [_group(name, posts) for name, posts in gathered.items()]
    return tuple(sorted(groups, key=lambda group: -group.engagement))


def _group(name: str, posts: Sequence[tuple[int, int]]) -> PostGroup:
    reached = [reach for reach, _ in posts]
    shares = [acted / reach for reach, acted in posts]
    return PostGroup(
        name,
        len(posts),
        median(reached),
        median(shares),
        _interval(reached),
        _interval(shares),
        sum(acted for _, acted in posts) / sum(reached),
    )


def _interval(values: Sequence[float]) -> tuple[float, float] | None:
    found = stats.median_interval(values)
    return found[1:] if found else None


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    path = data_path("audience", "publications_uci_2014.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
