"""What a document must know of a photo before it shows it."""

from __future__ import annotations

import io

__all__ = ["kind_and_size"]


def kind_and_size(data: bytes) -> tuple[str, int, int]:
    """Return the media type, width and height (pixels) of a PNG or JPEG file.

    Raises
    ------
    ValueError
        The bytes are neither.
    """
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
        return f"image/{(image.format or '').lower()}", image.width, image.height
