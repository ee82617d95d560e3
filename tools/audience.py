"""Write data/audience/barometre_2022_codes.json, the answers that the explorer needs, coded one letter each.

The extract weighs 2.8 MB and 45 columns; the same answers to the questions used here weigh 100 kB and load
in milliseconds, in a browser too. ``--check`` says whether the file is what the extract gives.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from tpelib.domain.survey_file import as_text, encode

FOLDER = Path(__file__).resolve().parent.parent / "data" / "audience"
EXTRACT = FOLDER / "barometre_2022_extrait.csv"
CODES = FOLDER / "barometre_2022_codes.json"
COLUMNS = [
    *("AGE6FUZ", "SEXE", "PCS8EGO", "AGGLO5", "REGION", "DIPL5"),
    *("US_FACEB", "FREQTOT", "FREQMOB", "SMARTPHO", "TABLETTE", "MICRO2", "PREFWEB", "US_ACHAT", "CONFFACE"),
]


def coded() -> str:
    """Return the file as the extract gives it."""
    with EXTRACT.open(encoding="utf-8", newline="") as lines:
        people = list(csv.DictReader(lines))
    return as_text(
        encode(
            {column: [person[column] for person in people] for column in COLUMNS},
            [float(person["POND"]) for person in people],
            "Baromètre du numérique 2022 (Crédoc pour l’Arcep, l’Arcom, le CGE et l’ANCT), ODbL 1.0 ; "
            "codé par tools/audience.py",
        )
    )


def main() -> int:
    """Write the file, or with ``--check`` compare it."""
    text = coded()
    if "--check" in sys.argv[1:]:
        if CODES.read_text(encoding="utf-8") == text:
            return 0
        print(f"{CODES.name} is not what the extract gives: run tools/audience.py")
        return 1
    CODES.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
