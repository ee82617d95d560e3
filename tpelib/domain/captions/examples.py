"""Fictional videos with faulty captions, one per case and one for any trade, to be mended."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from tpelib.base import french
from tpelib.base.resources import data_path
from tpelib.domain.captions.cues import Cue
from tpelib.domain.captions.files import read

__all__ = ["Example", "example_for", "examples"]


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
    video: str
    cues: tuple[Cue, ...]
    words: Mapping[int, str]

    @property
    def rewritten(self) -> tuple[Cue, ...]:
        """The captions with those words written again; times and lines are still to be put in order."""
        return tuple(replace(cue, text=self.words.get(rank, cue.text)) for rank, cue in enumerate(self.cues))


@cache
def examples() -> tuple[Example, ...]:
    """Return the faulty sets of captions, in the order of the file."""
    raw = tomllib.loads(data_path("publications", "sous_titres.toml").read_text(encoding="utf-8"))
    return tuple(
        Example(
            item["case"],
            french.typography(item["video"]),
            read(french.typography(item["captions"])),
            {int(rank) - 1: french.typography(text) for rank, text in item["words"].items()},
        )
        for item in raw["example"]
    )


def example_for(case: str) -> Example:
    """Return the example of a fictional business; the one that suits any trade for anything else."""
    found = {example.case: example for example in examples()}
    return found.get(case, found[""])
