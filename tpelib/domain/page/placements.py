"""Where an image goes on each network: what it must measure there, what is kept of it, and the cut itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tpelib.base import french
from tpelib.domain.page.images import (
    SHARP,
    ImageMeasures,
    as_jpeg,
    measure,
    opened,
)
from tpelib.domain.platforms import Norm, platform

__all__ = ["CENTRES", "Placement", "advice", "crop_box", "cut", "fits", "kept", "placements", "too_heavy"]

CENTRES: Mapping[str, tuple[str, tuple[float, float]]] = {
    "middle": ("Au milieu", (0.5, 0.5)),
    "left": ("À gauche", (0.0, 0.5)),
    "right": ("À droite", (1.0, 0.5)),
    "top": ("En haut", (0.5, 0.0)),
    "bottom": ("En bas", (0.5, 1.0)),
    "top-left": ("En haut à gauche", (0.0, 0.0)),
    "top-right": ("En haut à droite", (1.0, 0.0)),
    "bottom-left": ("En bas à gauche", (0.0, 1.0)),
    "bottom-right": ("En bas à droite", (1.0, 1.0)),
}
"""Where the subject of an image is: key to its words, and to what to keep (from the left, from the top)."""

_SQUARE = 720
"""Side of a profile photo where the course knows no norm, in pixels: enough for every screen."""
_LEAST_SQUARE = 320
"""Side under which a profile photo is too small, where the course knows no norm: its own rule of thumb."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A place for an image on a network.

    Parameters
    ----------
    network, key, label : str
        ``"facebook"``, ``"couverture"``, « Photo de couverture ».
    width, height : int
        Pixels that the image is brought to at most.
    norm : Norm or None
        What the network says of it; ``None`` when the size is the course's choice alone.
    safe : tuple of two floats
        Bands to leave free at the top and the bottom, in %.
    """

    network: str
    key: str
    label: str
    width: int
    height: int
    norm: Norm | None
    safe: tuple[float, float] = (0.0, 0.0)

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height

    @property
    def least(self) -> tuple[int, int]:
        """Width and height under which an image would be blurred there, in pixels."""
        if self.key != "profil":
            return self.width, self.height
        if self.norm:
            width, height = self.norm.values[0].value
            return int(width), int(height)
        return _LEAST_SQUARE, _LEAST_SQUARE


def placements(network: str) -> tuple[Placement, ...]:
    """Return the places for an image on a network, from its norms; a square profile photo always.

    Raises
    ------
    TpeError
        The course does not know this network.
    """
    norms = {norm.key: norm for norm in platform(network).norms}
    places = [
        Placement(network, "profil", "Photo de profil", _SQUARE, _SQUARE, norms.get("profile_photo")),
    ]
    for key, name, label in (
        ("cover", "couverture", "Photo de couverture"),
        ("image", "publication", "Image d'une publication"),
    ):
        if key in norms:
            width, height = norms[key].values[0].value
            places.append(Placement(network, name, label, int(width), int(height), norms[key]))
    if "image_ratio" in norms:
        norm = norms["image_ratio"]
        high = round(1080 / norm.values[0].value[0])
        places.append(Placement(network, "publication", "Photo d'une publication", 1080, high, norm))
    if "story_safe" in norms:
        top, bottom = norms["story_safe"].values[0].value
        places.append(Placement(network, "story", "Story", 1080, 1920, norms["story_safe"], (top, bottom)))
    return tuple(places)


def crop_box(
    size: tuple[int, int], ratio: float, centre: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Return what is kept of an image: left, top, right, bottom, in pixels.

    Parameters
    ----------
    size : tuple of two ints
        Width and height of the image.
    ratio : float
        Width over height of the place.
    centre : tuple of two floats
        What to keep, from the left and from the top, in [0, 1].
    """
    width, height = min(size[0], size[1] * ratio), min(size[1], size[0] / ratio)
    left, top = (size[0] - width) * centre[0], (size[1] - height) * centre[1]
    return left, top, left + width, top + height


def cut(data: bytes, place: Placement, centre: tuple[float, float] = (0.5, 0.5)) -> bytes:
    """Cut an image to the proportions of a place, reduce it when it is larger, and write it as JPEG.

    It is never enlarged (it would be blurred), and keeps nothing of what the camera wrote in it.

    Parameters
    ----------
    data : bytes
        The image.
    place : Placement
        Where it goes.
    centre : tuple of two floats
        What to keep, from the left and from the top, in [0, 1].

    Raises
    ------
    ImageError
        The image cannot be used.
    """
    from PIL import Image

    found = measure(data)
    larger = min(found.width / place.width, found.height / place.height)
    scale = min(1.0, larger)
    size = max(1, round(place.width * scale)), max(1, round(place.height * scale))
    image = opened(data, (int(found.width / max(1.0, larger)), int(found.height / max(1.0, larger))))
    box = crop_box(image.size, place.ratio, centre)
    return as_jpeg(image.resize(size, Image.Resampling.LANCZOS, box=box))


def fits(found: ImageMeasures, place: Placement) -> bool:
    """Return True when an image is large enough for a place, without being enlarged."""
    return found.width >= place.least[0] and found.height >= place.least[1]


def kept(found: ImageMeasures, place: Placement) -> float:
    """Return the share of an image that is kept in a place, in (0, 1]."""
    return min(found.ratio, place.ratio) / max(found.ratio, place.ratio)


def too_heavy(found: ImageMeasures, place: Placement) -> bool:
    """Return True when a network refuses a file of this weight."""
    limit = platform(place.network).norm("image_size")
    return limit is not None and found.weight > limit.safe * 1e6


def advice(found: ImageMeasures, place: Placement) -> list[str]:
    """Return what to know before putting an image in a place: French sentences, the gravest first."""
    said: list[str] = []
    limit = platform(place.network).norm("image_size")
    if limit and too_heavy(found, place):
        said.append(f"Elle pèse {found.weighs}, {french.number(limit.safe)} Mo au plus : le kit l'allège.")
    if not fits(found, place):
        width, height = place.least
        said.append(
            f"Elle mesure {found.size}, il en faudrait "
            f"{french.number(width)} × {french.number(height)} : reprenez-la en plus grand."
        )
    share = kept(found, place)
    if share < 0.95:
        said.append(
            f"{french.percent(1 - share, 0)} de l'image sera coupé : vérifiez qu'on voit encore le sujet."
        )
    if any(place.safe):
        top, bottom = place.safe
        said.append(
            f"Rien d'important dans les {french.number(top)} % du haut et les {french.number(bottom)} % du bas : "
            "les boutons les cachent."
        )
    if place.key != "profil" and found.sharpness < SHARP:
        said.append("Elle paraît floue ou très unie : regardez-la en grand avant de la garder.")
    return [french.typography(text) for text in said]
