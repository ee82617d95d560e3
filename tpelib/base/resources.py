"""Where the course's own files are: beside the package in a checkout, inside it once installed; and reading TOML."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.errors import DataError, TpeError, os_reason

__all__ = ["course_package", "data_path", "grading_path", "notebooks_path", "read_toml"]

_PACKAGE = Path(__file__).resolve().parents[1]
_COURSE = "tpelib.course"


def course_package() -> str:
    """Return the name of the package of the course in use: what ``TPE_COURSE`` names, or this library's own."""
    return os.environ.get("TPE_COURSE", _COURSE)


def _find(folder: str, *parts: str) -> Path:
    roots = [root for root in _roots(folder) if root.is_dir()]
    found = next((path for root in roots if (path := root.joinpath(*parts)).exists()), None)
    if found is not None:
        return found
    if roots:
        raise TpeError(
            f"Le fichier « {'/'.join((folder, *parts))} » du cours est introuvable : réinstallez-le."
        )
    raise TpeError(f"Le dossier « {folder} » du cours est introuvable : réinstallez-le.")


def _roots(folder: str) -> Iterator[Path]:
    """Yield where a folder may be: beside another course first, then inside the library or beside it."""
    if (package := course_package()) != _COURSE and (other := find_spec(package)) and other.origin:
        yield Path(other.origin).parent / folder
    yield _PACKAGE / f"_{folder}"
    yield _PACKAGE.parent / folder


def data_path(*parts: str) -> Path:
    """Return a file of ``data/`` (figures, cases, referential).

    Raises
    ------
    TpeError
        The course is not whole.
    """
    return _find("data", *parts)


def notebooks_path(*parts: str) -> Path:
    """Return a file or folder of ``notebooks/``; raises :class:`~tpelib.base.errors.TpeError` when absent."""
    return _find("notebooks", *parts)


def grading_path(*parts: str) -> Path:
    """Return a file of ``grading/``; raises :class:`~tpelib.base.errors.TpeError` when absent."""
    return _find("grading", *parts)


def read_toml(path: Path) -> Mapping[str, Any]:
    """Return a TOML file as it is.

    Raises
    ------
    DataError
        It cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        why = f"n'est pas un fichier TOML lisible ({problem})"
        if isinstance(problem, OSError):
            why = f"n'a pas pu être lu : {os_reason(problem)}"
        raise DataError(french.typography(f"« {path.name} » {why}.")) from problem
