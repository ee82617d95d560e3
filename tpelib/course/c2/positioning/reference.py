"""Where the rivals of a case stand on its two axes."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.cases import BusinessCase
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the place of each rival."""
    rivals = case.answers["c2-concurrents"]["rivals"]
    return {"rivals": [{"name": one["name"], "x": typed(one["x"]), "y": typed(one["y"])} for one in rivals]}
