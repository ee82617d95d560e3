"""The campaign of a case, set up."""

from typing import Any

from tpelib.course.cases import BusinessCase
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return whom it is for, in whose name, and where it leads."""
    own = case.answers["c6-campagne"]
    segment = case.answers["c1-cible"]["segments"][own["segment"]]
    return {
        "special": "none",
        # A whole country has no radius.
        **({} if own["place"] == "France" else {"radius": own.get("radius", segment["radius"])}),
        "age_from": segment["age_from"],
        "age_to": str(min(65, int(segment["age_to"]))),
        "people": segment["size"],
        **dict.fromkeys(("beneficiary", "payer", "page"), case.name),
        "link": f"{case.answers['c3-page']['link']}{own['path']}",
        "alt": case.answers["c5-publication"]["alt"],
    }
