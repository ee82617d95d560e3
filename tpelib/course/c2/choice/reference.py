"""Three figures that support the networks of a case."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.c2.public.exercise import PUBLIC
from tpelib.course.cases import BusinessCase
from tpelib.domain import audience
from tpelib.domain.platforms import platform
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return what the national survey, the case's own, and a network's report say."""
    survey, top = case.answers["c2-enquete"], known.values("c2-enquete")["top"]
    answered, counts = survey["survey"]["answered"], survey["survey"]["counts"]
    return {
        "cited": [
            {
                "what": "Part de ma cible qui utilise les réseaux sociaux",
                "value": f"{typed(PUBLIC.answer(known).share or 0, 1)} %",
                "source": "Baromètre du numérique (Crédoc)",
                "year": "2022",
            },
            {
                "what": f"Mes répondants qui utilisent {platform(top).name}",
                "value": f"{typed(100 * counts[top] / answered, 0)} %",
                "source": f"Mon enquête, {answered} réponses",
                "year": survey["end"][:4],
            },
            {
                "what": "Comptes Instagram actifs par mois en France",
                "value": f"{typed(audience.accounts_of('Instagram').value / 1e6, 1)} millions",
                "source": "Rapport de transparence de Meta (DSA)",
                "year": "2026",
            },
        ]
    }
