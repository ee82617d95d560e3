"""The comment bank: sentences an assessor may take and change, by criterion and level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tpelib.base.resources import optional_path
from tpelib.base.settings import read_settings
from tpelib.engine import referential, rubric

__all__ = ["FILE", "Comment", "load"]

FILE = "commentaires.toml"


@dataclass(frozen=True, slots=True)
class Comment:
    """A sentence for a level."""

    level: int
    text: str


@cache
def load(path: Path | None = None) -> Mapping[str, tuple[Comment, ...]]:
    """Return the sentences of a bank by criterion, the course's own by default; a course may have none.

    Raises
    ------
    SettingsError
        The bank speaks of a criterion that is none, or of a level that is none.
    """
    bank = path or optional_path("grading", FILE)
    found: dict[str, list[Comment]] = {criterion.id: [] for criterion in referential.load().criteria}
    if bank is None:
        return dict.fromkeys(found, ())
    settings = read_settings(bank, "tpe-commentaires")
    settings.plain("version")
    for table in settings.tables("comment", "commentaire"):
        key = table.plain("criterion")
        if key not in found:
            raise table.wrong(f"le référentiel n'a pas de critère « {key} »")
        level = table.whole("level", 0, rubric.LEVELS - 1)
        found[key] += [Comment(level, text) for text in table.texts("texts")]
        table.end()
    settings.end()
    return {
        key: tuple(sorted(comments, key=lambda comment: comment.level)) for key, comments in found.items()
    }
