"""A name that is not known, and the near ones: what somebody who types a call, and not a form, needs."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from tpelib.base import french
from tpelib.base.words import fold

__all__ = ["expected"]

_FEW = 16
"""Names that one reads at a glance: beyond, only the near ones are told."""


def expected(given: str, known: Collection[str]) -> str:
    """Return the French sentence that says which names could have been meant.

    Parameters
    ----------
    given : str
        What was typed.
    known : collection of str
        The names that are known.

    Returns
    -------
    str
        « Vouliez-vous dire « instagram » ? » when some are near, then all of them when they are few.
    """
    folded = {fold(name): name for name in known}
    near = [folded[name] for name in get_close_matches(fold(str(given)), folded, n=3, cutoff=0.6)]
    told = []
    if near:
        told.append(f"Vouliez-vous dire {french.listing([f'« {name} »' for name in near], 'ou')} ?")
    if len(known) <= _FEW:
        told.append(f"Sont connus : {', '.join(known)}.")
    return " ".join(told)
