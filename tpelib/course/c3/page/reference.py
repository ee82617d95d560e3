"""What each page of a case says."""

from typing import Any

from tpelib.course.cases import BusinessCase
from tpelib.domain.page.launch_kit import checklist
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the same line for each network, and every setting checked."""
    line = {key: case.answers["c3-page"][key] for key in ("category", "bio", "button", "link")}
    return {
        "lines": [{"network": network, **line} for network in case.answers["c2-choix"]["networks"]],
        "settings": [str(rank) for rank, _ in enumerate(checklist(), 1)],
    }
