"""The errors of the course.

Every one carries a French sentence meant for the person at the screen::

    TpeError
    ├── DomainError (also ValueError)      a calculation was asked on figures it cannot take
    │   └── MeasureMismatchError           … or on figures that do not count the same thing
    ├── DamagedDossierError                bytes that are not a dossier
    ├── NewerDossierError                  a dossier of a later version of the course
    ├── UnsavedError                       an answer that could not be written
    │   └── DossierBusyError               … because another window holds the dossier
    ├── DataError                          a file of data (TOML) that cannot be used
    │   └── SettingsError                  … one that a certifier edits
    ├── SurveyFileError                    a file of answers that is not the survey's
    ├── JuryError                          what a jury may not do, or not yet
    ├── StoreError                         the history of a jury cannot be read, written or trusted
    ├── FormError                          a document form that cannot be written or read
    ├── CancelledError                     an action that the learner stopped
    └── UnknownExerciseError (also KeyError)
"""

import errno

__all__ = ["DataError", "DomainError", "TpeError", "os_reason"]

_REASONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "votre espace est plein",
    errno.EACCES: "vous n’avez pas le droit d’y écrire",
    errno.EPERM: "vous n’avez pas le droit d’y écrire",
    errno.EROFS: "ce disque est protégé en écriture",
    errno.ENOENT: "ce dossier n’existe plus",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENOTDIR: "un fichier est à la place d’un dossier",
    errno.EISDIR: "un dossier est à la place d’un fichier",
    errno.ENAMETOOLONG: "ce nom est trop long",
}


class TpeError(Exception):
    """Base of the course's errors; its message is a French sentence for the user."""


class DataError(TpeError):
    """A file of data cannot be used; the message says where, and what is expected."""


class DomainError(TpeError, ValueError):
    """A calculation was asked on figures it cannot take; the message says what is expected."""


def os_reason(problem: OSError) -> str:
    """Return in French why the disk refused, to stand inside a sentence: « le disque est plein »."""
    return _REASONS.get(problem.errno or 0, "le disque a refusé")
