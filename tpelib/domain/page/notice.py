"""The legal notice of a page: what the law wants said, looked for in what somebody wrote. Not legal advice."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tpelib.base import french

__all__ = ["PARTS", "missing_parts"]

PARTS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    key: (told, re.compile(pattern, re.IGNORECASE))
    for key, told, pattern in (
        ("phone", "un téléphone", r"(?:\+33|\b0)\s?[1-9](?:[\s.]?\d{2}){4}\b|\btéléphone\b"),
        ("mail", "une adresse e-mail", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\be-mail\b"),
        (
            "number",
            "un numéro d'immatriculation",
            r"\b(?:siren|siret|rcs|rne|immatricul\w*)\b|(?<!\d)\d{3} ?\d{3} ?\d{3}(?!\d)",
        ),
        (
            "editor",
            "qui dirige la publication",
            r"\b(?:direct(?:eur|rice)s?|responsables?) de (?:la )?publication\b",
        ),
        ("host", "qui héberge la page", r"\bhéberg(?:eur|ement|é|ée)\b"),
    )
}
"""What a notice gives beside the name and the address: key to its words and to what shows it.

LCEN, article 1-1 (who edits, who directs, who hosts) and article 19 (the e-mail address, where one sells).
"""
_SOLE_TRADER = re.compile(
    r"\b(?:entreprise individuelle|micro-?entrepr\w+|auto-?entrepr\w+)\b", re.IGNORECASE
)
_EI = re.compile(r"\bEI\b|\bentrepreneure? individuel(?:le)?\b")


def missing_parts(text: str) -> list[str]:
    """Return what a legal notice does not say, in French words to be listed; empty when all is there.

    A sole trader also writes « EI » beside the name (code de commerce, R526-27).
    """
    plain = text.replace(french.NBSP, " ").replace(french.NNBSP, " ")
    said = [told for told, pattern in PARTS.values() if not pattern.search(plain)]
    if _SOLE_TRADER.search(plain) and not _EI.search(plain):
        said.append("« EI » à côté du nom")
    return said
