"""Captions: SubRip and WebVTT read, checked against reading speeds, corrected, written, told as a transcript.

A learner's file is often a little broken (a comma for a point, no number, an old encoding): what can be read
is read, and the rest is said.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from tpelib import french
from tpelib.errors import TpeError

__all__ = [
    "MAX_LINES",
    "MAX_LINE_SIGNS",
    "Cue",
    "CueFault",
    "comfortable_signs",
    "correct",
    "faults",
    "read",
    "to_srt",
    "to_transcript",
    "to_vtt",
]

MAX_LINES = 2
MAX_LINE_SIGNS = 42
"""Signs on a line that stay on one line of a phone held upright: the course's own rule of thumb."""
TOLERANCE = 0.2
_MIN_SECONDS = 1.0
_MAX_CUES = 2000
_MAX_CUE_SIGNS = 2000
_MAX_BYTES = 2_000_000
_CHARTER = ((0.0, 0), (1.0, 12), (2.0, 20), (3.0, 36), (4.0, 60))
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_TAG = re.compile(r"<[^<>\n]{0,200}>")
_SPEAKER = re.compile(r"^\s*<v(?:\.[^ >]+)?\s+([^>]+)>|^\s*[-–—]?\s*([A-ZÀ-Þ][A-ZÀ-Þ’' -]{1,24})\s?:\s", re.M)


_Kind = Literal["speed", "lines", "width", "overlap", "order", "speaker", "empty"]


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


@dataclass(frozen=True, slots=True)
class CueFault:
    """What a caption has that hinders reading: its position, from 0, and a French sentence."""

    position: int
    kind: _Kind
    text: str


def comfortable_signs(seconds: float) -> float:
    """Return how many signs are read at ease in a duration.

    Notes
    -----
    French charter of captions for deaf viewers (2011): 12 signs in 1 s, 20 in 2 s, 36 in 3 s, 60 in 4 s, with
    a tolerance of 20 %. Straight lines between them; 15 signs a second beyond.
    """
    if seconds >= 4:
        return 60 + 15 * (seconds - 4)
    for (low, few), (high, many) in pairwise(_CHARTER):
        if seconds <= high:
            return few + (many - few) * (max(seconds, 0) - low) / (high - low)
    raise AssertionError("the charter covers up to four seconds")


def read(data: bytes | str) -> tuple[Cue, ...]:
    """Read an SRT or VTT file, or what was typed in that form.

    Raises
    ------
    TpeError
        There is no caption in it, more than two thousand, one as long as a page, or more than 2 MB.
    """
    if len(data) > _MAX_BYTES:
        raise TpeError(
            french.typography("Ce fichier dépasse 2 Mo : un fichier de sous-titres est bien plus petit.")
        )
    text = data if isinstance(data, str) else _decoded(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [index for index, line in enumerate(lines) if _TIMING.match(line)]
    if not starts:
        raise TpeError(
            french.typography(
                "Ce fichier ne contient pas de sous-titre lisible : chaque sous-titre commence par une ligne comme "
                "« 00:00:01,000 --> 00:00:03,000 »."
            )
        )
    if len(starts) > _MAX_CUES:
        raise TpeError(
            f"Ce fichier compte plus de {french.number(_MAX_CUES)} sous-titres : coupez-le en parties."
        )
    return tuple(
        _cue(lines, start, stop) for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True)
    )


def faults(cues: Sequence[Cue]) -> tuple[CueFault, ...]:
    """Return what hinders the reading of captions, one by one, in their order."""
    found: list[CueFault] = []
    for position, cue in enumerate(cues):
        before = cues[position - 1] if position else None
        found += [
            CueFault(position, kind, french.typography(f"Sous-titre {position + 1} : {told}"))
            for kind, told in _faults_of(cue, before)
        ]
    return tuple(found)


