"""How far two assessors agree: gaps, exact agreement, quadratic weighted kappa."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.engine import rubric

__all__ = ["Agreement", "agreement", "weighted_kappa"]

Pair = tuple[int, int]
_WORDS = (
    (0.0, "nul"),
    (0.2, "très faible"),
    (0.4, "faible"),
    (0.6, "moyen"),
    (0.8, "fort"),
    (1.0, "presque parfait"),
)
"""Kappa at most, and the word for it."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What pairs of levels say.

    Parameters
    ----------
    pairs : int
        Works graded by two assessors.
    same, near : int
        Pairs of one level, pairs one level apart.
    kappa : float or None
        Quadratic weighted kappa; ``None`` when it says nothing.
    """

    pairs: int
    same: int
    near: int
    kappa: float | None

    @property
    def wide(self) -> int:
        """Pairs two levels apart or more."""
        return self.pairs - self.same - self.near

    @property
    def words(self) -> str:
        """The agreement in one sentence."""
        if not self.pairs:
            return "Aucun travail n’a encore été noté par deux évaluateurs."
        told = f"Même niveau {self.same} fois sur {self.pairs}"
        if self.kappa is None:
            return french.typography(f"{told} ; trop peu de niveaux différents pour un kappa.")
        return french.typography(
            f"{told} ; kappa pondéré : {french.number(self.kappa, 2)}, accord {_word(self.kappa)}."
        )


def _word(kappa: float) -> str:
    """Return the usual word for a kappa: J. R. Landis, G. G. Koch, Biometrics 33 (1), 1977, p. 165; a convention."""
    return next(word for most, word in _WORDS if kappa <= most)


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Return the agreement of two assessors over works graded by both.

    Parameters
    ----------
    pairs : sequence of (int, int)
        The level each gave, 0 to 3.
    """
    gaps = [abs(one - other) for one, other in pairs]
    return Agreement(len(gaps), gaps.count(0), gaps.count(1), weighted_kappa(pairs))


def weighted_kappa(pairs: Sequence[Pair], levels: int = rubric.LEVELS) -> float | None:
    r"""Return Cohen's kappa with quadratic weights.

    Parameters
    ----------
    pairs : sequence of (int, int)
        The level each of two assessors gave to the same work, from 0 to ``levels - 1``.
    levels : int
        Number of levels.

    Returns
    -------
    float or None
        1 for perfect agreement, 0 for what chance alone would give, negative below. ``None`` where it is not
        defined: nothing graded, or every level the same.

    Raises
    ------
    DomainError
        A level is out of bounds.

    Notes
    -----
    ``1 - Σ w_ij O_ij / Σ w_ij E_ij`` with ``w_ij = (i - j)²``, ``O`` the counts observed and ``E`` those
    expected from the margins. J. Cohen, « Weighted kappa », Psychological Bulletin 70 (4), 1968, p. 213-220.
    """
    if any(level not in range(levels) for pair in pairs for level in pair):
        raise DomainError(french.typography(f"Un niveau va de 0 à {levels - 1}."))
    first = [sum(one == level for one, _ in pairs) for level in range(levels)]
    second = [sum(other == level for _, other in pairs) for level in range(levels)]
    expected = sum(
        (i - j) ** 2 * first[i] * second[j] for i in range(levels) for j in range(levels)
    )  # times the number of pairs
    if not expected:
        return None
    observed = sum((one - other) ** 2 for one, other in pairs)
    return 1 - observed * len(pairs) / expected
