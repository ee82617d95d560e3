"""Advice on the text alternative of an image: what it shows, for who does not see it."""

from __future__ import annotations

import re

from tpelib.base import french
from tpelib.base.words import fold
from tpelib.domain.platforms import platform
from tpelib.domain.post.parts import parts

__all__ = ["LEAST_ALT", "alt_advice"]

LEAST_ALT = 25
"""Signs under which an image is hardly described: the course's own rule of thumb."""
MOST_ALT = 250
"""Signs above which a description is tiring to listen to: the course's own rule of thumb."""
REPEATED = 0.6
"""Share of the words of a description found in the caption above which it says nothing new."""

_ANNOUNCED = re.compile(
    r"(?:c[’']est |voici |on voit )?(?:une? |la |l[’'])?(?:image|photo|photographie|visuel|illustration)s?\b",
    re.I,
)
_FILE = re.compile(r"\b(?:img|dsc|pxl|screenshot)?[_-]?\d{4,}|\.(?:jpe?g|png|webp|heic)\b", re.I)


def alt_advice(alt: str, caption: str = "", on_image: str = "", network: str = "") -> list[str]:
    """Return what to mend in a description, the gravest first; nothing when it is good.

    Parameters
    ----------
    alt : str
        The description.
    caption : str
        The text of the post, read just before or after.
    on_image : str
        What is written on the image.
    network : str
        Where it goes, for its limit; none without one.
    """
    if not alt.strip():
        return [french.typography("Décrivez l'image : qui, quoi, où, en une phrase ou deux.")]
    found: list[str] = []
    if _FILE.search(alt):
        found.append("C'est un nom de fichier : dites plutôt ce que l'on voit.")
    if _ANNOUNCED.match(alt.strip()):
        found.append("Ne commencez pas par « image de » ni « photo de » : le lecteur d'écran l'annonce déjà.")
    if len(alt) < LEAST_ALT:
        found.append(f"{len(alt)} signes : c'est court. Dites qui, quoi, où.")
    if len(alt) > MOST_ALT:
        found.append(
            f"{len(alt)} signes : c'est long à écouter. Gardez l'essentiel, en {MOST_ALT} signes au plus."
        )
    words = _words(alt)
    if len(words) >= 4 and len(words & _words(caption)) / len(words) >= REPEATED:
        found.append(
            "Elle répète le texte de la publication : dites ce que l'on voit, et que le texte ne dit pas."
        )
    lacking = sorted(_words(on_image) - words)
    if lacking:
        found.append(f"Reprenez ce qui est écrit sur l'image : il manque « {french.listing(lacking[:4])} ».")
    if parts(alt).hashtags or parts(alt).emoji:
        found.append("Ni mot-dièse ni émoji dans une description : ils sont lus à voix haute.")
    norm = platform(network).norm("alt") if network else None
    if norm and len(alt) > norm.widest:
        found.append(f"{french.number(norm.widest)} signes au plus sur {platform(network).name}.")
    return [french.typography(text) for text in found]


def _words(text: str) -> set[str]:
    """Return the words that carry meaning, without accents, plurals put aside."""
    return {word.rstrip("s") for word in fold(text).split() if len(word) > 3}
