"""Office files are ZIP archives: without the date of the machine, the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile

__all__ = ["undated"]

_DAY = (1980, 1, 1, 0, 0, 0)


def undated(data: bytes) -> bytes:
    """Return an Office file whose parts bear no date of the machine."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, before.read(name))
    return out.getvalue()
