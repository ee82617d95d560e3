"""Write docs/donnees.md, the page on data and sources, from data/sources.toml and data/LICENCES.md; ``--check`` compares.

The page says nothing that the index does not: title, publisher, year, licence, how sure, verified when, what to
beware of.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tpelib.base import french
from tpelib.domain import sources
from tpelib.domain.sources import CONFIDENCE, FRESH_DAYS, Source

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "donnees.md"
LICENCES = ROOT / "data" / "LICENCES.md"
HEAD = "| Source | Année | Licence | Confiance | Vérifiée le |\n|---|---|---|---|---|"
WORTH = {
    "official": "statistique publique, ou obligation légale de publier",
    "survey": "enquête dont la méthode et l’échantillon sont connus",
    "vendor": "relevé d’un prestataire, sur ses propres clients",
    "network": "ce qu’un réseau dit de lui-même, dans son aide ou sa documentation",
    "weak": "ordre de grandeur, méthode inconnue",
}


def page() -> str:
    """Return the page as the index gives it."""
    known = sources.all_sources()
    shipped = [source for source in known if source.files]
    quoted = [source for source in known if not source.files]
    return "\n".join(
        [
            "<!-- Écrite par tools/sources_page.py d’après data/sources.toml et data/LICENCES.md : ne la changez pas ici. -->",
            "# Données et sources",
            "",
            f"Le cours cite {len(known)} sources et {len(sources.all_figures())} chiffres isolés. Aucun chiffre n’y est "
            "inventé ; une entreprise, un message ou un profil fictif est dit fictif.",
            "",
            f"« Vérifiée le » est le jour où la valeur livrée a été comparée à sa source. Au-delà de {FRESH_DAYS} jours, "
            "le cours affiche un avertissement à côté du chiffre. Quand la comparaison n’a pas pu être faite, c’est la date "
            "de la source elle-même.",
            "",
            "| Confiance | Ce que cela veut dire |",
            "|---|---|",
            *(f"| {CONFIDENCE[key]} | {words} |" for key, words in WORTH.items()),
            "",
            "Deux chiffres qui ne comptent pas la même chose (des comptes, des personnes, des affichages) ne sont jamais "
            "additionnés ni comparés : le logiciel le refuse.",
            "",
            "## Données livrées avec le cours",
            "",
            HEAD,
            *_rows(shipped),
            "",
            "## Chiffres et règles cités",
            "",
            HEAD,
            *_rows(quoted),
            "",
            *_licences(),
        ]
    )


def _rows(listed: Iterable[Source]) -> Iterator[str]:
    for source in listed:
        about = " ".join(part for part in (f"{source.publisher}.", source.caution) if part)
        cells = (
            f"[{source.title}]({source.url})<br>{about}",
            source.year,
            source.licence,
            CONFIDENCE[source.confidence],
            french.day(source.verified_on),
        )
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _licences() -> Iterator[str]:
    """Yield the licences, one level down: they are a part of this page."""
    for line in LICENCES.read_text(encoding="utf-8").splitlines():
        yield f"#{line}" if line.startswith("#") else line
    yield ""


def main() -> int:
    """Write the page, or with ``--check`` compare it."""
    text = page()
    if "--check" in sys.argv[1:]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print("docs/donnees.md n’est plus à jour : lancez tools/sources_page.py.")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
