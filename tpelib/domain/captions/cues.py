"""One caption, its times as people write them, and how much is read in how long."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tpelib.base import french
from tpelib.base.errors import DomainError

__all__ = ["Cue", "comfortable_seconds", "comfortable_signs", "read_time", "signs", "time_text"]

_CHARTER = ((0.0, 0), (1.0, 12), (2.0, 20), (3.0, 36), (4.0, 60))
_BEYOND = 15
"""Signs a second beyond four seconds, where the charter says nothing: the course's own rule, the pace of 60 signs in 4 s."""
_LONGEST = 24 * 3600
_CLOCK = re.compile(
    r"(?:(\d{1,2})\s*[:h]\s*)?(\d{1,4})\s*(?::|min(?:utes?)?|m)\s*(?:(\d{1,2}(?:[.,]\d{1,6})?)\s*s?)?"
)
_SECONDS = re.compile(r"(\d{1,5}(?:[.,]\d{1,6})?)\s*(?:s|sec|secondes?)?")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption.

    Parameters
    ----------
    start, end : float
        Seconds from the start of the video.
    text : str
        One or two lines, without tags.
    speaker : str
        Who speaks, when the file says so.
    """

    start: float
    end: float
    text: str
    speaker: str = ""


def signs(text: str) -> int:
    """Return how many signs there are to read: letters, marks and single spaces."""
    return len(" ".join(text.split()))


def comfortable_signs(seconds: float) -> float:
    """Return how many signs are read at ease in a duration.

    Notes
    -----
    French charter of captions for deaf viewers (2011): 12 signs in 1 s, 20 in 2 s, 36 in 3 s, 60 in 4 s, with
    a tolerance of 20 %. Straight lines between these values, and 15 signs a second beyond, are the course's own rule.
    """
    if seconds >= 4:
        return 60 + _BEYOND * (seconds - 4)
    for (low, few), (high, many) in pairwise(_CHARTER):
        if seconds <= high:
            return few + (many - few) * (max(seconds, 0) - low) / (high - low)
    raise AssertionError("the charter covers up to four seconds")


def comfortable_seconds(count: int) -> float:
    """Return the time in which so many signs are read at ease: the inverse of :func:`comfortable_signs`."""
    if count > 60:
        return 4 + (count - 60) / _BEYOND
    for (low, few), (high, many) in pairwise(_CHARTER):
        if count <= many:
            return low + (high - low) * (count - few) / (many - few)
    raise AssertionError("the charter covers up to sixty signs")


def read_time(text: str) -> float:
    """Read a moment of a video as it is typed: ``3,5``, ``1:03,5``, ``1 min 3 s``, ``00:01:03.500``.

    Returns
    -------
    float
        Seconds, to the millisecond.

    Raises
    ------
    DomainError
        It is no moment of the first twenty-four hours.
    """
    text = text.strip().lower()
    if found := _SECONDS.fullmatch(text):
        total = _decimal(found[1])
    elif (found := _CLOCK.fullmatch(text)) and _decimal(found[3]) < 60:
        total = 3600 * int(found[1] or 0) + 60 * int(found[2]) + _decimal(found[3])
    else:
        total = _LONGEST + 1
    if total > _LONGEST:
        raise DomainError(
            french.typography("Écrivez un moment de la vidéo : 3,5 (secondes), ou 1:03,5 (une minute trois).")
        )
    return round(total, 3)


def time_text(seconds: float) -> str:
    """Write a moment as the course shows it: ``0:03,5``, ``1:02:03``."""
    total = round(seconds * 1000)
    hours, rest = divmod(total, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    part = f"{rest % 1000:03d}".rstrip("0")
    clock = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{clock}:{rest // 1000:02d}{f',{part}' if part else ''}"


def _decimal(text: str | None) -> float:
    return float((text or "0").replace(",", "."))
