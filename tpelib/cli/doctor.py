"""What ``tpe doctor`` looks at: what is missing on this machine, in plain words, and how to mend it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.engine.books import ASSIGNMENT

__all__ = ["Diagnosis", "examine"]

_ROOM_NEEDED = 200_000_000
"""Bytes that a comfortable workspace needs (photos included)."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at: is it well, what was seen, what to do if not."""

    what: str
    well: bool
    remedy: str = ""

    def line(self) -> str:
        """Return the finding as one line of French."""
        if self.well:
            return french.typography(f"✓ {self.what}")
        return french.typography(f"✗ {self.what} → {self.remedy}")


def examine(workspace: Path) -> list[Diagnosis]:
    """Look at Python, the libraries, the course's files, the workspace and its dossier."""
    return [
        _python(),
        *_libraries(),
        _language(),
        _course(),
        *_workspace(workspace),
    ]


def _python() -> Diagnosis:
    version = ".".join(map(str, sys.version_info[:3]))
    return Diagnosis(
        f"Python {version}",
        (3, 11) <= sys.version_info[:2] <= (3, 13),
        "installez Python 3.11, 3.12 ou 3.13, puis relancez « make lab ».",
    )


def _libraries() -> Iterator[Diagnosis]:
    try:
        wanted = metadata.requires("tpelib") or []
    except metadata.PackageNotFoundError:
        yield Diagnosis("La bibliothèque du cours n’est pas installée", False, "lancez « make lab ».")
        return
    missing = []
    for line in wanted:
        if "extra ==" in line:
            continue
        name = re.split(r"[<>=!~ ;\[]", line, maxsplit=1)[0]
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        yield Diagnosis(
            f"Il manque {french.plural(len(missing), 'bibliothèque')} : {', '.join(missing)}",
            False,
            "lancez « make lab », qui installe tout.",
        )
    else:
        yield Diagnosis("Les bibliothèques sont là", True)


def _language() -> Diagnosis:
    try:
        metadata.version("jupyterlab-language-pack-fr-FR")
    except metadata.PackageNotFoundError:
        return Diagnosis("JupyterLab n’est pas en français", False, "lancez « make lab », qui installe tout.")
    return Diagnosis("JupyterLab est en français", True)


def _course() -> Diagnosis:
    from tpelib.base.resources import notebooks_path

    try:
        count = len(list(notebooks_path(ASSIGNMENT).glob("*.ipynb")))
    except TpeError as problem:
        return Diagnosis("Les carnets du cours sont introuvables", False, str(problem))
    if not count:
        return Diagnosis("Les carnets du cours sont introuvables", False, "lancez « tpe build ».")
    return Diagnosis(f"Les carnets du cours sont là ({count})", True)


def _workspace(workspace: Path) -> Iterator[Diagnosis]:
    from tpelib.engine.dossier import DamagedDossierError, NewerDossierError, decode
    from tpelib.engine.dossier.store import Dossier

    existing = next((folder for folder in (workspace, *workspace.parents) if _there(folder)), Path("/"))
    free = shutil.disk_usage(existing).free
    yield Diagnosis(
        f"Place libre sur le disque : {french.number(free / 1e6, 0)} Mo",
        free >= _ROOM_NEEDED,
        f"libérez de la place : il en faut {french.number(_ROOM_NEEDED / 1e6)} Mo.",
    )
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        yield Diagnosis(
            f"On ne peut pas écrire dans « {existing} »",
            False,
            "choisissez un autre dossier avec --workspace.",
        )
        return
    path = workspace / ASSIGNMENT / Dossier.NAME
    if not _there(path):
        yield Diagnosis("Votre dossier sera créé à la première réponse", True)
        return
    try:
        decode(path.read_bytes())
    except NewerDossierError as problem:
        yield Diagnosis(f"Votre dossier « {path} » ne se lit pas", False, str(problem))
    except DamagedDossierError as problem:
        yield Diagnosis(
            f"Votre dossier « {path} » ne se lit pas",
            False,
            f"{problem} Ouvrez le cours : il sera mis de côté et la sauvegarde précédente reprise.",
        )
    except OSError:
        yield Diagnosis(
            f"Votre dossier « {path} » ne peut pas être ouvert", False, "vérifiez ses droits d’accès."
        )
    else:
        yield Diagnosis("Votre dossier se lit bien", True)


def _there(path: Path) -> bool:
    """Return True when something is there that this account may see."""
    try:
        return path.exists()
    except OSError:
        return False
