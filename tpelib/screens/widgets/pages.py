"""Pages without questions: the fictional cases, the path walked so far, and the associated knowledge."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from IPython.display import HTML

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.look import packaged, stylesheet
from tpelib.engine.books import books
from tpelib.engine.course import current
from tpelib.engine.dossier import Dossier
from tpelib.engine.progress import Step, progress
from tpelib.engine.referential import Competency, Lesson, load
from tpelib.screens.widgets.road import road

__all__ = ["cases_page", "knowledge_page", "page", "path_page"]

_BEYOND = '<br><span class="tpe-todo">En plus du référentiel</span>'
_STATES = {"done": "✓ Fait", "started": "~ Commencé", "todo": "○ À faire"}


def cases_page() -> HTML:
    """Return the fictional cases, one fold each, with their figures as tables.

    Raises
    ------
    TpeError
        The course has none.
    """
    if not (cases := current().cases()):
        raise TpeError("Ce cours n’a pas de cas fictif.")
    folds = []
    for case in cases:
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in case.paragraphs)
        rows = "".join(
            f'<tr><th scope="row">{escape(a)}</th><td>{escape(b)}</td></tr>' for a, b in case.facts
        )
        months = "".join(f'<tr><th scope="row">{name}</th><td>{sold}</td></tr>' for name, sold in case.months)
        folds.append(
            f"<details><summary>{escape(case.name)} <span>— {escape(case.trade)}, cas fictif</span></summary>"
            f"{paragraphs}<table><caption>Sa fiche</caption><tbody>{rows}</tbody></table>"
            "<table><caption>Son chiffre d’affaires, mois par mois (montants inventés)</caption>"
            f"<tbody>{months}</tbody></table></details>"
        )
    return page(french.typography(current().cases_title), "".join(folds))


def path_page(dossier: Dossier, competency: str | None = None) -> HTML:
    """Return the path with the learner's own progress: the map, or the exercises of one competency."""
    try:
        steps = progress(dossier, competency)
    except TpeError as problem:
        return _page(f'<p class="tpe-notice" role="alert">{escape(french.typography(str(problem)))}</p>')
    if competency:
        shown = _exercises(steps)
    else:
        detail = "".join(_competency(found, steps) for found in load().competencies)
        shown = f"{road(steps)}<details><summary>Le détail, exercice par exercice</summary>{detail}</details>"
    notices = "".join(f'<p class="tpe-notice" role="alert">{escape(n)}</p>' for n in dossier.notices)
    return _page(
        f'<section class="tpe-page" lang="fr" aria-label="Votre avancement">{notices}{shown}</section>'
    )


def knowledge_page() -> HTML:
    """Return the associated knowledge of the referential, with a link to each lesson that gives it.

    Raises
    ------
    TpeError
        It names none.
    """
    if not load().knowledge:
        raise TpeError("Ce cours n’a pas de savoirs associés.")
    titles = {book.file.removesuffix(".ipynb"): book.title for book in books()}
    rows = "".join(
        f'<tr><th scope="row">{escape(found.title)}{_BEYOND if found.beyond else ""}</th>'
        f"<td>{'<br>'.join(_lesson(lesson, titles) for lesson in found.taught)}</td></tr>"
        for found in load().knowledge
    )
    return _page(
        '<section class="tpe-page" lang="fr" aria-label="Savoirs associés"><table><thead><tr>'
        f'<th scope="col">Le savoir</th><th scope="col">Où le cours le donne</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></section>"
    )


def page(label: str, body: str) -> HTML:
    """Return HTML that is safe already as a page of the course, named by its label."""
    return _page(f'<section class="tpe-page" lang="fr" aria-label="{escape(label)}">{body}</section>')


def _lesson(lesson: Lesson, titles: dict[str, str]) -> str:
    anchor = lesson.heading.replace(" ", "-")
    return (
        f'<a href="{lesson.notebook}.ipynb#{escape(anchor)}">'
        f"{escape(titles[lesson.notebook].split()[0])}, «{french.NBSP}{escape(lesson.heading)}{french.NBSP}»</a>"
    )


def _competency(found: Competency, steps: Sequence[Step]) -> str:
    own = [step for step in steps if step.competency == found.id]
    return f"<h3>{found.id} · {escape(found.title)}</h3><p>{escape(found.text)}</p>{_exercises(own)}"


def _exercises(steps: Sequence[Step]) -> str:
    done = sum(step.state == "done" for step in steps)
    lines = "".join(
        f'<li><span class="tpe-step-state tpe-{step.state}">{_STATES[step.state]}</span>'
        f"<span>{escape(french.typography(step.title))}</span>"
        f'<span class="tpe-step-points">{french.number(step.points)} / {french.number(step.max)}</span></li>'
        for step in steps
    )
    said = f"{french.plural(done, 'exercice fait', 'exercices faits')} sur {len(steps)}"
    return (
        f'<p><progress max="{len(steps)}" value="{done}" aria-label="{said}"></progress> {said}</p>'
        f'<ul class="tpe-steps">{lines}</ul>'
    )


def _page(body: str) -> HTML:
    css = stylesheet(*(packaged("tpelib.screens.widgets", name) for name in ("pages.css", "road.css")))
    return HTML(f"<style>{css}</style>{body}")  # type: ignore[no-untyped-call]  # IPython is not typed
