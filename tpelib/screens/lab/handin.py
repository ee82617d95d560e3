"""« Remettre mon dossier »: through the server's exchange where there is one, else by a ZIP to give.

Either way the learner keeps the ZIP, which ``tpe relever`` and ``nbgrader zip_collect`` take as it is, and a receipt.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError, os_reason
from tpelib.base.resources import notebooks_path
from tpelib.base.words import is_transliterated, slug
from tpelib.engine.books import ASSIGNMENT, notebooks_in
from tpelib.engine.dossier import Dossier
from tpelib.screens.notebooks.release import release

__all__ = ["HandInError", "HandInReceipt", "hand_in", "learner_id"]

_MAX_BYTES = 90_000_000
"""Bytes that can be handed in: nbgrader's exchange takes 100 MB."""
_FOLDER = "remises"
_LONGEST_ID, _DIGEST = 60, 8


class HandInError(TpeError):
    """The dossier cannot be handed in; the message says why."""


@dataclass(frozen=True, slots=True)
class HandInReceipt:
    """What was handed in.

    Parameters
    ----------
    path : path
        The ZIP.
    at : datetime
        When.
    sha256 : str
        The ZIP's digest.
    learner : str
        The id it is filed under.
    taken : bool
        True when the server's exchange has it already: there is nothing to give to anybody.
    trouble : str
        Why the exchange did not take it, when there is one.
    """

    path: Path
    at: datetime
    sha256: str
    learner: str
    taken: bool = False
    trouble: str = ""

    @property
    def sentence(self) -> str:
        """The receipt in words."""
        at = self.at.astimezone()
        when = f"le {french.day(at.date())} à {french.clock(at)}"
        copy = f"« {self.path.name} », dans le dossier « {_FOLDER} » de votre espace de travail"
        if self.taken:
            text = f"Dossier remis à votre formateur {when}. Votre copie : {copy}."
        else:
            text = (
                f"{self.trouble} Dossier prêt, {when} : {copy}. Donnez ce fichier à votre formateur.".strip()
            )
        return french.typography(f"{text} Empreinte : {self.sha256[:16]}…")


def learner_id(name: str) -> str:
    """Return the id nbgrader files a learner under: letters, digits and ``_`` only (``zoe_martin``).

    A name that says more than its id does (letters of another script, too long a name) ends with a digest of what was
    typed: ``李`` and ``里`` are two people, and both read « li ». Accents, case and ligatures tell nobody apart: the
    same person types them one day and not the next.

    Returns
    -------
    str
        60 signs at most; empty when there is no letter nor figure in the name.
    """
    # Signs of typography are left out rather than set apart (« d’Été » gives « dete »): so were the first ids made.
    letters = "".join(sign for sign in name if sign.isascii() or unicodedata.category(sign)[0] in "LMNZ")
    plain = slug(letters, "_")
    if len(plain) <= _LONGEST_ID and not is_transliterated(name):
        return plain
    typed = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    digest = hashlib.sha256(typed.encode(errors="surrogatepass")).hexdigest()[:_DIGEST]
    return f"{plain[: _LONGEST_ID - _DIGEST - 1]}_{digest}".lstrip("_")


def hand_in(folder: Path, *, learner: str | None = None) -> HandInReceipt:
    """Hand a dossier in: to the exchange of a shared server if there is one, in a ZIP in any case.

    Parameters
    ----------
    folder : path
        The learner's ``parcours/``: notebooks, dossier, files.
    learner : str, optional
        First and last name; kept in the dossier, and taken from it when not given.

    Returns
    -------
    Receipt
        Where the ZIP is, when it was made, its SHA-256, and whether it is still to be given.

    Raises
    ------
    HandInError
        There is no name, nothing to hand in, or too much.
    """
    if folder.name != ASSIGNMENT or not folder.is_dir():
        raise HandInError(
            french.typography(
                f"« {folder} » n'est pas le dossier « {ASSIGNMENT} » de votre espace de travail."
            )
        )
    dossier = Dossier(folder)
    if not dossier.content.answers:
        raise HandInError("Il n’y a encore rien à remettre : répondez d’abord à un exercice.")
    exchange = _exchange()
    name, own = _who(dossier, learner, exchange)
    files = _files(folder)
    at, trouble = datetime.now(UTC).replace(microsecond=0), ""
    if exchange is not None:
        try:
            at = exchange.take(files)
        except HandInError as problem:
            trouble = str(problem)
    data = _archive(files, at)
    target = folder.parent / _FOLDER
    path = target / f"{ASSIGNMENT}_{own}_attempt_{at:%Y%m%dT%H%M%SZ}_dossier.zip"
    taken = exchange is not None and not trouble
    receipt = HandInReceipt(path, at, hashlib.sha256(data).hexdigest(), own, taken, trouble)
    try:
        target.mkdir(exist_ok=True)
        path.write_bytes(data)
        path.with_suffix(".recu.txt").write_text(
            f"{receipt.sentence}\n\nNom : {name}\nSHA-256 : {receipt.sha256}\n", encoding="utf-8"
        )
    except OSError as problem:
        raise HandInError(
            french.typography(f"Le dossier n'a pas pu être écrit dans « {target} » : {os_reason(problem)}.")
        ) from problem
    return receipt


