"""Where files are, a course's own beside its package, the library's beside or inside it; and how TOML is read."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from tpelib.base import french
from tpelib.base.errors import DataError, TpeError, os_reason

__all__ = [
    "course_name",
    "course_package",
    "course_path",
    "course_title",
    "data_path",
    "grading_path",
    "notebooks_path",
    "optional_path",
    "own_path",
    "read_toml",
]

_PACKAGE = Path(__file__).resolve().parents[1]
_COURSE, _NAME = "tpelib.course", "tpe"


def course_package() -> str:
    """Return the name of the package of the course in use: what ``TPE_COURSE`` names, or this library's own."""
    return os.environ.get("TPE_COURSE", _COURSE)


def course_name() -> str:
    """Return the short name of the course in use: that of workspaces, and of nbgrader's course."""
    package = course_package()
    return _NAME if package == _COURSE else package.rpartition(".")[2]


def course_title() -> str:
    """Return the title of the course in use, as its referential says it; the rest of that is not looked at.

    Raises
    ------
    TpeError
        The course has no referential, or it cannot be read.
    """
    return french.typography(str(read_toml(course_path("data", "referentiel.toml")).get("title", "")))


def optional_path(folder: str, *parts: str) -> Path | None:
    """Return what is the course's own under ``data/``, ``grading/`` or ``notebooks/``; ``None`` when it has none.

    Raises
    ------
    TpeError
        ``TPE_COURSE`` names no package.
    """
    return next((path for path in _own(folder, *parts) if path.exists()), None)


def course_path(folder: str, *parts: str) -> Path:
    """Return what every course has of its own under ``data/``, ``grading/`` or ``notebooks/``.

    Raises
    ------
    TpeError
        It is not there, or ``TPE_COURSE`` names no package.
    """
    return optional_path(folder, *parts) or _missing(folder, *parts)


def data_path(*parts: str) -> Path:
    """Return a file of ``data/``: the course's own, or what the library's domain knows.

    Raises
    ------
    TpeError
        The course is not whole.
    """
    return _course_or_library("data", *parts)


def grading_path(*parts: str) -> Path:
    """Return a file of ``grading/``: the course's own, or what serves any; raises as :func:`data_path`."""
    return _course_or_library("grading", *parts)


def notebooks_path(*parts: str) -> Path:
    """Return a file or folder of the course's ``notebooks/``; raises as :func:`course_path`."""
    return course_path("notebooks", *parts)


def own_path(*parts: str) -> Path:
    """Return a file of the user's own data: in the folder that ``TPE_DONNEES`` names, or ``.tpe`` of their home.

    It may not be there yet; whoever has no home has none.
    """
    try:
        folder = Path(os.environ.get("TPE_DONNEES") or Path.home() / ".tpe")
    except RuntimeError:
        folder = Path(os.devnull)
    return folder.joinpath(*parts)


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


def _course_or_library(folder: str, *parts: str) -> Path:
    places = (*_own(folder, *parts), *_library(folder, *parts))
    return next((path for path in places if path.exists()), None) or _missing(folder, *parts)


def _own(folder: str, *parts: str) -> Iterator[Path]:
    if (package := course_package()) == _COURSE:
        yield from _library(folder, *parts)
    else:
        yield _home(package).joinpath(folder, *parts)


def _library(folder: str, *parts: str) -> Iterator[Path]:
    yield _PACKAGE.joinpath(f"_{folder}", *parts)
    yield _PACKAGE.parent.joinpath(folder, *parts)


def _home(package: str) -> Path:
    try:
        found = find_spec(package)
    except ModuleNotFoundError:  # one of the packages that it is in
        found = None
    if found is None or found.origin is None:
        raise TpeError(f"La variable TPE_COURSE nomme « {package} », qui n’est pas un cours installé.")
    return Path(found.origin).parent


def _missing(folder: str, *parts: str) -> NoReturn:
    what = "/".join((folder, *parts))
    raise TpeError(f"« {what} » est introuvable dans le cours : réinstallez-le.")
