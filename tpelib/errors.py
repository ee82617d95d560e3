"""The errors of the course.

Every one carries a French sentence meant for the person at the screen::

    TpeError
    ├── DomainError (also ValueError)      a calculation was asked on figures it cannot take
    │   └── MeasureMismatchError           … or on figures that do not count the same thing
    ├── DamagedDossierError                bytes that are not a dossier
    ├── NewerDossierError                  a dossier of a later version of the course
    ├── UnsavedError                       an answer that could not be written
    │   └── DossierBusyError               … because another window holds the dossier
    ├── FormError                          a document form that cannot be written or read
    ├── CancelledError                     an action that the learner stopped
    └── UnknownExerciseError (also KeyError)
"""

__all__ = ["DomainError", "TpeError"]


class TpeError(Exception):
    """Base of the course's errors; its message is a French sentence for the user."""


class DomainError(TpeError, ValueError):
    """A calculation was asked on figures it cannot take; the message says what is expected."""
