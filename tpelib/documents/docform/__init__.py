"""The other door to the same answers: a document form, written from the exercises and read back.

:func:`write_form` writes every exercise, with the answers already given, as an accessible Word document or
as one self-contained page; :func:`import_form` takes the answers of a filled one into the dossier.
"""

from tpelib.base.look.variants import VARIANTS
from tpelib.documents.docform._common import FormError, Occasion, where
from tpelib.documents.docform._course import whole_course
from tpelib.documents.docform._import import ImportReport, import_form
from tpelib.documents.docform._values import as_typed
from tpelib.documents.docform._write import write_form

__all__ = [
    "VARIANTS",
    "FormError",
    "ImportReport",
    "Occasion",
    "as_typed",
    "import_form",
    "where",
    "whole_course",
    "write_form",
]
