"""Taking in the ZIPs that learners give by mail, by key or on a platform: one that is damaged stops none.

Who and when come from the name of the ZIP alone, so that nothing inside can pass for somebody else's.
"""

from __future__ import annotations

import io
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from tpelib.assess.grading.course import CONFIG, CourseError
from tpelib.assess.grading.intake import TIMESTAMP, handed_in_at, plain_name
from tpelib.base import french
from tpelib.base.errors import TpeError, os_reason
from tpelib.engine.books import ASSIGNMENT
from tpelib.engine.dossier import Dossier
from tpelib.engine.dossier.store import MAX_FILE_BYTES

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["INBOX", "REPLACED", "CollectError", "Collected", "collect", "collect_on_screen", "unpack"]

INBOX = Path("downloaded", ASSIGNMENT, "archive")
"""Where ``nbgrader zip_collect`` looks too, in the course folder."""
REPLACED = "remplacees"
"""Where a submission goes when a newer one takes its place."""
_NAME = re.compile(
    rf"{ASSIGNMENT}_(?P<learner>[A-Za-z0-9][\w.@-]*?)_attempt_(?P<at>\d{{8}}T\d{{6}}Z)_dossier", re.ASCII
)
_RECEIPT = ".recu.txt"
_MAX_MEMBERS, _MAX_BYTES = 5_000, 1_000_000_000
"""What one ZIP may hold, once unpacked."""
_TOO_MUCH = "ce ZIP est bien trop gros, une fois ouvert, pour une remise : il est laissé là."
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class CollectError(TpeError):
    """A ZIP cannot be taken in; the message says why, without its name."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of the ZIPs.

    Parameters
    ----------
    taken : tuple of str
        The learners whose submission is now in ``submitted/``.
    replaced : tuple of str
        Those among them of whom an earlier one was there: it is kept in ``remplacees/``.
    known : int
        ZIPs that bring nothing: already there, or older than what is there.
    troubles : tuple of str
        A sentence for each file that is not a submission, or not a whole one.
    """

    taken: tuple[str, ...]
    replaced: tuple[str, ...]
    known: int
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Zip:
    """A ZIP that is named like a submission."""

    label: str
    learner: str
    at: datetime
    read: Callable[[], bytes | Path]


def collect(
    course: Path, given: Sequence[Path] = (), *, progress: Callable[[int, int], None] | None = None
) -> Collected:
    """Put the newest submission of each learner in ``submitted/``; the ZIPs stay where they are.

    Parameters
    ----------
    course : path
        The course folder, that of ``nbgrader_config.py``.
    given : sequence of path
        ZIPs, folders of them, or ZIPs of ZIPs as teaching platforms make; ``downloaded/parcours/archive`` of
        the course when there is none.
    progress : callable, optional
        Told how many ZIPs are done, and of how many.

    Raises
    ------
    CourseError
        This is no course folder.
    CollectError
        Nothing is there to take in.
    """
    if not (course / CONFIG).is_file():
        raise CourseError(
            french.typography(f"« {course} » n'est pas un dossier de cours : il y manque « {CONFIG} ».")
        )
    troubles: list[str] = []
    found: dict[str, list[_Zip]] = {}
    for one in _zips(given or (course / INBOX,), troubles):
        found.setdefault(one.learner, []).append(one)
    taken: list[str] = []
    replaced: list[str] = []
    total, tried, done = sum(map(len, found.values())), 0, 0
    for learner, zips in sorted(found.items()):
        there = course / "submitted" / learner / ASSIGNMENT
        before = handed_in_at(there)
        # The newest that can be read: an older one stands in for a damaged one.
        for one in sorted(zips, key=lambda one: one.at, reverse=True):
            if before and before >= one.at:
                break
            tried += 1
            try:
                left, had = _take(one, course, there)
            except CollectError as problem:
                troubles.append(_told(one.label, str(problem)))
                continue
            taken.append(learner)
            replaced += [learner] if had else []
            if left:
                troubles.append(_told(one.label, f"{_things(left)} dans ce ZIP, qui est relevé sans cela."))
            break
        done += len(zips)
        if progress:
            progress(done, total)
    return Collected(tuple(taken), tuple(replaced), total - tried, tuple(troubles))


