"""The name and the colours of a case."""

from typing import Any

from tpelib.course.cases import BusinessCase
from tpelib.domain.page.identity import has_handle, propose
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the handles proposed for its networks, and its four colours."""
    named = filter(has_handle, case.answers["c2-choix"]["networks"])
    return {
        "name": case.name,
        "handles": [{"network": network, "handle": propose(case.name, network)} for network in named],
        **dict(zip(("main", "on_main", "paper", "ink"), case.answers["c3-identite"]["colours"], strict=True)),
    }