def correct(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Return captions put in order: sorted, lines broken again, no overlap, longer where there is room.

    What is still too quick to read has to be shortened by who wrote it: no word is ever removed.
    """
    ordered = sorted((cue for cue in cues if cue.text.strip()), key=lambda cue: cue.start)
    done: list[Cue] = []
    for position, cue in enumerate(ordered):
        limit = ordered[position + 1].start if position + 1 < len(ordered) else math.inf
        wanted = cue.start + max(_MIN_SECONDS, _seconds_for(_signs(cue.text)), cue.end - cue.start)
        end = min(wanted, limit) if limit > cue.start else wanted
        done.append(replace(cue, end=round(end, 3), text=_broken(cue.text)))
    return tuple(done)


def to_srt(cues: Sequence[Cue]) -> bytes:
    """Return a SubRip file (UTF-8)."""
    blocks = [
        f"{rank}\n{_stamp(cue.start, ',')} --> {_stamp(cue.end, ',')}\n{_spoken(cue)}\n"
        for rank, cue in enumerate(cues, 1)
    ]
    return "\n".join(blocks).encode()


def to_vtt(cues: Sequence[Cue]) -> bytes:
    """Return a WebVTT file (UTF-8), its text escaped."""
    blocks = ["WEBVTT\n"]
    for cue in cues:
        said = html.escape(cue.text, quote=False)
        voice = f"<v {html.escape(cue.speaker, quote=False)}>" if cue.speaker else ""
        blocks.append(f"{_stamp(cue.start, '.')} --> {_stamp(cue.end, '.')}\n{voice}{said}\n")
    return "\n".join(blocks).encode()


def to_transcript(cues: Sequence[Cue]) -> str:
    """Return what is said as a text: a paragraph each time the speaker changes."""
    paragraphs: list[tuple[str, list[str]]] = []
    for cue in cues:
        said = " ".join(cue.text.split())
        if paragraphs and cue.speaker in ("", paragraphs[-1][0]):
            paragraphs[-1][1].append(said)
        else:
            paragraphs.append((cue.speaker, [said]))
    told = [f"{who} : {' '.join(said)}" if who else " ".join(said) for who, said in paragraphs]
    return french.typography("\n\n".join(told))


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _cue(lines: Sequence[str], start: int, stop: int) -> Cue:
    match = _TIMING.match(lines[start])
    if match is None:
        raise AssertionError("a caption starts at its timing")
    groups = match.groups()
    body = list(lines[start + 1 : stop])
    for index, line in enumerate(body):
        if not line.strip():
            # A blank line ends the caption; what follows is the number or the name of the next one.
            body = body[:index]
            break
    else:
        if stop < len(lines) and body and body[-1].strip().isdigit():
            body.pop()
    raw = "\n".join(line.strip() for line in body)
    if len(raw) > _MAX_CUE_SIGNS:
        raise TpeError(f"Un sous-titre compte {french.number(len(raw))} signes : coupez-le en plusieurs.")
    speaker = _SPEAKER.search(raw)
    if speaker and speaker.start() == 0:
        raw = raw[speaker.end() :]
        name = (speaker[1] or speaker[2]).strip()
    else:
        name = ""
    return Cue(_seconds(groups[:4]), _seconds(groups[4:]), html.unescape(_TAG.sub("", raw)).strip(), name)


def _seconds(groups: Sequence[str | None]) -> float:
    hours, minutes, seconds, thousandths = groups
    return round(
        int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{thousandths or 0}"),
        3,
    )


def _signs(text: str) -> int:
    return len(" ".join(text.split()))


def _seconds_for(signs: int) -> float:
    """Return the time in which so many signs are read at ease: the inverse of :func:`comfortable_signs`."""
    if signs > 60:
        return 4 + (signs - 60) / 15
    for (low, few), (high, many) in pairwise(_CHARTER):
        if signs <= many:
            return low + (high - low) * (signs - few) / (many - few)
    raise AssertionError("the charter covers up to sixty signs")


def _faults_of(cue: Cue, before: Cue | None) -> list[tuple[_Kind, str]]:
    if not cue.text:
        return [("empty", "il est vide : retirez-le.")]
    found: list[tuple[_Kind, str]] = []
    lasts, signs, lines = cue.end - cue.start, _signs(cue.text), cue.text.split("\n")
    if lasts <= 0:
        found.append(("order", "il finit avant de commencer : corrigez ses temps."))
    elif signs > comfortable_signs(lasts) * (1 + TOLERANCE):
        found.append(
            (
                "speed",
                f"{signs} signes en {french.number(lasts, 1)} s, c'est trop rapide : on en lit "
                f"{french.number(comfortable_signs(lasts), 0)} à l'aise. Gardez-le plus longtemps, ou raccourcissez.",
            )
        )
    if len(lines) > MAX_LINES:
        found.append(("lines", f"{len(lines)} lignes : gardez-en {MAX_LINES} au plus."))
    widest = max(len(line) for line in lines)
    if widest > MAX_LINE_SIGNS:
        found.append(
            ("width", f"une ligne de {widest} signes : coupez-la vers {MAX_LINE_SIGNS}, entre deux idées.")
        )
    if before and cue.start < before.start:
        found.append(("order", "il commence avant le précédent : remettez-les dans l'ordre."))
    elif before and cue.start < before.end:
        found.append(("overlap", "il commence avant la fin du précédent : les deux se chevauchent."))
    if len(lines) > 1 and len(re.findall(r"(?m)^\s*[-–—]\s*\S", cue.text)) == 1:
        found.append(
            ("speaker", "un seul tiret : quand deux personnes parlent, mettez-en un devant chacune.")
        )
    return found


def _broken(text: str) -> str:
    """Return a text on one or two lines of near lengths; more than two only when words cannot fit."""
    lines = text.split("\n")
    if len(lines) <= MAX_LINES and all(len(line) <= MAX_LINE_SIGNS for line in lines):
        return text
    words = text.split()
    whole = " ".join(words)
    if len(whole) <= MAX_LINE_SIGNS or len(words) < 2:
        return whole
    cut = min(range(1, len(words)), key=lambda rank: abs(2 * len(" ".join(words[:rank])) - len(whole)))
    return f"{' '.join(words[:cut])}\n{' '.join(words[cut:])}"


def _spoken(cue: Cue) -> str:
    # A blank line would end the caption there.
    said = re.sub(r"\n\s*\n", "\n", cue.text)
    return f"{cue.speaker.upper()} : {said}" if cue.speaker else said


def _stamp(seconds: float, mark: str) -> str:
    total = round(seconds * 1000)
    hours, rest = divmod(total, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}{mark}{rest % 1000:03d}"
