"""Images of a page: looked at without trust, measured, cut to what each network wants.

An image is hostile until proven otherwise: its kind is read from its bytes and not from its name, its
dimensions before it is unfolded, and whatever goes wrong is said in one French sentence.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpelib import french
from tpelib.errors import TpeError
from tpelib.platforms import Norm, platform

if TYPE_CHECKING:
    from PIL import Image

__all__ = [
    "ACCEPTED",
    "MAX_BYTES",
    "MAX_PIXELS",
    "SHARP",
    "ImageError",
    "Measures",
    "Placement",
    "advice",
    "cut",
    "measure",
    "placements",
    "without_metadata",
]

ACCEPTED = (".jpg", ".jpeg", ".png", ".webp")
MAX_BYTES = 10_000_000
"""Largest file looked at, in bytes."""
MAX_PIXELS = 60_000_000
"""Most pixels unfolded: a phone takes 12 to 50 million."""
SHARP = 100.0
"""Sharpness under which a photo may be blurred: the course's own rule of thumb, an advice and never a fault."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_GPS = 0x8825
_SIDE = 1000


class ImageError(TpeError):
    """A file that cannot be used as an image; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What is known of an image.

    Parameters
    ----------
    width, height : int
        Pixels, as the image is seen (once turned the right way up).
    weight : int
        Bytes of the file.
    kind : str
        ``JPEG``, ``PNG`` or ``WEBP``.
    sharpness : float
        Variance of the Laplacian of the grey image, its long side brought to 1 000 px at most.
    located : bool
        True when the file says where the photo was taken.
    """

    width: int
    height: int
    weight: int
    kind: str
    sharpness: float
    located: bool

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height


@dataclass(frozen=True, slots=True)
class Placement:
    """A place for an image on a network.

    Parameters
    ----------
    network, key, label : str
        ``"facebook"``, ``"cover"``, « Photo de couverture ».
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


_SQUARE = 720
"""Side of a profile photo where the course knows no norm, in pixels: enough for every screen."""


def placements(network: str) -> tuple[Placement, ...]:
    """Return the places for an image on a network, from its norms; a square profile photo always.

    Raises
    ------
    TpeError
        The course does not know this network.
    """
    found = platform(network)
    norms = {norm.key: norm for norm in found.norms}
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
        lowest = norms["image_ratio"].values[0].value[0]
        places.append(
            Placement(
                network,
                "publication",
                "Photo d'une publication",
                1080,
                round(1080 / lowest),
                norms["image_ratio"],
            )
        )
    if "story_safe" in norms:
        top, bottom = norms["story_safe"].values[0].value
        places.append(Placement(network, "story", "Story", 1080, 1920, norms["story_safe"], (top, bottom)))
    return tuple(places)


def measure(data: bytes) -> Measures:
    """Measure an image.

    Raises
    ------
    ImageError
        The bytes are not a JPEG, PNG or WebP image, or it is damaged, too heavy or too large.
    """
    from PIL import ImageFilter, ImageStat

    with _opened(data) as (image, located):
        kind = str(image.format)
        upright = _upright(image)
        width, height = upright.size
        grey = upright.convert("L")
        grey.thumbnail((_SIDE, _SIDE))
        laplacian = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
        edges = grey.filter(laplacian)
        inner = edges.crop((1, 1, max(2, edges.width - 1), max(2, edges.height - 1)))
        sharpness = float(ImageStat.Stat(inner).var[0])
    return Measures(width, height, len(data), kind, sharpness, located)


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
        What to keep in the middle, from the left and from the top, in [0, 1].

    Raises
    ------
    ImageError
        The image cannot be used.
    """
    from PIL import Image, ImageOps

    with _opened(data) as (image, _):
        upright = _flat(_upright(image))
        scale = min(1.0, upright.width / place.width, upright.height / place.height)
        size = max(1, round(place.width * scale)), max(1, round(place.height * scale))
        fitted = ImageOps.fit(upright, size, Image.Resampling.LANCZOS, centering=centre)
        return _jpeg(fitted)


