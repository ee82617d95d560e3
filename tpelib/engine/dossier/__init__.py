"""The learner's dossier: one project from the first page to the last, in one JSON file beside the notebooks."""

from tpelib.engine.dossier.content import (
    Content,
    DamagedDossierError,
    NewerDossierError,
    decode,
    encode,
    file_answer,
    stored_name,
)
from tpelib.engine.dossier.store import Dossier, DossierBusyError, UnsavedError

__all__ = [
    "Content",
    "DamagedDossierError",
    "Dossier",
    "DossierBusyError",
    "NewerDossierError",
    "UnsavedError",
    "decode",
    "encode",
    "file_answer",
    "stored_name",
]
