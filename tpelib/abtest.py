"""Two versions of a post compared: what the figures allow one to say, in words."""

from __future__ import annotations

from dataclasses import dataclass

from tpelib import french, stats
from tpelib.errors import DomainError

__all__ = ["LEVEL", "Comparison", "compare"]

LEVEL = 0.05
"""Chance of being wrong that is accepted when a difference is said to be real."""
_FEW = 5
"""Expected count below which the test is not to be trusted (Cochran, *Biometrics* 10, 1954)."""


@dataclass(frozen=True, slots=True)
class Comparison:
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


def compare(successes_a: float, trials_a: float, successes_b: float, trials_b: float) -> Comparison:
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
    return Comparison(first, second, p, verdict, needed, _sentence(first, second, p, verdict, needed))


def _verdict(first: float, second: float, p: float | None, expected: float) -> str:
    if p is None or expected < _FEW:
        return "few"
    if p >= LEVEL:
        return "unknown"
    return "a" if first > second else "b"


def _sentence(first: float, second: float, p: float | None, verdict: str, needed: int | None) -> str:
    shares = f"{french.percent(first, 1)} pour A, {french.percent(second, 1)} pour B"
    more = (
        f" Pour trancher un tel écart, montrez chaque version à {french.number(needed)} personnes environ."
        if needed
        else ""
    )
    if verdict == "few" or p is None:
        told = f"{shares} : il y a trop peu d'actions pour comparer.{more}"
    elif verdict == "unknown":
        told = (
            f"{shares} : on ne peut pas dire laquelle est la meilleure. Un tel écart arrive par hasard "
            f"{french.number(100 * p, 0)} fois sur 100.{more}"
        )
    else:
        told = (
            f"{shares} : la version {verdict.upper()} fait mieux. Un tel écart par hasard seul arriverait moins de "
            f"{french.number(max(1, -(-100 * p // 1)), 0)} fois sur 100. Cela vaut pour ce public et ces jours-là."
        )
    return french.typography(told)
