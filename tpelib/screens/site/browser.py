"""What a page without a server asks of the Python in its browser, beside the answers themselves."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

__all__ = ["bytecode"]

_UNCHECKED = (0b01).to_bytes(4, "little")
"""Flags of a compiled file that Python takes without a look at its source (PEP 552)."""


def bytecode(folder: str) -> bytes:
    """Return what Python has compiled under a folder, as an archive to unpack over a copy of that folder.

    The dates of the copy's sources need not be those of the sources that were compiled: the archive is only to be
    used with the very same sources.

    Parameters
    ----------
    folder : str
        Where the packages are (``site-packages``).
    """
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(Path(folder).rglob("*.pyc")):
            data = path.read_bytes()
            archive.writestr(path.relative_to(folder).as_posix(), data[:4] + _UNCHECKED + data[8:])
    return found.getvalue()
