"""The layers of the library: their order, held by the tests, and the picture and table that the documentation shows.

``python tools/layers.py`` writes docs/images/architecture.svg and the table of docs/architecture.md from the folders
of ``tpelib`` and the first sentence of each; ``--check`` compares.
"""

from __future__ import annotations

import ast
import re
import sys
from html import escape
from pathlib import Path

__all__ = ["LAYERS"]

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "tpelib"
PAGE = ROOT / "docs" / "architecture.md"
PICTURE = ROOT / "docs" / "images" / "architecture.svg"
LAYERS = (
    "base",
    "charts",
    "domain",
    "engine",
    "documents",
    "course",
    "screens",
    "assess",
    "samples",
    "cours",
    "cli",
)
"""The parts of the library, lowest first: each imports only from those before it."""
TABLE = re.compile(r"(?<=<!-- layers -->\n).*?(?=<!-- /layers -->)", re.DOTALL)
WIDTH, HEIGHT, GAP, MARGIN, LINE = 760, 58, 12, 20, 92
"""Pixels of the picture, of a layer and of what is between two; signs of a line in a layer."""


def told(part: str) -> str:
    """Return the first sentence of a part's docstring, without its full stop."""
    path = PACKAGE / part / "__init__.py"
    text = (
        ast.get_docstring(ast.parse((path if path.is_file() else PACKAGE / f"{part}.py").read_text("utf-8")))
        or ""
    )
    return text.split("\n\n")[0].replace("\n", " ").rstrip(".")


def rooms(part: str) -> list[str]:
    """Return what is in the folder of a part, folders before modules."""
    folder = PACKAGE / part
    found = (
        [path for path in folder.glob("*") if not path.name.startswith((".", "_"))] if folder.is_dir() else []
    )
    folders = sorted(f"{path.name}/" for path in found if (path / "__init__.py").is_file())
    return folders + sorted(path.stem for path in found if path.suffix == ".py")


def table() -> str:
    """Return the table of the layers, highest first, in Markdown."""
    rows = [
        f"| `{part}` | {told(part)} | {' '.join(f'`{room}`' for room in rooms(part))} |"
        for part in reversed(LAYERS)
    ]
    return "\n".join(("| Layer | What is there | Its rooms |", "|---|---|---|", *rows, ""))


def picture() -> str:
    """Return the layers one above the other (SVG)."""
    height = 2 * MARGIN + len(LAYERS) * (HEIGHT + GAP) - GAP
    boxes = []
    for rank, part in enumerate(reversed(LAYERS)):
        top = MARGIN + rank * (HEIGHT + GAP)
        names = (
            ", ".join(room.rstrip("/") for room in rooms(part)) or "the names that a notebook's cell calls"
        )
        if len(names) > LINE:
            names = f"{names[:LINE].rpartition(',')[0]}…"
        fill = "#e6f0ee" if part in ("course", "engine") else "#ffffff"
        boxes.append(
            f'<rect x="20" y="{top}" width="{WIDTH - 40}" height="{HEIGHT}" rx="8" fill="{fill}" stroke="#7a8a8f"/>'
            f'<text x="40" y="{top + 25}" class="t">{part}</text>'
            f'<text x="40" y="{top + 45}" class="s">{escape(names)}</text>'
        )
    style = (
        "text{font-family:'Atkinson Hyperlegible Next','Segoe UI',system-ui,sans-serif;fill:#1b2a2f}"
        ".t{font-size:16px;font-weight:700}.s{font-size:13px;fill:#5b6b70}"
    )
    body = "\n".join(boxes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        ' role="img" aria-labelledby="title">\n<title id="title">Layers of tpelib, each above those it may import</title>\n'
        f'<style>{style}</style>\n<rect width="{WIDTH}" height="{height}" fill="#fbf8f3"/>\n{body}\n</svg>\n'
    )


def main() -> int:
    """Write the picture and the table, or say that they are no longer the library's."""
    page = PAGE.read_text(encoding="utf-8")
    wanted = {PICTURE: picture(), PAGE: TABLE.sub(lambda _: table(), page)}
    if "--check" in sys.argv[1:]:
        late = [path.name for path, text in wanted.items() if path.read_text(encoding="utf-8") != text]
        if late:
            print(f"{', '.join(late)} : relancez « python tools/layers.py ».")
        return bool(late)
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
