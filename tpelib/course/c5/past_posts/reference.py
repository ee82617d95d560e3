"""What the posts of 2014 say, and what they do not."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.cases import BusinessCase
from tpelib.domain.post.history import past_groups
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the figures of two kinds of posts, the best one, and five judgements."""
    groups = {group.name: group for group in past_groups("kind")}
    return {
        "videos": typed(groups["Vidéo"].posts),
        "photo": typed(100 * groups["Photo"].engagement, 1),
        "best": next(name for name, group in groups.items() if group.enough),
        "video": "few",
        "text": "cause",
        "paid": "yes",
        "hour": "overlap",
        "mine": "other",
    }
