"""What hinders the reading of captions, and what of it can be mended without touching a word."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from tpelib.base import french
from tpelib.domain.captions.cues import (
    Cue,
    comfortable_seconds,
    comfortable_signs,
    signs,
)

__all__ = ["KINDS", "MAX_LINES", "MAX_LINE_SIGNS", "CueFault", "correct", "faults"]

MAX_LINES = 2
MAX_LINE_SIGNS = 42
"""Signs on a line that stay on one line of a phone held upright: the course's own rule of thumb."""
TOLERANCE = 0.2
_MIN_SECONDS = 1.0
_LEAST_PIECE = 0.5
"""Seconds below which a piece of a caption cut in two would only flash: it stays whole then."""
_ONE_DASH = re.compile(r"(?m)^\s*[-–—]\s*\S")
_TWO_ON_A_LINE = re.compile(r"(?m)^\s*[-–—]\s*\S.{0,200}?[.!?…][^\S\n]+[-–—]\s*\S")

Kind = Literal["speed", "lines", "width", "overlap", "order", "speaker", "empty"]

KINDS: Mapping[Kind, str] = {
    "speed": "trop rapide à lire",
    "lines": "trop de lignes",
    "width": "une ligne trop longue",
    "overlap": "chevauche le précédent",
    "order": "temps à l'envers",
    "speaker": "on ne sait pas qui parle",
    "empty": "vide",
}
"""What can be wrong with a caption, in a few French words."""


@dataclass(frozen=True, slots=True)
class CueFault:
    """What a caption has that hinders reading: its position, from 0, its kind, and a French sentence."""

    position: int
    kind: Kind
    text: str

    @property
    def numbered(self) -> str:
        """The sentence with the number of the caption before it: ``Sous-titre 3. …``."""
        return f"Sous-titre {self.position + 1}. {self.text}"


def faults(cues: Sequence[Cue]) -> tuple[CueFault, ...]:
    """Return what hinders the reading of captions, one by one, in their order."""
    found: list[CueFault] = []
    for position, cue in enumerate(cues):
        before = cues[position - 1] if position else None
        found += [
            CueFault(position, kind, french.typography(told[:1].upper() + told[1:]))
            for kind, told in _faults_of(cue, before)
        ]
    return tuple(found)


def _faults_of(cue: Cue, before: Cue | None) -> list[tuple[Kind, str]]:
    if not cue.text.strip():
        return [("empty", "il est vide : retirez-le.")]
    return [*_timing(cue, before), *_shape(cue)]


def _timing(cue: Cue, before: Cue | None) -> list[tuple[Kind, str]]:
    found: list[tuple[Kind, str]] = []
    lasts, count = cue.end - cue.start, signs(cue.text)
    if lasts <= 0:
        found.append(("order", "il finit avant de commencer : corrigez ses temps."))
    elif count > comfortable_signs(lasts) * (1 + TOLERANCE):
        found.append(
            (
                "speed",
                f"{count} signes en {french.number(round(lasts, 1))} s, c'est trop rapide : on en lit "
                f"{french.number(comfortable_signs(lasts), 0)} à l'aise. Gardez-le plus longtemps, ou raccourcissez.",
            )
        )
    if before and cue.start < before.start:
        found.append(("order", "il commence avant le précédent : remettez-les dans l'ordre."))
    elif before and cue.start < before.end:
        found.append(("overlap", "il commence avant la fin du précédent : les deux se chevauchent."))
    return found


