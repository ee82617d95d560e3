"""Derive from the fonts of the screens (WOFF2) those of the documents (TTF), or check that they are in step."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "tpelib" / "look" / "fonts"


def converted(path: Path) -> bytes:
    """Return a WOFF2 font as TTF: the same glyphs, without the compression that PDF tools do not read."""
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main() -> int:
    """Write the fonts, or only look with ``--check``."""
    late = []
    for path in sorted(FONTS.glob("*.woff2")):
        wanted, target = converted(path), path.with_suffix(".ttf")
        if not target.exists() or target.read_bytes() != wanted:
            late.append(target.name)
            if "--check" not in sys.argv:
                target.write_bytes(wanted)
    if late and "--check" in sys.argv:
        print(f"Pas à jour : {', '.join(late)}. Lancez « python tools/fonts.py ».")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
