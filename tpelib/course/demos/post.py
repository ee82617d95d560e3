"""« Mon post est-il prêt ? »: a text, a network, a day, and what is to be looked at before publishing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from tpelib.course.common import NETWORKS
from tpelib.course.drawings.posts import Author, post_preview
from tpelib.domain.post.sheet import DraftedPost, sheet
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exploration, View
from tpelib.engine.questions import Choice, Date, LongText

__all__ = ["POST"]

_AUTHOR = Author("Votre page", "", "#0b5d59", "#ffffff")
_FICTIONAL = (
    "Les soldes commencent chez nous ! 🌷🌷🌷 Tous les vases à -20 % jusqu'à samedi. Venez vite, il n'y en aura pas pour tout "
    "le monde. #vasesettextiles"
)


class _Settings(Answer):
    """A post to be."""

    network: Annotated[str, Choice("Le réseau", options=NETWORKS)] = ""
    day: Annotated[date | None, Date("Le jour où vous publiez")] = None
    text: Annotated[str, LongText("Votre texte", max_length=4000)] = ""


def _start(answers: Answers) -> Mapping[str, Any]:
    return {"network": "instagram", "day": "2027-02-20", "text": _FICTIONAL}


def _view(settings: _Settings, answers: Answers) -> View:
    found = sheet(DraftedPost(settings.network, settings.text, settings.day))
    preview = post_preview(found, _AUTHOR)
    return View(
        found.sentence, replace(preview, reading="Votre publication à l'écran, et ce que le cours y a lu.")
    )


POST = Exploration(
    id="demo-publication",
    title="Mon post est-il prêt ?",
    prompt="Collez votre texte, choisissez le réseau et le jour. Le texte de départ est fictif, et fautif exprès.",
    model=_Settings,
    start=_start,
    view=_view,
)
