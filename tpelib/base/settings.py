"""Files that a certifier changes without touching the code (TOML): read strictly, refused in French.

Each says its ``format`` and its ``version``; a mistake is told with the file and the place where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.errors import DataError
from tpelib.base.resources import read_toml

__all__ = ["Settings", "SettingsError", "read_settings"]


class SettingsError(DataError):
    """A file of settings cannot be used; the message says where, and what is expected."""


class Settings:
    """A table of a settings file, whose values are read one by one and must all be known.

    Parameters
    ----------
    place : str
        Where it stands, in words, to begin the sentence of a mistake: ``"regle.toml, critère 3"``.
    values : mapping
        What it holds.
    """

    def __init__(self, place: str, values: Mapping[str, Any]) -> None:
        self.place = place
        self._values = values
        self._read: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text to be read, its spaces set; without a default it must be there and say something."""
        return french.typography(self.plain(key, default))

    def plain(self, key: str, default: str | None = None) -> str:
        """Return a text as it was typed: an id, an address."""
        value = self._value(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.wrong(f"« {key} » attend un texte entre guillemets")
        return value.strip()

    def texts(self, key: str, default: Sequence[str] | None = None, *, count: int | None = None) -> list[str]:
        """Return a list of texts, of so many where ``count`` says it."""
        value = self._value(key, default)
        if not isinstance(value, (list, tuple)) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.wrong(f"« {key} » attend une liste de textes")
        if count is not None and len(value) != count:
            raise self.wrong(f"« {key} » attend {count} textes, il y en a {len(value)}")
        return [french.typography(item.strip()) for item in value]

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number within bounds, both allowed."""
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.wrong(f"« {key} » attend un nombre entier entre {low} et {high}")
        return value

    def day(self, key: str) -> date:
        """Return a day, written without quotes: ``2027-04-12``."""
        value = self._value(key, None)
        if type(value) is not date:
            raise self.wrong(f"« {key} » attend une date sans guillemets, comme 2027-04-12")
        return value

    def flag(self, key: str) -> bool:
        """Return yes or no, written ``true`` or ``false``."""
        value = self._value(key, None)
        if not isinstance(value, bool):
            raise self.wrong(f"« {key} » attend true ou false, sans guillemets")
        return value

    def tables(self, key: str, name: str) -> list[Settings]:
        """Return the tables of a list (``[[criterion]]``); ``name`` is what one is called in a sentence."""
        value = self._value(key, [])
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            raise self.wrong(f"il faut au moins un « [[{key}]] »")
        return [
            Settings(f"{self.place}, {name} {item.get('id', rank)}", item)
            for rank, item in enumerate(value, 1)
        ]

    def end(self) -> None:
        """Refuse what nobody read: a mistyped word must not be taken for its default."""
        if unknown := [key for key in self._values if key not in self._read]:
            raise self.wrong(f"« {unknown[0]} » n'est pas attendu ici")

    def wrong(self, why: str) -> SettingsError:
        """Return the error that says what is wrong here."""
        return SettingsError(french.typography(f"{self.place} : {why}."))

    def _value(self, key: str, default: Any) -> Any:
        self._read.add(key)
        if key not in self._values and default is None:
            raise self.wrong(f"il manque « {key} »")
        return self._values.get(key, default)


def read_settings(path: Path, kind: str) -> Settings:
    """Read a settings file of one kind.

    Parameters
    ----------
    path : path
        The file.
    kind : str
        Its ``format``: ``"tpe-grille"``.

    Raises
    ------
    SettingsError
        The file cannot be read, is no TOML, or is of another kind.
    """
    try:
        document = read_toml(path)
    except DataError as problem:
        raise SettingsError(str(problem)) from problem
    settings = Settings(path.name, document)
    if settings.text("format") != kind:
        raise settings.wrong(f"« format » doit être « {kind} »")
    return settings
