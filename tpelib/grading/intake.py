"""A submission as it was handed in: nothing in it is trusted, followed or run.

The answers are in the dossier, by exercise. A notebook brings nothing but the cells that grade it, and those
are the course's: so the course's own notebook is graded whatever became of the learner's, and what a learner
added to it is shown to the assessor as text. Whatever had to be mended is an :class:`Incident`, in French.
"""

from __future__ import annotations

import copy
import html
import json
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tpelib import french
from tpelib.dossier import Content, DamagedDossierError, Dossier, decode
from tpelib.dossier.content import MAX_BYTES
from tpelib.dossier.store import MAX_FILE_BYTES
from tpelib.errors import TpeError
from tpelib.notebooks.release import release

__all__ = ["Incident", "incidents", "notice", "rebuilt", "set_aside"]

_MAX_NOTEBOOK_BYTES = 20_000_000
_KEPT_SUFFIXES = (".ipynb", ".json", ".txt")
_KEPT_FOLDERS = (Dossier.FILES, ".ipynb_checkpoints")
_MOST_ADDED = 20
_MOST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that was not as it should be in a submission.

    Parameters
    ----------
    text : str
        One French sentence, for the trainer and the learner.
    decisive : bool
        True when answers may be missing because of it: no zero is to be believed before somebody looked.
    """

    text: str
    decisive: bool = False


def _unwanted(folder: Path) -> list[Path]:
    """Return what must not be copied out of a submission.

    Links, special files, what cannot be read, files above :data:`~tpelib.dossier.MAX_FILE_BYTES`, and all
    that a Python started in this folder could import.
    """
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        is_folder = path.is_dir() and not path.is_symlink()
        if is_folder and path.name == Dossier.FILES:
            found += [inside for inside in sorted(path.iterdir()) if not _is_plain_file(inside)]
        elif is_folder:
            if path.name not in _KEPT_FOLDERS:
                found.append(path)
        elif not _is_plain_file(path) or not (path.name.startswith(".") or path.suffix in _KEPT_SUFFIXES):
            found.append(path)
    return found


def set_aside(folder: Path, aside: Path, also: Sequence[Path] = ()) -> None:
    """Move what is unwanted out of a submission, links as links, keeping it.

    Parameters
    ----------
    folder : path
        ``submitted/<learner>/parcours``; when it is itself a link, the link is moved and a folder made.
    aside : path
        Where to keep what is moved.
    also : sequence of path
        More files of the submission to move, where they exist.

    Raises
    ------
    OSError
        Something could not be moved: the submission must not be copied.
    """
    if folder.is_symlink():
        _move(folder, aside / folder.name)
        folder.mkdir()
    more = [path for path in also if path.is_file() and not path.is_symlink()]
    for path in (*_unwanted(folder), *more):
        _move(path, aside / path.relative_to(folder))


def incidents(folder: Path, aside: Path, learner: str) -> list[Incident]:
    """Say what is wrong with a submission as a whole: what was set aside, its dossier, its name.

    Parameters
    ----------
    folder, aside : path
        As for :func:`set_aside`, once it was done.
    learner : str
        The id the submission is filed under.
    """
    found = [Incident(french.typography(text)) for text in _set_aside_reasons(aside)]
    content = _dossier(folder, found)
    named = content.learner.get("id", "")
    if named and named != learner:
        said = f"Le dossier est au nom de « {_name(named)} », la remise à celui de « {_name(learner)} »."
        found.append(Incident(french.typography(said), decisive=True))
    return found


def rebuilt(
    course: Mapping[str, Any], raw: bytes | None, name: str
) -> tuple[dict[str, Any], tuple[Incident, ...]]:
    """Return the course's notebook, followed by what the learner added to it, as text.

    Parameters
    ----------
    course : mapping
        The source notebook (mark schemes included, format 4).
    raw : bytes or None
        The learner's file, whatever it holds; ``None`` when there is none.
    name : str
        The notebook's name, for the reasons.

    Returns
    -------
    tuple
        A new notebook without outputs, and what had to be mended.
    """
    own = copy.deepcopy(dict(course))
    if raw is None:
        missing = f"Le carnet « {name} » manquait : celui du cours a servi, les réponses viennent du dossier."
        return own, (Incident(french.typography(missing)),)
    cells = _read_cells(raw)
    if cells is None:
        broken = (
            f"Le carnet « {name} » est illisible : celui du cours a servi, les réponses viennent du dossier."
        )
        return own, (Incident(french.typography(broken)),)
    found = _graded_cells(own, cells, name)
    if added := _added(own, cells):
        own["cells"] += _as_text(added)
        told = french.plural(len(added), "cellule ajoutée ou changée", "cellules ajoutées ou changées")
        text = f"Le carnet « {name} » contient {told} : à lire à la fin, comme du texte. Aucun code n'en a tourné."
        found.append(Incident(french.typography(text)))
    return own, tuple(found)


def _is_plain_file(path: Path) -> bool:
    status = path.lstat()
    return stat.S_ISREG(status.st_mode) and status.st_size <= MAX_FILE_BYTES and os.access(path, os.R_OK)


def _move(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    free, number = target, 1
    while free.is_symlink() or free.exists():
        number += 1
        free = target.with_name(f"{target.name}-{number}")
    path.rename(free)


def _set_aside_reasons(aside: Path) -> Iterator[str]:
    """Say why each thing was set aside, from the thing itself: grading again gives the same reasons."""
    if not aside.is_dir():
        return
    for path in sorted(aside.iterdir()):
        for thing in (
            sorted(path.iterdir()) if path.name == Dossier.FILES and not path.is_symlink() else [path]
        ):
            status = thing.lstat()
            if stat.S_ISLNK(status.st_mode):
                why = "est un lien vers un autre endroit : il n'a pas été suivi"
            elif stat.S_ISREG(status.st_mode) and status.st_size > MAX_FILE_BYTES:
                why = f"dépasse {french.number(MAX_FILE_BYTES / 1e6)} Mo : il n'a pas été lu"
            else:
                why = "n'a pas sa place dans une remise : il n'a pas été lu"
            yield f"« {_name(thing.name)} » {why}."


def _dossier(folder: Path, found: list[Incident]) -> Content:
    """Return the content that will be graded, adding what is wrong with it."""
    try:
        return _decoded(folder / Dossier.NAME)
    except FileNotFoundError:
        why = "La remise ne contient pas de dossier : il n'y a rien à noter. Il faut le remettre."
    except DamagedDossierError:
        try:
            content = _decoded(folder / Dossier.PREVIOUS)
        except (OSError, TpeError):
            why = "Le dossier est abîmé et n'a pas de sauvegarde lisible : il faut le remettre de nouveau."
        else:
            why = "Le dossier est abîmé : la note vient de la sauvegarde précédente. Il faut le remettre de nouveau."
            found.append(Incident(french.typography(why), decisive=True))
            return content
    except TpeError as problem:
        why = str(problem)
    except OSError:
        why = "Le dossier ne peut pas être lu : il faut le remettre de nouveau."
    found.append(Incident(french.typography(why), decisive=True))
    return Content()


def _decoded(path: Path) -> Content:
    with path.open("rb") as stream:
        return decode(stream.read(MAX_BYTES + 1))


def _read_cells(raw: bytes) -> list[tuple[str, str, str]] | None:
    """Return (kind, source, grade id) of each cell; ``None`` when the file is no notebook."""
    if len(raw) > _MAX_NOTEBOOK_BYTES:
        return None
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    cells = document.get("cells") if isinstance(document, dict) else None
    if not isinstance(cells, list):
        return None
    return [_cell(cell) for cell in cells if isinstance(cell, dict)]


def _cell(cell: Mapping[str, Any]) -> tuple[str, str, str]:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    about = cell.get("metadata")
    graded = about.get("nbgrader") if isinstance(about, dict) else None
    grade_id = graded.get("grade_id") if isinstance(graded, dict) else None
    return (
        str(cell.get("cell_type")),
        source if isinstance(source, str) else "",
        grade_id if isinstance(grade_id, str) else "",
    )


def _graded_cells(course: Mapping[str, Any], cells: list[tuple[str, str, str]], name: str) -> list[Incident]:
    """Say which of the cells that grade were deleted, doubled or changed."""
    wanted = {
        cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"]).strip()
        for cell in release(dict(course))["cells"]
        if "nbgrader" in cell["metadata"]
    }
    seen = Counter(grade_id for _, _, grade_id in cells if grade_id in wanted)
    changed = {
        grade_id for _, source, grade_id in cells if grade_id in wanted and source.strip() != wanted[grade_id]
    }
    missing, doubled = len(wanted.keys() - seen.keys()), sum(count > 1 for count in seen.values())
    parts = [
        text
        for count, text in (
            (missing, french.plural(missing, "manquante")),
            (doubled, f"{doubled} en double"),
            (len(changed), french.plural(len(changed), "modifiée")),
        )
        if count
    ]
    if not parts:
        return []
    told = f"Cellules notées du carnet « {name} » : {french.listing(parts)}. Celles du cours ont servi."
    return [Incident(french.typography(told))]


def _added(course: Mapping[str, Any], cells: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Return (kind, source) of the cells that are not the course's."""
    known = {
        "".join(cell["source"]).strip()
        for version in (course, release(dict(course)))
        for cell in version["cells"]
    }
    return [(kind, source) for kind, source, _ in cells if source.strip() and source.strip() not in known]


