"""The candidate's written report: made from the dossier, section by section, with what it proves and lacks."""

from tpelib.report.sections import Missing, Section, sections

__all__ = ["Missing", "Section", "sections"]
