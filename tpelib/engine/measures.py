"""Accommodations applied: the measure, never its reason; and the words of health that are written nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tpelib.base.resources import grading_path
from tpelib.base.settings import read_settings
from tpelib.base.words import fold

__all__ = ["FILE", "Measures", "load"]

FILE = "amenagements.toml"


@dataclass(frozen=True, slots=True)
class Measures:
    """What may be noted.

    Parameters
    ----------
    texts : mapping
        Id of a measure to its words.
    health_words : tuple of str
        Beginnings of words that name a person's health, plain and lower case.
    """

    texts: Mapping[str, str]
    health_words: tuple[str, ...]

    def health_word(self, text: str) -> str:
        """Return the first word of a text that names a person's health, empty when there is none."""
        words = (match[0] for match in re.finditer(r"\w+", text))
        return next((word for word in words if fold(word).startswith(self.health_words)), "")


@cache
def load(path: Path | None = None) -> Measures:
    """Read the measures, the course's own by default.

    Raises
    ------
    SettingsError
        A measure has no words, or stands there twice.
    """
    settings = read_settings(path or grading_path(FILE), "tpe-amenagements")
    settings.text("version")
    words = tuple(fold(word) for word in settings.texts("health_words"))
    texts: dict[str, str] = {}
    for table in settings.tables("measure", "mesure"):
        key = table.plain("id")
        if key in texts:
            raise table.wrong("cette mesure y est deux fois")
        texts[key] = table.text("text")
        table.end()
    settings.end()
    return Measures(texts, words)
