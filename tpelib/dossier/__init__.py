"""The learner's dossier: one company, one project, from C1 to C6, in one JSON file beside the notebooks."""

from tpelib.dossier.content import (
    Content,
    DamagedDossierError,
    NewerDossierError,
    decode,
    encode,
    file_answer,
    stored_name,
)
from tpelib.dossier.store import Dossier, DossierBusyError, UnsavedError

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
