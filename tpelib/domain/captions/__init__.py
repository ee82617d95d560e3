"""Captions: SubRip and WebVTT read, checked against reading speeds, corrected, written, told as a transcript.

A learner's file is often a little broken (a comma for a point, no number, an old encoding): what can be read
is read, and the rest is said.
"""

from tpelib.domain.captions.check import (
    KINDS,
    MAX_LINE_SIGNS,
    MAX_LINES,
    CueFault,
    correct,
    faults,
)
from tpelib.domain.captions.cues import (
    Cue,
    comfortable_signs,
    read_time,
    signs,
    time_text,
)
from tpelib.domain.captions.examples import Example, example_for, examples
from tpelib.domain.captions.files import (
    MAX_CUE_SIGNS,
    read,
    to_srt,
    to_transcript,
    to_transcript_page,
    to_vtt,
)

__all__ = [
    "KINDS",
    "MAX_CUE_SIGNS",
    "MAX_LINES",
    "MAX_LINE_SIGNS",
    "Cue",
    "CueFault",
    "Example",
    "comfortable_signs",
    "correct",
    "example_for",
    "examples",
    "faults",
    "read",
    "read_time",
    "signs",
    "time_text",
    "to_srt",
    "to_transcript",
    "to_transcript_page",
    "to_vtt",
]
