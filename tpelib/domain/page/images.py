"""Images of a page: looked at without trust, measured, cleaned of what the camera wrote in them.

An image is hostile until proven otherwise: its weight comes first, then its kind, read from its bytes and not
from its name, then the dimensions it announces, then what the camera wrote, and only then is it unfolded.
Whatever goes wrong on the way is said in one French sentence.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.quiet import quietly

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

__all__ = [
    "ACCEPTED",
    "MAX_BYTES",
    "MAX_PIXELS",
    "SHARP",
    "ImageError",
    "ImageMeasures",
    "as_jpeg",
    "check",
    "measure",
    "opened",
    "small",
    "without_metadata",
]

ACCEPTED = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
MAX_BYTES = 10_000_000
"""Largest file looked at, in bytes."""
MAX_PIXELS = 60_000_000
"""Most pixels unfolded: a phone takes 12 to 50 million."""
SHARP = 100.0
"""Sharpness under which a photo may be blurred: the course's own rule of thumb."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_HEIC = "HEIF"
_KINDS = {"MPO": "JPEG"}  # what some phones write: a JPEG followed by others
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_GPS = 0x8825
_ORIENTATION = 0x0112
_SIDE = 1000
_BAND = 64
"""Rows of an image measured at a time."""
_NO_HEIC = (
    "Cette photo est au format HEIC, celui des iPhone, que cet ordinateur ne sait pas ouvrir. Dans les réglages du "
    "téléphone, choisissez « Appareil photo », « Formats », « Le plus compatible », puis reprenez-la."
)
_DAMAGED = "Cette image est abîmée : ouvrez-la sur votre téléphone et enregistrez-la de nouveau."


