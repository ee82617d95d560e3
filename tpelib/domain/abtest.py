"""Two versions of a post compared: what the figures allow one to say, in words."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from tpelib.base import french, stats
from tpelib.base.errors import DomainError

__all__ = ["LEVEL", "ABComparison", "Trial", "by_chance", "compare", "invented_trial"]

LEVEL = 0.05
"""Chance of being wrong that is accepted when a difference is said to be real."""
_FEW = 5
"""Expected count below which the test is not to be trusted (Cochran, *Biometrics* 10, 1954)."""


_RATIOS = (0.65, 0.8, 0.95, 1.1, 1.3, 1.6)
"""How much better B does than A in an invented trial."""
_SIZES = (1.0, 0.5, 1.0, 0.02, 1.0, 0.5)
"""Share of the views that an invented trial uses: some are too small to say anything."""
_DRAW = 27
"""Which draw: the one in which the six cases of the course meet every verdict."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Two versions shown to different people: how many saw each, how many acted."""

    views_a: int
    clicks_a: int
    views_b: int
    clicks_b: int


def invented_trial(key: str, views: float, rate: float) -> Trial:
    """Return a trial invented for practice, always the same for the same key.

    Parameters
    ----------
    key : str
        What it is drawn from (the id of a case, a name).
    views : float
        People who would see the two versions in all.
    rate : float
        Share of them who would act, in (0, 1).
    """
    drawn = sha256(f"{key} {_DRAW}".encode()).digest()
    size = max(60.0, views * _SIZES[drawn[0] % len(_SIZES)] / 2)
    views_a = 10 * round(size / 10)
    views_b = 10 * round(size * (0.95 + (drawn[1] % 11) / 100) / 10)
    clicks_a = round(views_a * rate)
    clicks_b = round(views_b * rate * _RATIOS[drawn[2] % len(_RATIOS)])
    return Trial(views_a, min(views_a, max(1, clicks_a)), views_b, min(views_b, max(1, clicks_b)))


@dataclass(frozen=True, slots=True)
class ABComparison:
    """What a comparison tells.

    Parameters
    ----------
    first, second : float
        The two shares.
    p : float or None
        Chance of a gap this wide if both versions were worth the same; ``None`` when it cannot be computed.
    verdict : str
        ``a``, ``b``, ``unknown`` or ``few``.
    needed : int or None
        People each version would need to tell these two shares apart (power 80 %); ``None`` when they are
        equal, or one is 0 or 100 %.
    sentence : str
        What can be concluded, in French.
    """

    first: float
    second: float
    p: float | None
    verdict: str
    needed: int | None
    sentence: str


def compare(successes_a: float, trials_a: float, successes_b: float, trials_b: float) -> ABComparison:
    """Compare two versions by the shares of people who acted.

    Raises
    ------
    DomainError
        More successes than people, or nobody saw a version.
    """
    for successes, trials in ((successes_a, trials_a), (successes_b, trials_b)):
        if not (trials > 0 and 0 <= successes <= trials):
            raise DomainError(
                "Pour chaque version, donnez combien de personnes l’ont vue, et combien ont agi : jamais plus."
            )
    first, second = successes_a / trials_a, successes_b / trials_b
    try:
        p: float | None = stats.two_proportions(successes_a, trials_a, successes_b, trials_b).p
    except DomainError:
        p = None
    try:
        needed: int | None = stats.sample_size_per_arm(first, second)
    except DomainError:
        needed = None
    pooled = (successes_a + successes_b) / (trials_a + trials_b)
    verdict = _verdict(first, second, p, min(pooled, 1 - pooled) * min(trials_a, trials_b))
    return ABComparison(first, second, p, verdict, needed, _sentence(first, second, p, verdict, needed))


def by_chance(p: float) -> str:
    """Return in words what a p-value is: how often two equal versions would differ as much, or more."""
    often = 100 * p
    if often < 0.1:
        told = "moins d'une fois sur 1 000"
    elif often < 1:
        told = f"{french.number(10 * often, 0)} fois sur 1 000"
    else:
        told = f"{french.number(often, 1 if often < 10 else 0)} fois sur 100"
    return french.typography(
        f"Si les deux se valaient, un écart aussi grand, ou plus, arriverait quand même {told}."
    )


def _verdict(first: float, second: float, p: float | None, expected: float) -> str:
    if p is None or expected < _FEW:
        return "few"
    if p >= LEVEL:
        return "unknown"
    return "a" if first > second else "b"


def _sentence(first: float, second: float, p: float | None, verdict: str, needed: int | None) -> str:
    digits = 1 if max(first, second) >= 0.1 else 2
    shares = f"{french.percent(first, digits)} pour A, {french.percent(second, digits)} pour B"
    more = (
        f" Pour trancher un tel écart, montrez chaque version à {french.number(needed)} personnes environ."
        if needed
        else ""
    )
    if verdict == "few" or p is None:
        few = (
            "presque tout le monde a agi, il n'y a pas de quoi"
            if min(first, second) > 0.5
            else "il y a trop peu d'actions pour"
        )
        told = f"{shares} : {few} comparer.{more}"
    elif verdict == "unknown":
        told = f"{shares} : on ne peut pas dire laquelle est la meilleure. {by_chance(p)}{more}"
    else:
        told = (
            f"{shares} : la version {verdict.upper()} fait mieux. {by_chance(p)} Cela vaut pour ce public et ces "
            "jours-là."
        )
    return french.typography(told)
