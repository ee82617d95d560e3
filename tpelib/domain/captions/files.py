"""Caption files: read as people bring them, written as players and networks want them, and told as a text."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.html import NOTHING, as_typed, element, joined, set_text
from tpelib.base.look import inline_style
from tpelib.base.spreadsheets import UnreadableTableError, text_of
from tpelib.domain.captions.cues import Cue, time_text

__all__ = ["MAX_CUE_SIGNS", "read", "to_srt", "to_transcript", "to_transcript_page", "to_vtt"]

_MAX_CUES = 2000
MAX_CUE_SIGNS = 2000
_MAX_BYTES = 2_000_000
_NOTHING = french.typography(
    "Ce fichier ne contient pas de sous-titre lisible : chaque sous-titre commence par une ligne comme "
    "« 00:00:01,000 --> 00:00:03,000 »."
)
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TAG = re.compile(r"<[^<>\n]{0,200}>")
_SPEAKER = re.compile(r"^\s*<v(?:\.[^ >]+)?\s+([^>]+)>|^\s*[-–—]?\s*([A-ZÀ-Þ][A-ZÀ-Þ’' -]{1,24})\s?:\s", re.M)


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
    try:
        text = data if isinstance(data, str) else text_of(data)
    except UnreadableTableError:
        raise TpeError(_NOTHING) from None
    lines = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    starts = [index for index, line in enumerate(lines) if _TIMING.match(line)]
    if not starts:
        raise TpeError(_NOTHING)
    if len(starts) > _MAX_CUES:
        raise TpeError(
            f"Ce fichier compte plus de {french.number(_MAX_CUES)} sous-titres : coupez-le en parties."
        )
    return tuple(
        _cue(lines, start, stop) for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True)
    )


def to_srt(cues: Sequence[Cue]) -> bytes:
    """Return a SubRip file (UTF-8); who speaks stands in capitals before what is said."""
    blocks = []
    for rank, cue in enumerate(cues, 1):
        who = f"{_name(cue).upper()} : " if cue.speaker else ""
        said = _said(cue).replace("-->", "→")
        blocks.append(f"{rank}\n{_stamp(cue.start, ',')} --> {_stamp(cue.end, ',')}\n{who}{said}\n")
    return "\n".join(blocks).encode()


def to_vtt(cues: Sequence[Cue]) -> bytes:
    """Return a WebVTT file (UTF-8), its text escaped."""
    blocks = ["WEBVTT\n"]
    for cue in cues:
        voice = f"<v {html.escape(_name(cue), quote=False)}>" if cue.speaker else ""
        said = html.escape(_said(cue), quote=False)
        blocks.append(f"{_stamp(cue.start, '.')} --> {_stamp(cue.end, '.')}\n{voice}{said}\n")
    return "\n".join(blocks).encode()


def to_transcript(cues: Sequence[Cue]) -> str:
    """Return what is said as a text: a paragraph each time the speaker changes."""
    told = [f"{who} : {said}" if who else said for _, who, said in _paragraphs(cues)]
    return french.typography("\n\n".join(told))


def to_transcript_page(cues: Sequence[Cue], title: str) -> str:
    """Return what is said as a whole accessible page (HTML): who speaks in words, the moment of each paragraph."""
    told = joined(_paragraph(*one) for one in _paragraphs(cues))
    return (
        '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{set_text(title)}</title>{inline_style('tpelib.domain.captions', 'transcript.css')}</head>"
        f"<body><main><h1>{set_text(title)}</h1>\n{told}</main></body></html>\n"
    )


def _paragraph(start: float, who: str, said: str) -> Markup:
    moment = element("time", as_typed(time_text(start)))
    named = element("strong", set_text(who), as_typed(" :")) if who else NOTHING
    space = as_typed(" " if who else "")
    return joined((element("p", moment, as_typed(" "), named, space, set_text(said)), as_typed("\n")))


def _paragraphs(cues: Sequence[Cue]) -> list[tuple[float, str, str]]:
    """Return (moment, who, what is said), one each time the speaker changes."""
    found: list[tuple[float, str, list[str]]] = []
    for cue in cues:
        said = " ".join(cue.text.split())
        if found and cue.speaker in ("", found[-1][1]):
            found[-1][2].append(said)
        else:
            found.append((cue.start, cue.speaker, [said]))
    return [(start, who, " ".join(said)) for start, who, said in found]


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
    if len(raw) > MAX_CUE_SIGNS:
        raise TpeError(f"Un sous-titre compte {french.number(len(raw))} signes : coupez-le en plusieurs.")
    speaker = _SPEAKER.search(raw)
    if speaker and speaker.start() == 0:
        raw = raw[speaker.end() :]
        name = (speaker[1] or speaker[2]).strip()
    else:
        name = ""
    said = html.unescape(_TAG.sub("", raw)).split("\n")
    text = "\n".join(line.strip() for line in said if line.strip())
    return Cue(_seconds(groups[:4]), _seconds(groups[4:]), text, name)


def _seconds(groups: Sequence[str | None]) -> float:
    hours, minutes, seconds, thousandths = groups
    return round(
        int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{thousandths or 0}"),
        3,
    )


def _name(cue: Cue) -> str:
    return " ".join(cue.speaker.split())


def _said(cue: Cue) -> str:
    # A blank line would end the caption there.
    return re.sub(r"\n\s*\n", "\n", cue.text)


def _stamp(seconds: float, mark: str) -> str:
    total = round(seconds * 1000)
    hours, rest = divmod(total, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}{mark}{rest % 1000:03d}"
