"""Fictional videos with faulty captions, one per case and one for any trade, to be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field, PlainValidator

from tpelib.base import french
from tpelib.base.data import Shown, read_data
from tpelib.domain.captions.cues import Cue
from tpelib.domain.captions.files import read

__all__ = ["Example", "example_for", "examples"]


def _cues(written: str) -> tuple[Cue, ...]:
    return read(french.typography(written))


def _ranked(words: Mapping[str, str]) -> Mapping[int, str]:
    """Return words by their position from 0; the file counts from 1."""
    return {int(rank) - 1: french.typography(text) for rank, text in words.items()}


@dataclass(frozen=True, slots=True)
class Example:
    """A faulty set of captions.

    Parameters
    ----------
    case : str
        Id of the fictional business it was written for; empty for the one that suits any trade.
    video : str
        What is seen, in French.
    cues : tuple of Cue
        The captions, as written.
    words : mapping
        Position, from 0, to one way of writing again what no calculation can mend.
    """

    case: str
    video: Shown
    cues: Annotated[tuple[Cue, ...], Field(alias="captions"), PlainValidator(_cues)]
    words: Annotated[Mapping[int, str], PlainValidator(_ranked)]

    @property
    def rewritten(self) -> tuple[Cue, ...]:
        """The captions with those words written again; times and lines are still to be put in order."""
        return tuple(replace(cue, text=self.words.get(rank, cue.text)) for rank, cue in enumerate(self.cues))


def examples() -> tuple[Example, ...]:
    """Return the faulty sets of captions, in the order of the file."""
    return read_data(tuple[Example, ...], "publications", "sous_titres.toml", at="example")


def example_for(case: str) -> Example:
    """Return the example of a fictional business; the one that suits any trade for anything else."""
    found = {example.case: example for example in examples()}
    return found.get(case, found[""])
