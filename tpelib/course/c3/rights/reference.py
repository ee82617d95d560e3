"""Whose agreement the images of a case have."""

from typing import Any

from tpelib.course.c3.photos import needed_images
from tpelib.course.cases import BusinessCase
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return a line for each image: nobody is seen on a logo."""
    own = case.answers["c3-droits"]
    shown = {"people": own["people"], "proof": own["proof"]}
    return {
        "lines": [
            {
                "kind": name,
                "author": own["author"],
                **(shown if name != "logo" else {"people": "none", "proof": ""}),
            }
            for name in needed_images(case.answers["c2-choix"]["networks"])
        ],
        "music": "none",
    }
