"""Where the course's own files are: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

from tpelib.errors import TpeError

__all__ = ["data_path", "grading_path", "notebooks_path"]

_PACKAGE = Path(__file__).resolve().parent


def _find(folder: str, *parts: str) -> Path:
    for root in (_PACKAGE / f"_{folder}", _PACKAGE.parent / folder):
        if root.is_dir():
            path = root.joinpath(*parts)
            if path.exists():
                return path
            raise TpeError(
                f"Le fichier « {'/'.join((folder, *parts))} » du cours est introuvable : réinstallez-le."
            )
    raise TpeError(f"Le dossier « {folder} » du cours est introuvable : réinstallez-le.")


def data_path(*parts: str) -> Path:
    """Return a file of ``data/`` (figures, cases, referential).

    Raises
    ------
    TpeError
        The course is not whole.
    """
    return _find("data", *parts)


def notebooks_path(*parts: str) -> Path:
    """Return a file or folder of ``notebooks/``; raises :class:`~tpelib.errors.TpeError` when absent."""
    return _find("notebooks", *parts)


def grading_path(*parts: str) -> Path:
    """Return a file of ``grading/``; raises :class:`~tpelib.errors.TpeError` when absent."""
    return _find("grading", *parts)