def _as_text(added: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the learner's cells as fenced text: never run, never rendered as HTML."""
    told = (
        "### Ajouté par l’apprenant\n\nCes cellules sont recopiées comme du texte : leur code n’a pas tourné."
    )
    if len(added) > _MOST_ADDED:
        told += f" Les {_MOST_ADDED} premières sur {len(added)} sont montrées."
    cells = [_markdown("ajouts", told, "added")]
    for rank, (_, source) in enumerate(added[:_MOST_ADDED], 1):
        source = source.encode("utf-8", "replace").decode()
        text = source if len(source) <= _MOST_TEXT else f"{source[:_MOST_TEXT]}\n[…]"
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        cells.append(_markdown(f"ajout-{rank}", f"{fence}text\n{text}\n{fence}", "added"))
    return cells


def notice(found: list[Incident]) -> dict[str, Any]:
    """Return the cell that tells the assessor and the learner what had to be mended."""
    lines = "".join(f"<li>{html.escape(incident.text)}</li>" for incident in found)
    text = f'<section lang="fr"><h3>À savoir sur cette remise</h3><ul>{lines}</ul></section>'
    return _markdown("incidents", text, "incident")


def _markdown(cell_id: str, source: str, role: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "id": cell_id,
        "metadata": {"tpe": {"role": role}},
        "source": source.splitlines(keepends=True),
    }


def _name(name: str) -> str:
    """Return a name from a submission, fit for a sentence: one line, not too long."""
    plain = re.sub(r"[^\w .,'()@+-]", "·", name)
    return plain if len(plain) <= 60 else f"{plain[:60]}…"