def _shape(cue: Cue) -> list[tuple[Kind, str]]:
    found: list[tuple[Kind, str]] = []
    lines = cue.text.split("\n")
    if len(lines) > MAX_LINES:
        found.append(("lines", f"{len(lines)} lignes : gardez-en {MAX_LINES} au plus."))
    widest = max(len(line) for line in lines)
    if widest > MAX_LINE_SIGNS:
        found.append(
            ("width", f"une ligne de {widest} signes : coupez-la vers {MAX_LINE_SIGNS}, entre deux idées.")
        )
    if len(lines) > 1 and len(_ONE_DASH.findall(cue.text)) == 1:
        found.append(
            ("speaker", "un seul tiret : quand deux personnes parlent, mettez-en un devant chacune.")
        )
    elif _TWO_ON_A_LINE.search(cue.text):
        found.append(
            ("speaker", "deux personnes sur une même ligne : donnez à chacune sa ligne et son tiret.")
        )
    return found


def correct(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Return captions put in order: sorted, cut where they are too long, no overlap, longer where there is room.

    What is still too quick to read has to be shortened by who wrote it: no word is ever removed. Who speaks
    is not guessed either.
    """
    ordered = sorted((cue for cue in cues if cue.text.strip()), key=lambda cue: cue.start)
    done: list[Cue] = []
    stretched = _stretched(ordered)
    for cue, after in zip_longest(stretched, stretched[1:]):
        done += _pieces(cue, after.start if after else math.inf)
    return tuple(_stretched(done))


def _stretched(cues: Sequence[Cue]) -> list[Cue]:
    """Return captions that last as long as they need, to the next tenth, as far as the next one lets them."""
    done = []
    for position, cue in enumerate(cues):
        limit = cues[position + 1].start if position + 1 < len(cues) else math.inf
        needed = cue.start + max(_MIN_SECONDS, comfortable_seconds(signs(cue.text)))
        wanted = max(cue.end, math.ceil(round(10 * needed, 3)) / 10)
        end = min(wanted, limit) if limit > cue.start else wanted
        done.append(replace(cue, end=round(end, 3)))
    return done


def _pieces(cue: Cue, limit: float) -> list[Cue]:
    """Return a caption as several of two lines at most, each with its share of the time.

    One that would only flash in pieces, or begins together with the next (at ``limit``, in seconds), stays whole.
    """
    texts = _two_lines(cue.text)
    if len(texts) == 1:
        return [replace(cue, text=texts[0])]
    lasts, total = cue.end - cue.start, sum(len(text) for text in texts)
    if lasts < _LEAST_PIECE * len(texts) or cue.end > limit:
        return [replace(cue, text=_balanced(cue.text))]
    pieces, said = [], 0
    for text in texts:
        start = cue.start + lasts * said / total
        said += len(text)
        end = cue.start + lasts * said / total
        pieces.append(replace(cue, start=round(start, 2), end=round(end, 2), text=text))
    return pieces


def _two_lines(text: str) -> list[str]:
    """Return a text as pieces of two lines at most; a word longer than a line stays whole."""
    lines = text.split("\n")
    if len(lines) <= MAX_LINES and all(len(line) <= MAX_LINE_SIGNS for line in lines):
        return [text]
    balanced = _balanced(text)
    wrapped = textwrap.wrap(
        " ".join(_words(text)), MAX_LINE_SIGNS, break_long_words=False, break_on_hyphens=False
    )
    if len(wrapped) <= MAX_LINES or max(len(line) for line in balanced.split("\n")) <= MAX_LINE_SIGNS:
        return [balanced]
    return ["\n".join(wrapped[rank : rank + MAX_LINES]) for rank in range(0, len(wrapped), MAX_LINES)]


def _balanced(text: str) -> str:
    """Return a text on one line, or on two of near lengths."""
    words = _words(text)
    whole = " ".join(words)
    if len(whole) <= MAX_LINE_SIGNS or len(words) < 2:
        return whole
    cut = min(range(1, len(words)), key=lambda rank: abs(2 * len(" ".join(words[:rank])) - len(whole)))
    return f"{' '.join(words[:cut])}\n{' '.join(words[cut:])}"


def _words(text: str) -> list[str]:
    """Return what may be parted by the end of a line: a mark stays with the word before its no-break space."""
    return [word for part in re.split(r"[ \t\n]+", text) if (word := part.strip())]
