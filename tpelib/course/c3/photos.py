"""The images of a page as they are given: their questions, what can be used of them, and where each goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from tpelib.domain.page import images
from tpelib.domain.page.images import ImageMeasures
from tpelib.domain.page.model import PLACES_OF, Photo
from tpelib.domain.page.placements import CENTRES, Placement, placements
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers
from tpelib.engine.questions import Choice, File, LongText, Option

__all__ = [
    "EXERCISE",
    "NAMES",
    "Given",
    "Images",
    "given_images",
    "needed_images",
    "photos_of",
    "places_of",
    "trouble",
]

EXERCISE = "c3-images"
"""Id of the exercise in which they are given."""
NAMES = {"logo": "Logo", "photo": "Photo de publication", "cover": "Photo de couverture"}
"""The images of a page, by key, in the order of the form."""
_CENTRES = tuple(Option(key, words) for key, (words, _) in CENTRES.items())


def _file(label: str, short: str, hint: str, group: str, *, required: bool = True) -> File:
    accept, check = images.ACCEPTED, images.check
    return File(label, short=short, hint=hint, group=group, accept=accept, required=required, check=check)


def _alt(group: str, short: str, *, required: bool = True) -> LongText:
    hint = "Ce qu'on y voit, pour qui ne le voit pas."
    return LongText("Sa description", short=short, hint=hint, group=group, required=required, max_length=500)


def _centre(group: str, *, required: bool = True) -> Choice:
    hint = "Ce côté-là sera gardé quand on la coupe ; vérifiez dessous."
    return Choice("Où est le sujet ?", hint=hint, group=group, required=required, options=_CENTRES)


class Images(Answer):
    """The images of the pages, what they show, and what to keep of them."""

    logo: Annotated[
        dict[str, Any] | None,
        _file(
            "Votre logo, ou un portrait",
            "Mon logo",
            "JPEG, PNG, WebP ou HEIC, carré si possible.",
            NAMES["logo"],
        ),
    ] = None
    logo_alt: Annotated[str, _alt(NAMES["logo"], "Description du logo")] = ""
    logo_centre: Annotated[str, _centre(NAMES["logo"], required=False)] = ""
    photo: Annotated[
        dict[str, Any] | None,
        _file(
            "Une photo de vous au travail, debout",
            "Une photo",
            "Votre geste, vos produits, de près.",
            NAMES["photo"],
        ),
    ] = None
    photo_alt: Annotated[str, _alt(NAMES["photo"], "Description de la photo")] = ""
    photo_centre: Annotated[str, _centre(NAMES["photo"])] = ""
    cover: Annotated[
        dict[str, Any] | None,
        _file(
            "Une photo large, pour le haut de la page",
            "La couverture",
            "Demandée par certains réseaux seulement, Facebook par exemple.",
            NAMES["cover"],
            required=False,
        ),
    ] = None
    cover_alt: Annotated[str, _alt(NAMES["cover"], "Description de la couverture", required=False)] = ""
    cover_centre: Annotated[str, _centre(NAMES["cover"], required=False)] = ""


@dataclass(frozen=True, slots=True)
class Given:
    """An image that can be used: its measures, and the places where it goes."""

    found: ImageMeasures
    places: Sequence[Placement]


def needed_images(networks: Sequence[str]) -> list[str]:
    """Return which images the networks chosen need; a logo and a photo always."""
    wide = any(place.key == "couverture" for network in networks for place in placements(network))
    return ["logo", "photo", "cover"] if wide else ["logo", "photo"]


def photos_of(answers: Answers) -> dict[str, Photo]:
    """Return the images of the page that can be used, by key; those that cannot are left out."""
    answer = Images.read(answers.values(EXERCISE)).answer
    found: dict[str, Photo] = {}
    for name in NAMES:
        data = answers.file(getattr(answer, name))
        if data is not None and not trouble(data):
            centre = CENTRES.get(getattr(answer, f"{name}_centre"), CENTRES["middle"])[1]
            found[name] = Photo(data, getattr(answer, f"{name}_alt"), centre)
    return found


def trouble(data: bytes) -> str:
    """Return why an image cannot be used; empty when it can."""
    try:
        images.check(data)
    except images.ImageError as problem:
        return str(problem)
    return ""


def places_of(name: str, networks: Sequence[str]) -> list[Placement]:
    """Return the places where an image goes on these networks."""
    return [place for network in networks for place in placements(network) if place.key in PLACES_OF[name]]


def given_images(answers: Answers, networks: Sequence[str]) -> dict[str, Given]:
    """Return the images of the page that can be used, by key, measured, with their places."""
    return {
        name: Given(images.measure(photo.data), places_of(name, networks))
        for name, photo in photos_of(answers).items()
    }
