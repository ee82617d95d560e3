"""« Remettre mon dossier »: one ZIP that stock ``nbgrader zip_collect`` takes as it is, and a receipt."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tpelib import french
from tpelib.dossier import Dossier
from tpelib.errors import TpeError

__all__ = ["HandInError", "Receipt", "hand_in", "learner_id"]

_MAX_BYTES = 200_000_000
_FOLDER = "remises"


class HandInError(TpeError):
    """The dossier cannot be handed in; the message says why."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed in: the ZIP, when, its SHA-256, the learner's id."""

    path: Path
    at: datetime
    sha256: str
    learner: str

    @property
    def sentence(self) -> str:
        """The receipt in words."""
        return french.typography(
            f"Dossier prêt, le {french.day(self.at.date())} à {french.clock(self.at)} : « {self.path.name} », "
            f"dans le dossier « {_FOLDER} » de votre espace de travail. Donnez ce fichier à votre formateur. "
            f"Empreinte : {self.sha256[:16]}…"
        )


def learner_id(name: str) -> str:
    """Return the id nbgrader files a learner under: letters, digits and ``_`` only (``zoe_martin``)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60]


def hand_in(folder: Path, *, learner: str | None = None) -> Receipt:
    """Make the ZIP of a dossier, and its receipt beside it.

    Parameters
    ----------
    folder : path
        The learner's ``parcours/``: notebooks, dossier, files.
    learner : str, optional
        First and last name; kept in the dossier, and taken from it when not given.

    Returns
    -------
    Receipt
        Where the ZIP is, when it was made, its SHA-256.

    Raises
    ------
    HandInError
        There is no name, nothing to hand in, or too much.

    Notes
    -----
    The name of the ZIP and of the files in it is what nbgrader's own collectors read:
    ``parcours_LEARNER_attempt_DATE_FILE``.
    """
    dossier = Dossier(folder)
    if learner:
        dossier.name_learner(name=learner, id=learner_id(learner))
    name = dossier.content.learner.get("name", "")
    own = learner_id(name)
    if not own:
        raise HandInError("Écrivez votre prénom et votre nom : ils seront sur le reçu.")
    files = _files(folder)
    if not files:
        raise HandInError("Il n’y a encore rien à remettre dans ce dossier.")
    if sum(path.stat().st_size for path in files) > _MAX_BYTES:
        raise HandInError("Votre dossier dépasse 200 Mo : allégez vos photos et vos vidéos.")
    at = datetime.now().astimezone().replace(microsecond=0)
    attempt = f"{at:%Y-%m-%d-%H-%M-%S}"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            inside = path.relative_to(folder).as_posix()
            info = zipfile.ZipInfo(
                f"{folder.name}_{own}_attempt_{attempt}_{inside}", date_time=at.timetuple()[:6]
            )
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes())
    target = folder.parent / _FOLDER
    zipped = target / f"{folder.name}_{own}_attempt_{attempt}_dossier.zip"
    digest = hashlib.sha256(data.getvalue()).hexdigest()
    receipt = Receipt(zipped, at, digest, own)
    try:
        target.mkdir(exist_ok=True)
        zipped.write_bytes(data.getvalue())
        zipped.with_suffix(".recu.txt").write_text(
            f"{receipt.sentence}\n\nNom : {name}\nSHA-256 : {digest}\n", encoding="utf-8"
        )
    except OSError as problem:
        raise HandInError(
            french.typography(f"Le dossier n'a pas pu être écrit dans « {target} » : {problem.strerror}.")
        ) from problem
    return receipt


def _files(folder: Path) -> list[Path]:
    """Return what is handed in: notebooks, dossier and files; nothing hidden, no link followed."""
    wanted = [*folder.glob("*.ipynb"), folder / Dossier.NAME, folder / Dossier.PREVIOUS]
    wanted += (folder / Dossier.FILES).glob("*")
    return sorted(
        path for path in wanted if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    )
