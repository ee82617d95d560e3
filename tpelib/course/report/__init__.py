"""The candidate's written report: made from the dossier, section by section, with what it proves and lacks."""

from tpelib.course.report.document import missing, report
from tpelib.course.report.files import (
    WrittenFile,
    deliverable,
    write_report,
)
from tpelib.course.report.form import missing_html, report_form, write
from tpelib.course.report.sections import Missing, Section, sections

__all__ = [
    "Missing",
    "Section",
    "WrittenFile",
    "deliverable",
    "missing",
    "missing_html",
    "report",
    "report_form",
    "sections",
    "write",
    "write_report",
]