def _who(dossier: Dossier, learner: str | None, exchange: _Exchange | None) -> tuple[str, str]:
    """Return the learner's name and id; on a shared server the id is the account's."""
    name = learner or dossier.content.learner.get("name", "")
    own = exchange.account if exchange else learner_id(name)
    if not name.strip() or not own:
        raise HandInError("Écrivez votre prénom et votre nom : ils seront sur le reçu.")
    if dossier.content.learner != {**dossier.content.learner, "name": name, "id": own}:
        dossier.name_learner(name=name, id=own)
    return name, own


def _files(folder: Path) -> dict[str, bytes]:
    """Return what is handed in: the course's notebooks, the dossier and its files; no link followed.

    A notebook that was deleted or renamed is handed in as the course gave it: the answers are in the dossier.
    """
    wanted = [folder / Dossier.NAME, folder / Dossier.PREVIOUS, *sorted((folder / Dossier.FILES).glob("*"))]
    course = notebooks_in(notebooks_path(ASSIGNMENT))
    wanted += [folder / f"{name}.ipynb" for name in course]
    found = [p for p in wanted if p.is_file() and not p.is_symlink() and not p.name.startswith(".")]
    if sum(path.stat().st_size for path in found) > _MAX_BYTES:
        most = french.number(_MAX_BYTES / 1e6)
        raise HandInError(
            french.typography(f"Votre dossier dépasse {most} Mo : allégez vos photos et vos vidéos.")
        )
    given = {
        f"{name}.ipynb": json.dumps(release(nb), ensure_ascii=False).encode() for name, nb in course.items()
    }
    # nbgrader knows a kind of file by its ending, in small letters.
    kept = {p.relative_to(folder).with_suffix(p.suffix.lower()).as_posix(): p.read_bytes() for p in found}
    return given | kept


def _archive(files: Mapping[str, bytes], at: datetime) -> bytes:
    """Return the ZIP: the same files at the same date give the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return data.getvalue()


def _exchange() -> _Exchange | None:
    """Return the exchange of a shared server, when nbgrader is set up with one and takes this assignment."""
    from jupyter_core.paths import jupyter_config_path

    configured = any(
        Path(p, f"nbgrader_config{s}").is_file() for p in jupyter_config_path() for s in (".py", ".json")
    )
    if sys.platform == "win32" or not configured:
        return None  # without nbgrader's two seconds of imports
    found = _Exchange()
    return found if found.is_open else None


class _Exchange:
    """nbgrader's exchange, as this account's configuration names it."""

    def __init__(self) -> None:
        from nbgrader.apps import NbGrader
        from nbgrader.utils import get_username

        app = NbGrader()
        app.load_cwd_config = False
        app.load_config_file()
        self._config = app.config
        self.account: str = get_username()

    @property
    def is_open(self) -> bool:
        """True when the assignment is released there, and this account may hand in."""
        submit = self._submit(Path())
        course = submit.coursedir.course_id
        root = Path(submit.root) / course
        inbound = root / "inbound"
        return bool(
            course and (root / "outbound" / ASSIGNMENT).is_dir() and os.access(inbound, os.W_OK | os.X_OK)
        )

    def take(self, files: Mapping[str, bytes]) -> datetime:
        """Hand these files in, and return when nbgrader says it was.

        Raises
        ------
        HandInError
            nbgrader refused, or the disk did.
        """
        from nbgrader.exchange import ExchangeError
        from nbgrader.utils import parse_utc

        with tempfile.TemporaryDirectory() as temporary:
            for name, content in files.items():
                path = Path(temporary, ASSIGNMENT, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            submit = self._submit(Path(temporary))
            try:
                submit.start()
            except (ExchangeError, OSError, RuntimeError) as problem:
                raise HandInError(
                    french.typography(f"Le dépôt du serveur n'a pas pris votre dossier ({problem}).")
                ) from problem
        at: datetime = parse_utc(submit.timestamp).replace(tzinfo=UTC, microsecond=0)
        return at

    def _submit(self, staging: Path) -> Any:
        from nbgrader.auth import Authenticator
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.exchange import ExchangeFactory
        from traitlets.config import Config

        config = Config(self._config)
        config.CourseDirectory.assignment_id = ASSIGNMENT
        config.Exchange.assignment_dir = str(staging)
        config.Exchange.path_includes_course = False
        config.Exchange.timezone = "UTC"
        return ExchangeFactory(config=config).Submit(
            coursedir=CourseDirectory(config=config),
            authenticator=Authenticator(config=config),
            config=config,
        )
