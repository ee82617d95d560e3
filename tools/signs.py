"""Write data/publications/signes.json: the kinds of signs that reading a post takes, as ranges of code points.

Python's own ``re`` knows no Unicode property; the ``regex`` package does, and is needed here only, so that a
post can also be read where that package does not exist (a browser). ``--check`` says whether the file is
what ``regex`` gives.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import regex

FILE = Path(__file__).resolve().parent.parent / "data" / "publications" / "signes.json"
KINDS = {
    "letter": r"\p{L}",
    "mark": r"\p{M}",
    "number": r"\p{N}",
    "emoji": r"[\p{Emoji_Presentation}--[\U0001F1E6-\U0001F1FF]]",
    "base": r"\p{Emoji_Modifier_Base}",
    "skin": r"\p{Emoji_Modifier}",
    "pictograph": r"[\p{Extended_Pictographic}&&\p{Emoji}--[©®]]",
}


def ranges(pattern: str) -> list[list[int]]:
    """Return the code points that a pattern matches, as first and last of each run."""
    one = regex.compile(f"(?V1){pattern}")
    found: list[list[int]] = []
    for code in range(0x110000):
        if one.match(chr(code)):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return found


def written() -> str:
    """Return the file."""
    document = {
        "about": "Propriétés des caractères (Unicode Character Database, licence Unicode), par tools/signs.py",
        **{kind: ranges(pattern) for kind, pattern in KINDS.items()},
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    if "--check" not in sys.argv:
        FILE.write_text(written(), encoding="utf-8")
    elif FILE.read_text(encoding="utf-8") != written():
        sys.exit("data/publications/signes.json n’est plus à jour : lancez tools/signs.py.")
