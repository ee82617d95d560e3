"""Name and colours of a page: handles with where to check them, pairs of colours as everybody sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.html import BREAK, NOTHING, as_typed, element, joined, set_text
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.domain.page import colours, identity
from tpelib.domain.platforms import platform

__all__ = ["Pair", "handles", "palette"]

_STYLE = inline_style("tpelib.course.c3.identity", "drawing.css")

_SAMPLE = Markup("Ouvert samedi<small>de 9 h à 19 h</small>")


@dataclass(frozen=True, slots=True)
class Pair:
    """A text on a ground.

    Parameters
    ----------
    name, ink, ground : str
        What it is, colour of the text, colour under it (``#rrggbb``).
    least : float
        Contrast wanted.
    """

    name: str
    ink: str
    ground: str
    least: float = colours.AA

    @property
    def contrast(self) -> float:
        """The contrast ratio, in [1, 21]."""
        return colours.contrast(self.ink, self.ground)

    @property
    def is_read(self) -> bool:
        """True when the contrast is enough."""
        return self.contrast >= self.least


def palette(
    pairs: Sequence[Pair], reading: str, title: str = "Mes couleurs, et comment on les voit"
) -> Picture:
    """Draw pairs of colours with their contrast, as colour-blind visitors see them, and the nearest that conforms.

    Parameters
    ----------
    pairs : sequence of Pair
        What to draw; one at least.
    reading : str
        The sentence that stands first.
    title : str
        Name of the picture.
    """
    rows = [_row(pair) for pair in pairs]
    parts = (
        element("section", element("h4", set_text(_heading(pair))), element("ul", *_views(pair)))
        for pair in pairs
    )
    return Picture(
        title=title,
        reading=reading,
        alternative=" ".join(f"{row[0]} : contraste {row[3]}, {row[5]}." for row in rows),
        spec={},
        table=Table(
            "Contraste de chaque paire de couleurs",
            ("Paire", "Texte", "Fond", "Contraste", "Demandé", "Verdict", "Couleur proche qui convient"),
            rows,
        ),
        source="Source : règle du contraste des WCAG 2.2 ; visions simulées par calcul",
        html=joined((_STYLE, element("div", *parts, class_="tpe-pairs", lang="fr"))),
    )


def _row(pair: Pair) -> tuple[str, ...]:
    verdict = "lisible" if pair.is_read else "trop peu contrasté"
    numbers = french.number(pair.contrast, 2), french.number(pair.least, 1)
    return (pair.name, pair.ink, pair.ground, *numbers, verdict, _mended(pair) or "celle-ci")


def _mended(pair: Pair) -> str:
    """Return the nearest colour that conforms; empty when this one does, or when none would."""
    if pair.is_read:
        return ""
    try:
        return colours.nearest(pair.ink, pair.ground, pair.least)
    except DomainError:
        return ""


def _heading(pair: Pair) -> str:
    sign = "✓ lisible" if pair.is_read else "✗ trop peu contrasté"
    return f"{pair.name} : contraste {french.number(pair.contrast, 2)}, {sign}"


def _views(pair: Pair) -> Iterator[Markup]:
    shown = [("Vu par la plupart des gens", pair.ink, pair.ground)]
    shown += [
        (f"Vu {words}", colours.seen(pair.ink, vision), colours.seen(pair.ground, vision))
        for vision, words in colours.VISIONS.items()
    ]
    if mended := _mended(pair):
        shown.append((f"Couleur proche qui convient : {mended}", mended, pair.ground))
    for words, ink, ground in shown:
        look = f"background:{ground};color:{ink}"
        sample = element("span", _SAMPLE, class_="tpe-sample", aria_hidden="true", style=look)
        yield element("li", sample, element("span", set_text(words), class_="tpe-who"))


def handles(given: Mapping[str, str]) -> Picture:
    """Draw the handles: what each network would say, and where to see whether each is free.

    Parameters
    ----------
    given : mapping
        Network to handle, networks with a handle only; one at least.
    """
    said = {network: identity.problems(handle, network) for network, handle in given.items()}
    bad = [platform(network).name for network, found in said.items() if found]
    if bad:
        reading = f"À revoir pour {french.listing(bad)}."
    elif identity.consistent(given):
        reading = (
            "Le même identifiant partout, et chaque réseau peut l'accepter. Il reste à voir s'il est libre."
        )
    else:
        reading = "Chaque réseau peut les accepter, mais ce n'est pas le même partout : on vous cherchera."
    rows = [
        (platform(network).name, f"@{handle}", " ".join(said[network]) or "peut être accepté", _who(network))
        for network, handle in given.items()
    ]
    lines = (
        element(
            "li",
            element("strong", set_text(platform(network).name)),
            as_typed(" : @"),
            set_text(handle),
            as_typed(" "),
            set_text(f"✗ {' '.join(said[network])}" if said[network] else "✓ peut être accepté"),
            _link(handle, network),
        )
        for network, handle in given.items()
    )
    return Picture(
        title="Mes identifiants",
        reading=reading,
        alternative=" ".join(f"{row[0]}, {row[1]} : {row[2].rstrip('.')}." for row in rows),
        spec={},
        table=Table("Les identifiants", ("Réseau", "Identifiant", "Verdict", "Qui le dit"), rows),
        source="Source : règles relevées par des tiers, peu sûres ; le réseau a le dernier mot",
        html=joined((_STYLE, element("ul", *lines, class_="tpe-handles", lang="fr"))),
    )


def _who(network: str) -> str:
    names = [source.mention for source in identity.rule(network).sources]
    return french.listing(names) or "prudence du cours"


def _link(handle: str, network: str) -> Markup:
    """Return the link that shows whether a handle is free, for one that a network could accept."""
    if identity.problems(handle, network):
        return NOTHING
    words = set_text(
        f"Est-il libre sur {platform(network).name} ? Ouvrez cette adresse : une page vide, et il l'est sans doute."
    )
    address = identity.check_page(handle, network)
    link = element("a", words, href=address, target="_blank", rel="noopener noreferrer")
    return joined((BREAK, link))
