"""Choosing who speaks for a shop: marks whose rule is open, signs that call for a question, the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tpelib.base import french
from tpelib.base.data import Shown, read_data
from tpelib.base.errors import DomainError

__all__ = [
    "CRITERIA",
    "SCALE",
    "SIGNALS",
    "Influencer",
    "Size",
    "benchmark_line",
    "contract_threshold",
    "marks",
    "needs_contract",
    "profiles",
    "signals",
    "size_of",
    "usual_choice",
]

SCALE = 5
CRITERIA: Mapping[str, str] = {
    "target": "Ses abonnés sont ma cible",
    "engagement": "On réagit, pour sa taille",
    "local": "Ses abonnés sont dans ma zone",
    "cost": "Une réaction me coûte peu",
    "said": "Ses partenariats sont annoncés",
}
SIGNALS: Mapping[str, str] = {
    "low": "On réagit bien moins que chez les autres de cette taille",
    "high": "On réagit bien plus que chez les autres de cette taille",
    "gained": "Beaucoup d'abonnés gagnés en un mois",
    "repeated": "Des commentaires qui se ressemblent",
    "away": "Beaucoup d'abonnés hors de France",
}
"""Signs, never a proof: a video that made the news gives some of them too."""

Said = Literal["always", "sometimes", "never"]


@dataclass(frozen=True, slots=True)
class Size:
    """A class of size: from its name to the reactions per 100 followers that are usual in it (low, high)."""

    key: str
    name: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Influencer:
    """Somebody who may speak for a shop.

    Parameters
    ----------
    name, network : str
        Who, where.
    followers, reactions : float
        People who follow; mean reactions to a post.
    price : float
        Euros, VAT excluded, for a post, gifts included.
    said : str
        ``always``, ``sometimes`` or ``never``: are partnerships told?
    target, local, away, repeated : float
        % of the followers in the target, in the area, out of France; % of comments that look alike.
    gained : float
        Followers gained in the last month.
    """

    name: Shown
    network: str
    followers: float
    reactions: float
    price: float
    said: str
    target: float
    local: float
    gained: float
    repeated: float
    away: float

    def __post_init__(self) -> None:
        if self.followers <= 0 or self.reactions < 0 or self.price < 0:
            raise DomainError(
                "Donnez un nombre d’abonnés positif, et des réactions et un prix qui le soient."
            )

    @property
    def engagement(self) -> float:
        """Reactions to a post per 100 followers."""
        return 100 * self.reactions / self.followers

    @property
    def cost_per_reaction(self) -> float | None:
        """Euros for one person who reacts; ``None`` when nobody does."""
        return self.price / self.reactions if self.reactions > 0 else None


def size_of(followers: float) -> Size:
    """Return the class of size of a profile (the course's own bounds)."""
    for item in _benchmarks()["size"]:
        if followers < item.get("below", float("inf")):
            low, high = item["engagement"]
            return Size(item["key"], french.typography(item["name"]), low, high)
    raise DomainError("Donnez un nombre d’abonnés.")


def marks(candidate: Influencer) -> Mapping[str, float]:
    """Return the marks of a profile, from 0 to :data:`SCALE`, one per criterion of :data:`CRITERIA`.

    Notes
    -----
    The course's own rules, written in ``data/influenceurs/reperes.toml``. Target and area: the share of
    followers, 5 from 60 %. Engagement: 0 at none, 2 at the low end of the size, 5 at its high end; 3 when it is
    beyond twice that end, for then it is to be explained. Cost of a reaction: 5 up to 0.25 €, 0 from 2.50 €,
    straight in between.
    """
    rule = _benchmarks()["marks"]
    cheap, dear = rule["cheap"], rule["dear"]
    cost = candidate.cost_per_reaction
    return {
        "target": _clip(SCALE * candidate.target / rule["full_share"]),
        "engagement": _engagement_mark(candidate),
        "local": _clip(SCALE * candidate.local / rule["full_share"]),
        "cost": 0.0 if cost is None else _clip(SCALE * (dear - cost) / (dear - cheap)),
        "said": float(rule["said"].get(candidate.said, 0)),
    }


def _engagement_mark(candidate: Influencer) -> float:
    size, rate = size_of(candidate.followers), candidate.engagement
    if rate > _benchmarks()["signals"]["high_factor"] * size.high:
        return 3.0
    if rate < size.low:
        return 2 * rate / size.low
    return _clip(2 + 3 * (rate - size.low) / (size.high - size.low))


def _clip(value: float) -> float:
    return max(0.0, min(float(SCALE), value))


def signals(candidate: Influencer) -> tuple[str, ...]:
    """Return the signs (keys of :data:`SIGNALS`) that call for a question before paying. None is a proof."""
    rule = _benchmarks()["signals"]
    size, rate = size_of(candidate.followers), candidate.engagement
    before = max(1.0, candidate.followers - candidate.gained)
    seen = {
        "low": rate < rule["low_factor"] * size.low,
        "high": rate > rule["high_factor"] * size.high,
        "gained": 100 * candidate.gained / before > rule["gained"],
        "repeated": candidate.repeated > rule["repeated"],
        "away": candidate.away > rule["away"],
    }
    return tuple(key for key in SIGNALS if seen[key])


def contract_threshold() -> float:
    """Return the euros a year, VAT excluded, from which the contract is written (décret n° 2025-1137)."""
    return float(_benchmarks()["contract"]["threshold"])


def needs_contract(payments: Sequence[float]) -> bool:
    """Return True when money and gifts of a year to one person, for one aim, reach the threshold."""
    return sum(payments) >= contract_threshold()


def benchmark_line() -> str:
    """Return the « Source : … » line of the benchmarks."""
    found = _benchmarks()
    verified: date = found["verified_on"]
    return french.typography(f"Source : {found['source']}, {verified.year}.")


def profiles(case_id: str) -> tuple[Influencer, ...]:
    """Return the fictional profiles of a case."""
    return _known(case_id).profiles


def usual_choice(case_id: str) -> Mapping[str, Any]:
    """Return how the fictional business decides: ``posts`` a year, and ``why`` in words."""
    return _known(case_id).choice


@dataclass(frozen=True, slots=True)
class _Known:
    """A case in the file of profiles."""

    choice: Mapping[str, Any]
    profiles: tuple[Influencer, ...]


def _known(case_id: str) -> _Known:
    return read_data(dict[str, _Known], "influenceurs", "profils.toml")[case_id]


def _benchmarks() -> Mapping[str, Any]:
    return read_data(dict[str, Any], "influenceurs", "reperes.toml")