def collect_on_screen(course: Path, given: Sequence[Path], *, console: Console) -> Collected:
    """Take ZIPs in, telling how far it is, then what was done and what is to be known.

    Parameters
    ----------
    course, given
        As for :func:`collect`.
    console : Console
        Where to write; the bar is only drawn on a screen.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.text import Text

    columns = (TextColumn("Relevé"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("")
        found = collect(
            course, given, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    lines = [*found.troubles, f"{french.plural(len(found.taken), 'remise relevée', 'remises relevées')}."]
    if found.replaced:
        aside = french.plural(len(found.replaced), "remise plus ancienne", "remises plus anciennes")
        lines.append(f"{aside} dans « {REPLACED} ».")
    if found.known:
        known = french.plural(
            found.known, "ZIP déjà relevé ou plus ancien", "ZIP déjà relevés ou plus anciens"
        )
        lines.append(f"{known} : rien à en faire.")
    for line in lines:
        console.print(Text(french.typography(line)), soft_wrap=True)
    return found


def unpack(source: Path | bytes, into: Path) -> int:
    """Write the files of a submission's ZIP, and return how many of its entries were left in it.

    Only what lies at its top or in ``fichiers/`` is written, as plain files; no link, no path that leads
    elsewhere, nothing above :data:`~tpelib.engine.dossier.store.MAX_FILE_BYTES` once unpacked.

    Parameters
    ----------
    source : path or bytes
        The ZIP.
    into : path
        A folder that is there; what was written stays in it when this fails.

    Raises
    ------
    CollectError
        The ZIP is damaged, locked by a password, or holds no notebook and no dossier.
    """
    left = written = size = 0
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if len(members) > _MAX_MEMBERS:
                raise CollectError(_TOO_MUCH)
            for info in members:
                name = _inside(info)
                data = _read(archive, info) if name else None
                if not name or data is None:
                    left += 1
                    continue
                size += len(data)
                if size > _MAX_BYTES:
                    raise CollectError(_TOO_MUCH)
                (into / name).parent.mkdir(exist_ok=True)
                (into / name).write_bytes(data)
                written += name.suffix in (".ipynb", ".json")
    except _DAMAGED as problem:
        raise CollectError("ce ZIP est abîmé ou verrouillé. Redemandez-le à l'apprenant.") from problem
    except OSError as problem:
        raise CollectError(f"ce ZIP n'a pas pu être relevé : {os_reason(problem)}.") from problem
    if not written:
        raise CollectError("ce ZIP ne contient ni carnet ni dossier. Redemandez-le à l'apprenant.")
    return left


def _zips(given: Sequence[Path], troubles: list[str]) -> Iterator[_Zip]:
    """Yield what is named like a submission; say what is not."""
    for path in given:
        if not path.exists():
            raise CollectError(
                french.typography(f"« {path} » n'existe pas : posez-y les ZIP, ou dites où ils sont.")
            )
        for file in sorted(path.rglob("*")) if path.is_dir() else (path,):
            if file.is_file() and not file.is_symlink() and not file.name.endswith(_RECEIPT):
                yield from _named(file, troubles)


def _named(file: Path, troubles: list[str]) -> Iterator[_Zip]:
    if file.suffix.lower() != ".zip":
        troubles.append(
            french.typography(f"« {plain_name(file.name)} » n'est pas un ZIP : il est laissé là.")
        )
    elif found := _submission(file.name, lambda: file):
        yield found
    elif inside := list(_nested(file)):
        yield from inside
    else:
        troubles.append(
            french.typography(
                f"« {plain_name(file.name)} » ne dit pas qui l'a remis, ni quand. Redonnez-lui le nom qu'il avait chez "
                f"l'apprenant : « {ASSIGNMENT}_prenom_nom_attempt_20270412T091500Z_dossier.zip »."
            )
        )


def _submission(name: str, read: Callable[[], bytes | Path]) -> _Zip | None:
    match = _NAME.search(name)
    if not match:
        return None
    try:
        at = datetime.strptime(match["at"], "%Y%m%dT%H%M%SZ")  # UTC without a zone, as nbgrader keeps it
    except ValueError:
        return None
    return _Zip(name, match["learner"], at, read)


def _nested(file: Path) -> Iterator[_Zip]:
    """Yield the submissions of a ZIP of ZIPs, as a teaching platform gives them all at once."""

    def reader(info: zipfile.ZipInfo) -> Callable[[], bytes]:
        def read() -> bytes:
            with zipfile.ZipFile(file) as archive:
                data = _read(archive, info)
            if data is None:
                raise CollectError(
                    f"ce ZIP dépasse {french.number(MAX_FILE_BYTES / 1e6)} Mo : il est laissé là."
                )
            return data

        return read

    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (*_DAMAGED, OSError):
        return
    for info in members:
        if info.filename.lower().endswith(".zip"):
            found = _submission(PurePosixPath(info.filename).name, reader(info))
            if found:
                yield found


def _told(label: str, what: str) -> str:
    return french.typography(f"« {plain_name(label)} » : {what}")


def _things(count: int) -> str:
    return french.plural(count, "élément n’a pas sa place", "éléments n’ont pas leur place")


def _take(one: _Zip, course: Path, there: Path) -> tuple[int, bool]:
    """Put a submission in its place, whole or not at all; return what was left in the ZIP, and if one was there."""
    with tempfile.TemporaryDirectory(dir=course, prefix=".releve-") as temporary:
        made = Path(temporary, ASSIGNMENT)
        made.mkdir()
        try:
            left = unpack(one.read(), made)
            (made / TIMESTAMP).write_text(f"{one.at:%Y-%m-%d %H:%M:%S} UTC", encoding="utf-8")
            had = there.exists() or there.is_symlink()
            if had:
                _put_aside(there, course / REPLACED / one.learner)
            there.parent.mkdir(parents=True, exist_ok=True)
            made.rename(there)
        except _DAMAGED as problem:
            raise CollectError("ce ZIP est abîmé. Redemandez-le à l'apprenant.") from problem
        except OSError as problem:
            raise CollectError(f"ce ZIP n'a pas pu être relevé : {os_reason(problem)}.") from problem
    return left, had


def _put_aside(there: Path, shelf: Path) -> None:
    shelf.mkdir(parents=True, exist_ok=True)
    at = handed_in_at(there)
    name = f"{at:%Y-%m-%d-%H%M%S}" if at else "sans-date"
    taken = {path.name for path in shelf.iterdir()}
    free = next(text for n in range(len(taken) + 1) if (text := f"{name}-{n}" if n else name) not in taken)
    there.rename(shelf / free)


def _inside(info: zipfile.ZipInfo) -> PurePosixPath | None:
    """Return where an entry goes in the submission; ``None`` for a link, a hidden file, or a path of elsewhere."""
    parts = info.filename.split("/")
    plain = all(
        part and not part.startswith(".") and not re.search(r'[\\:*?"<>|\x00-\x1f]', part) for part in parts
    )
    where = len(parts) == 1 or (len(parts) == 2 and parts[0] == Dossier.FILES)
    linked = stat.S_ISLNK(info.external_attr >> 16)
    return PurePosixPath(info.filename) if plain and where and not linked else None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    """Return an entry, or ``None`` when it is larger than a file may be, whatever it claims."""
    with archive.open(info) as stream:
        data = stream.read(MAX_FILE_BYTES + 1)
    return data if len(data) <= MAX_FILE_BYTES else None
