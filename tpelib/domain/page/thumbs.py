"""Small copies of a learner's images, inside the drawing itself: nothing is fetched from anywhere."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from tpelib.base.html import data_address
from tpelib.domain.page.images import as_jpeg, small
from tpelib.domain.page.placements import crop_box

__all__ = ["thumbnail"]


@lru_cache(maxsize=96)
def thumbnail(
    data: bytes, width: int, ratio: float | None = None, centre: tuple[float, float] = (0.5, 0.5)
) -> Markup:
    """Return an image as a ``data:`` address, cut to a ratio (width over height) or whole.

    Parameters
    ----------
    data : bytes
        The image.
    width : int
        Pixels of the copy.
    ratio : float, optional
        Width over height; the image's own when not given.
    centre : tuple of two floats
        What to keep, from the left and from the top, in [0, 1].

    Raises
    ------
    ImageError
        The image cannot be used.
    """
    from PIL import Image

    image = small(data)
    shape = ratio or image.width / image.height
    box = crop_box(image.size, shape, centre)
    size = width, max(1, round(width / shape))
    copy = image.resize(size, Image.Resampling.LANCZOS, box=box)
    return data_address("image/jpeg", as_jpeg(copy, 72))
