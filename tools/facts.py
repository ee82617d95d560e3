"""Write docs/faits-a-relire.md, every dated fact with its day of review, the first due first; ``--check`` compares.

The page does not depend on today: it changes when a fact is reviewed, not when a day passes. What is late today is
said by ``tpe doctor --donnees``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tpelib.base import french
from tpelib.domain.facts import Fact, all_facts
from tpelib.domain.sources import FRESH_DAYS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "faits-a-relire.md"


def page() -> str:
    """Return the page as the data files give it."""
    facts = all_facts()
    return "\n".join(
        [
            "<!-- Écrite par tools/facts.py d’après les fichiers de data/ : ne la changez pas ici. -->",
            "# Faits à relire",
            "",
            f"Le cours tient {len(facts)} faits datés : chiffres, règles de droit, limites des réseaux, dates. Chacun se "
            f"relit dans les {FRESH_DAYS} jours. Ils sont ici dans l’ordre, le plus ancien d’abord.",
            "",
            "Pour relire un fait :",
            "",
            "1. Ouvrez sa page, et comparez.",
            "2. Dans le fichier nommé, corrigez la valeur si elle a changé. Écrivez la date du jour dans « verified_on », et "
            "dans « read » ce que vous avez lu.",
            "3. Si la page ne s’ouvre pas, ne touchez pas à la date : l’avertissement reste à l’écran, et c’est juste.",
            "4. Lancez `python tools/facts.py` et `python tools/sources_page.py`, puis les tests.",
            "",
            "« tpe doctor --donnees » dit ceux dont la date est passée aujourd’hui.",
            "",
            *(line for fact in facts for line in _entry(fact)),
        ]
    )


def _entry(fact: Fact) -> Iterator[str]:
    yield f"## {french.typography(fact.what)}"
    yield ""
    yield f"- À relire avant le {french.day(fact.due)} (contrôlé le {french.day(fact.verified_on)})."
    yield f"- Écrit dans `data/{fact.file.split(',')[0]}`{_key(fact)}."
    if fact.url:
        yield f"- Page : <{fact.url}>"
    if fact.read:
        yield f"- Ce qui a été lu : {fact.read}."
    for value in fact.values:
        yield f"- À comparer : {value}"
    yield ""


def _key(fact: Fact) -> str:
    _, _, key = fact.file.partition(", ")
    return f", entrée `{key}`" if key else ""


def main() -> int:
    """Write the page, or with ``--check`` compare it."""
    text = page()
    if "--check" in sys.argv[1:]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print("docs/faits-a-relire.md n’est plus à jour : lancez tools/facts.py.")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
