"""The page of the report in the course: the candidate's own paragraphs, what is missing, and the three buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import element, joined, set_text
from tpelib.base.look.variants import VARIANTS, Variant
from tpelib.course.report.document import missing
from tpelib.course.report.files import deliverable, lines_of, write_report
from tpelib.course.report.paragraphs import OWN, Own
from tpelib.course.report.sections import Missing, sections
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Pointer, Progress

__all__ = ["missing_html", "pointers", "report_form", "write"]


def report_form() -> Exercise[Own]:
    """Return the form of the report with its buttons."""
    return replace(
        OWN,
        actions=(
            Action("manques", "Voir ce qui manque", _list_missing, "La liste, telle qu'elle est maintenant."),
            Action(
                "docx",
                "Écrire mon rapport (Word)",
                _writing("docx"),
                "Vous le retouchez ensuite à votre goût. Un document déjà retouché n'est pas remplacé.",
            ),
            Action("pdf", "Écrire mon rapport (PDF)", _writing("pdf"), "Pour l'imprimer ou l'envoyer."),
            Action(
                "html", "Écrire mon rapport (page web)", _writing("html"), "Pour le lire sur un téléphone."
            ),
        ),
    )


def missing_html(answers: Answers) -> Markup:
    """Return what is missing as HTML, each line with a link that opens its notebook."""
    gaps = missing(sections(answers))
    if not gaps:
        return element("p", element("strong", set_text("Rien ne manque : vous pouvez écrire votre rapport.")))
    said = french.plural(len(gaps), "exercice n’est pas fini", "exercices ne sont pas finis")
    parts = [element("p", element("strong", set_text(f"{said}.")))]
    for (file, title), group in groupby(gaps, key=lambda gap: (gap.file, gap.notebook)):
        parts.append(element("h3", element("a", set_text(title), href=file)))
        parts.append(element("ul", *map(_gap, group)))
    return joined(parts)


def _gap(gap: Missing) -> Markup:
    return element("li", element("strong", set_text(gap.title)), set_text(f" : {gap.todo}"))


def _list_missing(answer: Own, answers: Answers, progress: Progress) -> Outcome:
    gaps = missing(sections(answers))
    if not gaps:
        return Outcome("Rien ne manque : vous pouvez écrire votre rapport.")
    said = french.plural(len(gaps), "exercice n’est pas fini", "exercices ne sont pas finis")
    return Outcome(f"{said} :", listed=pointers(gaps))


def pointers(gaps: Sequence[Missing]) -> Sequence[Pointer]:
    """Return what is missing as a list of links, each to the notebook of its exercise."""
    return [Pointer(f"{gap.notebook.partition(' ')[0]}, « {gap.title} »", gap.todo, gap.file) for gap in gaps]


def _writing(kind: str) -> Callable[[Own, Answers, Progress], Outcome]:
    def write(answer: Own, answers: Answers, progress: Progress) -> Outcome:
        progress(0.1, "Le rapport rassemble vos réponses.")
        variant = VARIANTS[answer.variant or "normal"]
        progress(0.3, "Il se met en page.")
        file = deliverable(answers, kind, date.today(), variant)
        gaps = missing(sections(answers))
        told = "Votre rapport est prêt : téléchargez-le ci-dessous."
        if gaps:
            told += f" Il commence par ce qui manque : {french.plural(len(gaps), 'exercice')}."
        return Outcome(told, files=(file,))

    return write


def write(answers: Answers, folder: Path, kinds: Sequence[str], variant: Variant) -> Sequence[str]:
    """Write the report as the command line does, and return what it says."""
    lines = lines_of("Rapport écrit", write_report(answers, folder, kinds, date.today(), variant))
    if gaps := missing(sections(answers)):
        said = french.plural(len(gaps), "exercice n’est pas fini", "exercices ne sont pas finis")
        lines.append(french.typography(f"{said} : le rapport commence par leur liste."))
    return lines
