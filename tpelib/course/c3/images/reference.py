"""The images of a case, drawn for it."""

from typing import Any

from tpelib.course.c3.images.fiction import images
from tpelib.course.c3.photos import needed_images
from tpelib.course.cases import BusinessCase
from tpelib.engine.dossier import Content
from tpelib.engine.exercise import Deliverable

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the images that its networks need, with what they show and where their subject is."""
    drawn = images(case.answers["c3-identite"]["colours"])
    needed = needed_images(case.answers["c2-choix"]["networks"])
    found: dict[str, Any] = dict.fromkeys((f"{name}_centre" for name in needed), "middle")
    found |= {name: Deliverable(f"{name}-{case.id}.png", "image/png", drawn[name]) for name in needed}
    # A case describes three images; a page that needs no cover has none.
    return found | {key: None for key in ("cover_alt",) if "cover" not in needed}
