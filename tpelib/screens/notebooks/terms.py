"""Words of the glossary in the lessons: each becomes a link, the first time a notebook uses it."""

from __future__ import annotations

import re
from functools import cache

from tpelib.engine.glossary import Term, load

__all__ = ["GLOSSARY", "Terms", "letter_text", "term_cell", "term_text"]

GLOSSARY = "glossaire"
"""The notebook that holds the definitions, beside those of the path."""
# What is left as it stands: code, links, images, tags, headings, heads of tables, names of notebooks.
_LEFT = re.compile(
    r"```.*?```|`[^`\n]*`|!?\[[^\]\n]*\]\([^)\n]*\)|<[^>\n]+>|https?://\S+|^#+ [^\n]*$|^\|[^\n]*\n\|[ :|-]+\|$|"
    r"\*\*\w+ · [^*\n]*\*\*",
    re.DOTALL | re.MULTILINE,
)


class Terms:
    """What a notebook has already linked.

    A link takes its reader to the definition, and carries it (``title``) for who only points at it.
    """

    def __init__(self) -> None:
        self._linked: set[str] = set()

    def link(self, text: str) -> str:
        """Return the Markdown of a lesson with links on the terms it is the first to use.

        Parameters
        ----------
        text : str
            Markdown whose French typography is set.
        """
        if not _by_form():
            return text
        found, end = [], 0
        for kept in _LEFT.finditer(text):
            found += [self._prose(text[end : kept.start()]), kept[0]]
            end = kept.end()
        return "".join([*found, self._prose(text[end:])])

    def _prose(self, text: str) -> str:
        return _pattern().sub(self._once, text)

    def _once(self, match: re.Match[str]) -> str:
        term = _by_form()[match[0].lower()]
        if term.id in self._linked:
            return match[0]
        self._linked.add(term.id)
        return f'[{match[0]}]({GLOSSARY}.ipynb#cell-id={term_cell(term)} "{term.definition}")'


def term_cell(term: Term) -> str:
    """Return the id of the cell that defines a term: links of lessons lead to it."""
    return f"mot-{term.id}"


def term_text(term: Term) -> str:
    """Return the definition of a term as Markdown."""
    lines = [term.definition, f"*Par exemple :* {term.example}"]
    if term.formula:
        lines.append(f"*Le calcul :* {term.formula}")
    if term.english:
        lines.append(f"*En anglais :* {term.english}")
    if term.source:
        lines.append(f"*Source :* {term.source}")
    return "\n\n".join([f"### {term.term}", *lines])


def letter_text(letter: str) -> str:
    """Return the heading of a letter as Markdown."""
    return f"## {letter}"


@cache
def _by_form() -> dict[str, Term]:
    return {form.lower(): term for term in load() for form in term.forms}


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_by_form(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)
