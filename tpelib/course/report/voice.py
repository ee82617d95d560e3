"""The voice of the report: the course says « vous » to the candidate, the report is the candidate's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["drawn_as_own", "own"]

# Only the course's own phrases, whole: what the candidate typed stays as typed.
_PHRASES: Sequence[tuple[str, str]] = (
    (r"\bVos (saisons|heures|euros|thèmes)\b", r"Mes \1"),
    (r"\bVotre (choix|mois)\b", r"Mon \1"),
    (
        r"\bvos (souhaits|périodes|mois forts|événements|saisons|poids|notes|réponses|relevés|chiffres|réglages)\b",
        r"mes \1",
    ),
    (r"\bvos (hypothèses|clients|euros|heures|\d+ (?:réponses|h))\b", r"mes \1"),
    (r"\bvos (\d)", r"mes \1"),
    (r"\bvotre (plus fort mois|choix|calendrier)\b", r"mon \1"),
    (r"\bvotre (enquête|appréciation|argent)\b", r"mon \1"),
    (r"\bvotre (publicité|cible)\b", r"ma \1"),
    (r"\bvotre (chiffre d['’]affaires)", r"mon \1"),
    (r"\bque vous avez choisis\b", "que j'ai choisis"),
    (r"\bque vous avez saisi\b", "que j'ai relevé"),
    (r"\bne dépasse jamais ce que vous avez\b", "ne dépasse jamais ce dont je dispose"),
    (r"\bdépasse ce que vous avez\b", "dépasse ce dont je dispose"),
    (r"\bil vous (reste|manque)\b", r"il me \1"),
    (r"\bproche de vous\b", "proche de moi"),
    (r", vous (\d)", r", moi \1"),
    (r"^Source : vos\b", "Source : mes"),
)
_ON_DRAWINGS = {
    "vous": "moi",
    "votre cible": "ma cible",
    "Votre choix": "Mon choix",
    "vos heures<br>disponibles": "mes heures<br>disponibles",
}


def own(text: str) -> str:
    """Return one of the course's sentences as the candidate would say it: « mes saisons » for « vos saisons »."""
    for phrase, said in _PHRASES:
        text = re.sub(phrase, said, text)
    return text


def drawn_as_own(spec: Any) -> Any:
    """Return the spec of a chart whose notes speak as the candidate does."""
    if isinstance(spec, Mapping):
        return {key: drawn_as_own(value) for key, value in spec.items()}
    if isinstance(spec, (list, tuple)):
        return [drawn_as_own(item) for item in spec]
    if isinstance(spec, str):
        if spec.startswith("vous : "):
            return f"moi{spec.removeprefix('vous')}"
        return _ON_DRAWINGS.get(spec, spec)
    return spec
