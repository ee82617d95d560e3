"""Write docs/lisibilite.md: how easily each lesson is read, and its long sentences.

The index is the one that C5 gives to learners (:mod:`tpelib.domain.post.reading`): Kandel and Moles, and LIX. Prose,
lists and quotations are read; headings, tables, forms and code are not. ``--check`` ends with status 1 when
the page is not what the lessons give, or when a notebook misses the aim.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from tpelib.base import french
from tpelib.domain.post.reading import LONG_SENTENCE, Readability, reading

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "lisibilite.md"

EASE, LIX, TOO_LONG, LONG_SHARE = 60, 40, 30, 0.05
"""The aim: Kandel and Moles at least, LIX at most, words of no sentence, share of sentences over 20 words."""

_HIDDEN = re.compile(r"\A---.*?^---$|```.*?```|^#.*?$|^\|.*?$", re.DOTALL | re.MULTILINE)
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|^\s*(?:[-*>]|\d+\.)\s+|[*_`>]", re.MULTILINE)
_FILLED = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A notebook, and what reading it takes."""

    name: str
    title: str
    reading: Readability

    @property
    def meets(self) -> bool:
        """Return True when the notebook meets the aim."""
        found = self.reading
        longest = max((reading(sentence).words for sentence in found.hard), default=0)
        return (
            found.kandel_moles >= EASE
            and found.lix <= LIX
            and len(found.hard) <= LONG_SHARE * found.sentences
            and longest <= TOO_LONG
        )


def prose(source: str) -> str:
    """Return what a notebook gives to read in its lessons, without marks; each paragraph or item on its line."""
    text = _FILLED.sub("dix points", _HIDDEN.sub("\n", source))
    items = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text)
    lines = (" ".join(_MARKS.sub(r"\1", item).split()) for item in items)
    return french.typography("\n".join(line for line in lines if line))


def lessons(root: Path = ROOT) -> list[Lesson]:
    """Return the notebooks that teach or ask, in the order of the path, then the exam and the demos."""
    found = []
    for folder in ("parcours", "examen", "demos"):
        for path in sorted((root / "notebooks" / folder).glob("*.md")):
            source = path.read_text(encoding="utf-8")
            title = re.search(r"^    title: (.*)$", source, re.MULTILINE)
            found.append(Lesson(path.stem, title[1] if title else path.stem, reading(prose(source))))
    return found


def page(found: list[Lesson]) -> str:
    """Return the page, the same for the same lessons."""
    rows = "\n".join(
        f"| {one.title} | {french.number(one.reading.words)} | {french.number(one.reading.sentences)} "
        f"| {french.number(one.reading.kandel_moles, 0)} | {french.number(one.reading.lix, 0)} "
        f"| {len(one.reading.hard)} | {'oui' if one.meets else 'non'} |"
        for one in found
    )
    long = "\n\n".join(
        f"### {one.title}\n\n" + "\n".join(f"- {sentence}" for sentence in one.reading.hard)
        for one in found
        if one.reading.hard
    )
    return f"""# La lisibilité des leçons

Cette page est écrite par `tools/readability.py`, à partir des leçons elles-mêmes.

Chaque leçon est mesurée par l’**indice de langage clair** que le cours donne aussi aux publications des
apprenants (C5). Deux formules le composent :

- **Kandel et Moles** (1958), l’adaptation française de l’échelle de Flesch (1948) : 207 − 1,015 × mots par phrase
  − 73,6 × syllabes par mot. Sur cette échelle, un texte entre 60 et 70 se lit à treize ou quinze ans ; au-dessus
  de 80, il est facile ; sous 50, il demande des études.
- **LIX** (Björnsson, 1968) : mots par phrase + part des mots de plus de six lettres, en %. Sous 40, le texte est
  facile ; au-dessus de 60, il est difficile.

**Ce que nous visons**, pour qui sort de l’école : au moins {EASE} sur la première échelle, au plus {LIX} sur la seconde,
au plus une phrase sur {round(1 / LONG_SHARE)} de plus de {LONG_SENTENCE} mots, et aucune de plus de {TOO_LONG}.
Les deux derniers seuils sont une règle du cours.

Une formule compte des mots et des syllabes : elle ne sait pas si l’on comprend. Elle ne remplace pas des lecteurs,
et ne fait pas d’un texte un texte « FALC ». Titres, tableaux et formulaires ne sont pas comptés.

| Carnet | Mots | Phrases | Kandel et Moles | LIX | Phrases longues | Visée atteinte |
|---|---:|---:|---:|---:|---:|---|
{rows}

## Les phrases longues

Celles de plus de {LONG_SENTENCE} mots, telles qu’elles sont écrites.

{long}
"""


def main(check: bool) -> int:
    """Write the page, or compare it; return the exit status."""
    found = lessons()
    if not check:
        PAGE.write_text(page(found), encoding="utf-8")
        return 0
    if missed := [one.title for one in found if not one.meets]:
        print(f"Trop difficile à lire : {french.listing(missed)}. Voyez docs/lisibilite.md.")
        return 1
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page(found):
        print("docs/lisibilite.md n’est plus à jour : lancez tools/readability.py.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