class ImageError(TpeError):
    """A file that cannot be used as an image; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class ImageMeasures:
    """What is known of an image.

    Parameters
    ----------
    width, height : int
        Pixels, as the image is seen (once turned the right way up).
    weight : int
        Bytes of the file.
    kind : str
        ``JPEG``, ``PNG``, ``WEBP`` or ``HEIF``.
    sharpness : float
        Variance of the Laplacian of the grey image, its long side brought to 1 000 px at most.
    located : bool
        True when the file says where the photo was taken.
    light : float
        Mean of the grey image, from 0 (black) to 1 (white).
    """

    width: int
    height: int
    weight: int
    kind: str
    sharpness: float
    located: bool
    light: float = 0.5

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height

    @property
    def size(self) -> str:
        """Width and height in words: ``1 200 × 800 px``."""
        return f"{french.number(self.width)} × {french.number(self.height)} px"

    @property
    def weighs(self) -> str:
        """The weight in words: ``85 Ko``, ``3,2 Mo``."""
        if self.weight < 1e6:
            return f"{french.number(max(1, round(self.weight / 1000)))} Ko"
        return f"{french.number(self.weight / 1e6, 1)} Mo"


@dataclass(frozen=True, slots=True)
class _Opened:
    """An image unfolded and upright, and what its header says: size as it is seen, kind, position."""

    image: Image.Image
    width: int
    height: int
    kind: str
    located: bool


def check(data: bytes) -> None:
    """Do nothing for an image that can be used.

    Raises
    ------
    ImageError
        The bytes are not an image, or it is damaged, too heavy or too large.
    """
    measure(data)


def measure(data: bytes) -> ImageMeasures:
    """Measure an image.

    Raises
    ------
    ImageError
        The bytes are not an image that the course reads, or it is damaged, too heavy or too large.
    """
    return _measured(data)


def small(data: bytes) -> Image.Image:
    """Return an image upright, on white, its long side 1 000 px at most; not to be changed in place.

    Raises
    ------
    ImageError
        The image cannot be used.
    """
    return _reduced(data).image


def opened(data: bytes, least: tuple[int, int]) -> Image.Image:
    """Return an image upright, on white, not smaller than needed.

    Parameters
    ----------
    data : bytes
        The image.
    least : tuple of two ints
        Width and height, in pixels, under which it must not be brought while unfolding.

    Raises
    ------
    ImageError
        The image cannot be used.
    """
    return _flat(_unfolded(data, least).image)


def without_metadata(data: bytes) -> bytes:
    """Return the image without what the camera wrote in it (position, date, model), upright.

    PNG and WebP stay what they are; all else becomes JPEG, that every network takes.

    Raises
    ------
    ImageError
        The image cannot be used.
    """
    found = _unfolded(data, None)
    if found.kind not in ("PNG", "WEBP"):
        return as_jpeg(_flat(found.image))
    found.image.info.clear()
    stream = io.BytesIO()
    found.image.save(stream, found.kind)
    return stream.getvalue()


def as_jpeg(image: Image.Image, quality: int = 88) -> bytes:
    """Return an image in red, green and blue as a JPEG file, with nothing written in it but the image."""
    stream = io.BytesIO()
    image.info.clear()
    image.save(stream, "JPEG", quality=quality, optimize=True)
    return stream.getvalue()


@lru_cache(maxsize=8)
def _reduced(data: bytes) -> _Opened:
    """Unfold an image once for its previews: a page asks for them at each key."""
    from PIL import Image

    found = _unfolded(data, (_SIDE, _SIDE))
    image = _flat(found.image)
    image.thumbnail((_SIDE, _SIDE), Image.Resampling.HAMMING)  # as true here, in half the time
    return _Opened(image, found.width, found.height, found.kind, found.located)


@lru_cache(maxsize=8)
def _measured(data: bytes) -> ImageMeasures:
    """Measure an image once, in grey from the start: a third of the work, and a JPEG unfolds no colour."""
    import numpy as np
    from PIL import Image

    found = _unfolded(data, (_SIDE, _SIDE), "L")
    grey = found.image if found.image.mode == "L" else _flat(found.image).convert("L")
    grey.thumbnail((_SIDE, _SIDE), Image.Resampling.HAMMING)  # as true here, in half the time
    pixels = np.asarray(grey)
    sharpness, light = _sharpness(pixels), float(pixels.mean()) / 255
    return ImageMeasures(found.width, found.height, len(data), found.kind, sharpness, found.located, light)


def _sharpness(pixels: NDArray[np.uint8]) -> float:
    """Return the variance of the Laplacian of a grey image, borders left out; 0 for one without inside.

    Band by band, which a processor keeps at hand.
    """
    import numpy as np

    height, width = pixels.shape
    if min(height, width) < 3:
        return 0.0
    count, total, squares = 0, 0, 0.0
    for top in range(0, height - 2, _BAND):
        band = pixels[top : top + _BAND + 2].astype(np.int16)
        edges = band[:-2, 1:-1] + band[2:, 1:-1] + band[1:-1, :-2] + band[1:-1, 2:] - 4 * band[1:-1, 1:-1]
        flat = edges.clip(-128, 127).ravel().astype(np.float32)
        count += flat.size
        total += int(flat.sum())
        squares += float(flat @ flat)
    return squares / count - (total / count) ** 2


def _unfolded(data: bytes, least: tuple[int, int] | None, mode: str = "RGB") -> _Opened:
    """Open and unfold an image; whatever a decoder throws becomes a sentence."""
    from PIL import Image, UnidentifiedImageError

    if len(data) > MAX_BYTES:
        raise ImageError(
            french.typography(
                f"Cette image pèse {french.number(len(data) / 1e6, 1)} Mo : "
                f"choisissez-en une de {french.number(MAX_BYTES / 1e6)} Mo au plus."
            )
        )
    is_heic = data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS
    if is_heic and not _reads_heic():
        raise ImageError(french.typography(_NO_HEIC))
    try:
        # A broken EXIF warns; a bomb is caught below, by its dimensions.
        with quietly(), Image.open(io.BytesIO(data), formats=(_HEIC,) if is_heic else _FORMATS) as image:
            return _decoded(image, least, mode)
    except ImageError:
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise ImageError("Cette image est trop grande pour être ouverte : réduisez-la d’abord.") from None
    except UnidentifiedImageError:
        raise ImageError(
            french.typography(
                _DAMAGED if is_heic else "Ce fichier n'est pas une image JPEG, PNG, WebP ou HEIC."
            )
        ) from None
    except Exception:  # decoders meet hostile bytes: there is no list of what they may throw
        raise ImageError(french.typography(_DAMAGED)) from None


def _decoded(image: Image.Image, least: tuple[int, int] | None, mode: str) -> _Opened:
    """Unfold an image whose header is read, smaller at once, and in grey, where its format can (JPEG)."""
    from PIL.Image import Transpose

    _refuse_too_large(image)
    located, orientation = _from_camera(image)
    turns = (
        *(Transpose.FLIP_LEFT_RIGHT, Transpose.ROTATE_180, Transpose.FLIP_TOP_BOTTOM),
        *(Transpose.TRANSPOSE, Transpose.ROTATE_270, Transpose.TRANSVERSE, Transpose.ROTATE_90),
    )
    turn = turns[orientation - 2] if 2 <= orientation <= 8 else None
    lies = orientation >= 5 and turn is not None
    width, height = image.size[::-1] if lies else image.size
    if least is not None:
        image.draft(mode, least[::-1] if lies else least)
    image.load()
    upright = image.copy() if turn is None else image.transpose(turn)
    return _Opened(upright, width, height, _KINDS.get(str(image.format), str(image.format)), located)


def _refuse_too_large(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise ImageError(
            french.typography(
                f"Cette image annonce {french.number(image.width)} × {french.number(image.height)} px : "
                "c'est trop pour être ouvert. Réduisez-la d'abord."
            )
        )


def _from_camera(image: Image.Image) -> tuple[bool, int]:
    """Return whether the file says where it was taken, and how it lies (1 for upright), as EXIF has it."""
    try:
        written = image.getexif()
        return bool(written.get_ifd(_GPS)), int(written.get(_ORIENTATION, 1))
    except Exception:  # a broken EXIF is not a reason to refuse a sound image
        return False, 1


@cache
def _reads_heic() -> bool:
    """Return True where HEIC can be read, and have Pillow read it."""
    try:
        from pi_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    return True


def _flat(image: Image.Image) -> Image.Image:
    """Return the image in red, green and blue, what is transparent laid on white."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return image.convert("RGB")