def without_metadata(data: bytes) -> bytes:
    """Return the image without what the camera wrote in it (position, date, model), upright.

    Raises
    ------
    ImageError
        The image cannot be used.
    """
    with _opened(data) as (image, _):
        kind = str(image.format)
        upright = _upright(image)
        upright.info.clear()
        if kind == "JPEG":
            return _jpeg(_flat(upright))
        stream = io.BytesIO()
        upright.save(stream, kind)
        return stream.getvalue()


def advice(found: Measures, place: Placement) -> list[str]:
    """Return what to know before putting an image in a place: French sentences, the gravest first."""
    said: list[str] = []
    limit = platform(place.network).norm("image_size")
    if limit and found.weight > limit.safe * 1e6:
        said.append(
            f"Elle pèse {french.number(found.weight / 1e6, 1)} Mo, {french.number(limit.safe)} Mo au plus : retaillez-la."
        )
    if found.width < place.width or found.height < place.height:
        said.append(
            f"Elle mesure {french.number(found.width)} × {french.number(found.height)} px, il en faudrait "
            f"{french.number(place.width)} × {french.number(place.height)} : reprenez-la de plus près ou plus grande."
        )
    kept = min(found.ratio, place.width / place.height) / max(found.ratio, place.width / place.height)
    if kept < 0.95:
        said.append(
            f"Ses proportions diffèrent : {french.percent(1 - kept, 0)} de l'image sera coupé, gardez le sujet au milieu."
        )
    if any(place.safe):
        top, bottom = place.safe
        said.append(
            f"Rien d'important dans les {french.number(top)} % du haut et les {french.number(bottom)} % du bas : "
            "les boutons les cachent."
        )
    if found.sharpness < SHARP:
        said.append("Elle paraît floue ou très unie : regardez-la en grand avant de la garder.")
    if found.located:
        said.append(
            "Elle dit où elle a été prise : retirez la position si c'est chez vous ou chez un client."
        )
    return [french.typography(text) for text in said]


@contextmanager
def _opened(data: bytes) -> Iterator[tuple[Image.Image, bool]]:
    """Open and unfold an image; whatever it throws becomes a sentence."""
    from PIL import Image, UnidentifiedImageError

    if len(data) > MAX_BYTES:
        raise ImageError(
            french.typography(
                f"Cette image pèse {french.number(len(data) / 1e6, 1)} Mo : "
                f"choisissez-en une de {french.number(MAX_BYTES / 1e6)} Mo au plus."
            )
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a broken EXIF warns; a bomb is caught below, by its dimensions
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                _refuse_too_large(image)
                image.load()
                yield image, _located(image)
    except ImageError:
        raise
    except UnidentifiedImageError:
        raise ImageError("Ce fichier n’est pas une image JPEG, PNG ou WebP.") from None
    except Image.DecompressionBombError:
        raise ImageError("Cette image est trop grande pour être ouverte : réduisez-la d’abord.") from None
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError, TypeError, KeyError):
        raise ImageError(
            "Cette image est abîmée : ouvrez-la sur votre téléphone et enregistrez-la de nouveau."
        ) from None


def _refuse_too_large(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise ImageError(
            french.typography(
                f"Cette image annonce {french.number(image.width)} × {french.number(image.height)} px : "
                "c'est trop pour être ouvert. Réduisez-la d'abord."
            )
        )


def _located(image: Image.Image) -> bool:
    try:
        return bool(image.getexif().get_ifd(_GPS))
    except (OSError, ValueError, SyntaxError, struct.error, TypeError, KeyError, IndexError):
        return False  # a broken EXIF is not a reason to refuse a sound image


def _upright(image: Image.Image) -> Image.Image:
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, struct.error, TypeError, KeyError, IndexError):
        return image.copy()


def _flat(image: Image.Image) -> Image.Image:
    """Return the image in red, green and blue, what is transparent laid on white."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.info.clear()
    image.save(stream, "JPEG", quality=88, optimize=True)
    return stream.getvalue()
