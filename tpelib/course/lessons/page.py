"""The pictures of the lessons on pages: keys, colours, the way in, framing, free bands, what the law asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.data import read_data
from tpelib.base.html import BREAK, as_typed, each, element, joined, set_text, trusted
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.course.drawings.posts import Card, cards
from tpelib.domain import sources
from tpelib.domain.page import colours
from tpelib.domain.page.law import NOT_ADVICE, LawFact, law_facts
from tpelib.domain.platforms import platform

__all__ = ["PAGE_LESSONS"]

_STYLE = inline_style("tpelib.course.lessons", "page.css")
_INK, _GREEN, _ROSE, _PAPER = "#1b2a2f", "#0b5d59", "#cc79a7", "#fbf8f3"


def _keys() -> Picture:
    return cards(
        [
            Card(
                "Vous",
                "Administratrice ou administrateur",
                "Votre propre compte, double vérification. Vous donnez et retirez les rôles.",
            ),
            Card(
                "Une personne de confiance",
                "Administratrice ou administrateur",
                "Son propre compte, double vérification. Elle garde la page si vous perdez votre téléphone.",
            ),
            Card(
                "Qui vous aide",
                "Publie et répond, rien de plus",
                "Son propre compte. Son rôle s'enlève le jour où cette personne s'en va.",
            ),
            Card(
                "L'adresse e-mail de l'entreprise",
                "Récupération du compte",
                "Relevée par vous. C'est par elle qu'on retrouve un compte perdu.",
            ),
            Card(
                "La page",
                "Appartient à l'entreprise",
                "Pas de mot de passe à elle : on y entre par son propre compte et son rôle.",
            ),
        ],
        title="Qui a les clés de la page",
        header=("Qui", "Rôle", "Ce que cela permet"),
        reading="Personne n'entre dans la page avec la clé d'un autre : chacun la sienne, et deux personnes peuvent tout.",
        source="Source : conseil de ce cours.",
    )


def _contrast() -> Picture:
    shown = (
        ("Gris foncé", "#767676"),
        ("Gris presque pareil", "#777777"),
        ("Bleu de Facebook", "#1877F2"),
        ("Rose d'Instagram", "#E1306C"),
        ("Bleu de LinkedIn", "#0A66C2"),
    )
    rows = []
    samples = []
    for name, colour in shown:
        ratio = colours.contrast(colour, "#ffffff")
        verdict = "✓ se lit" if ratio >= colours.AA else "✗ trop peu"
        rows.append((name, colour, french.number(ratio, 2), verdict))
        look = f"background:#fff;color:{colour}"
        swatch = element(
            "span", set_text("Ouvert samedi"), class_="tpe-swatch", aria_hidden="true", style=look
        )
        samples.append(element("li", swatch, set_text(f"{name} : {french.number(ratio, 2)}, {verdict}")))
    return _drawn(
        title="Cinq couleurs de texte sur du blanc",
        reading="Deux gris presque pareils : l'un se lit, l'autre non. Et même de grandes marques n'y sont pas.",
        inside=samples,
        table=Table(
            "Contraste sur fond blanc", ("Couleur", "Code", "Contraste", "Pour un texte (4,5)"), rows
        ),
        source="Source : règle du contraste des WCAG 2.2, calcul du cours.",
    )


@dataclass(frozen=True, slots=True)
class _WayStop:
    """A stop of the way in: what one asks oneself there, and its drawing (SVG elements in a square of 56)."""

    name: str
    question: str
    drawing: str


def _way_in() -> Picture:
    stops = read_data(tuple[_WayStop, ...], "entree.toml", at="stop")
    lines = [
        element(
            "li",
            trusted(
                '<svg viewBox="0 0 56 56" aria-hidden="true" fill="none" stroke="currentColor" '
                f'stroke-width="3" stroke-linejoin="round">{stop.drawing}</svg>'
            ),
            element("strong", set_text(f"{rank}. {stop.name}")),
            element("span", set_text(stop.question), class_="tpe-quiet"),
            class_="tpe-stop",
        )
        for rank, stop in enumerate(stops, 1)
    ]
    return _drawn(
        title="De la rue au comptoir",
        reading="Faites le chemin un mètre à la main : cinq arrêts, et à chacun ce que l'on se demande.",
        inside=lines,
        table=Table(
            "Le chemin, arrêt par arrêt",
            ("Arrêt", "Ce que l'on se demande"),
            [(stop.name, stop.question) for stop in stops],
        ),
        source="Source : conseil de ce cours, d'après ce que demande le registre public d'accessibilité.",
    )


_HIGH = 100
_SHAPES = (
    ("Couverture", "0 90 300 111"),
    ("Profil", "25 25 250 250"),
    ("Publication", "60 0 180 300"),
)


def _framing() -> Picture:
    rows = (
        ("Avec de l'air autour", 150, 0.7, "Le bouquet reste entier partout."),
        ("Trop près du bord", 250, 1.7, "Dès que l'on coupe, on n'en voit plus qu'un morceau."),
    )
    parts = [
        element(
            "li",
            element("strong", set_text(words)),
            element("div", *(_cut(_bouquet(x, 146, scale), *shape) for shape in _SHAPES)),
            class_="tpe-three",
        )
        for words, x, scale, _ in rows
    ]
    return _drawn(
        title="La même photo, coupée trois fois",
        reading="Chaque réseau coupe à sa façon : laissez de l'air autour du sujet, il survivra aux trois.",
        inside=parts,
        table=Table(
            "Ce qu'il reste du sujet",
            ("Photo", "Ce qu'on en voit, coupée"),
            [(words, told) for words, _, _, told in rows],
        ),
        source="Source : dessin de ce cours.",
    )


def _cut(drawing: str, shape: str, box: str) -> Markup:
    svg = f'<svg viewBox="{box}" width="{_width(box)}" height="{_HIGH}" aria-hidden="true">{drawing}</svg>'
    return element("figure", trusted(svg), element("figcaption", set_text(shape)))


def _width(box: str) -> int:
    _, _, width, height = (float(number) for number in box.split())
    return round(_HIGH * width / height)


def _bouquet(x: float, y: float, scale: float) -> str:
    """Return a bouquet in its vase on a table, its middle at a point of a drawing 300 wide and high."""
    flowers = "".join(
        f'<path d="M{dx} {dy}L0 20" stroke="{_GREEN}" stroke-width="5"/>'
        f'<circle cx="{dx}" cy="{dy}" r="17" fill="{_ROSE}" stroke="{_INK}" stroke-width="2"/>'
        for dx, dy in ((-32, -28), (0, -56), (32, -28), (0, -20))
    )
    return (
        f'<rect width="300" height="300" fill="{_PAPER}"/><rect y="{y + 62 * scale}" width="300" height="300" '
        f'fill="#b5884f"/><g transform="translate({x} {y}) scale({scale})">{flowers}'
        f'<path d="M-26 14h52l-8 56h-36z" fill="{_GREEN}" stroke="{_INK}" stroke-width="2"/></g>'
    )


def _zones() -> Picture:
    norm = platform("instagram").norm("story_safe")
    top, bottom = norm.values[0].value if norm else (0.0, 0.0)
    high, low = 320 * top / 100, 320 * bottom / 100
    hatch = (
        '<pattern id="tpe-hatch" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="10" height="10" fill="{_PAPER}"/><rect width="5" height="10" fill="{_INK}"/></pattern>'
    )
    drawing = (
        f'<svg viewBox="0 0 180 320" width="180" height="320" aria-hidden="true"><defs>{hatch}</defs>'
        f'<rect width="180" height="320" fill="{_PAPER}"/><g transform="translate(-60 20)">{_bouquet(150, 130, 1.0)}</g>'
        f'<rect width="180" height="{high}" fill="url(#tpe-hatch)"/>'
        f'<rect y="{320 - low}" width="180" height="{low}" fill="url(#tpe-hatch)"/></svg>'
    )
    said = (
        f"{french.number(top)} % en haut : le nom du compte et la croix.",
        "Au milieu : votre sujet, votre texte, vos sous-titres.",
        f"{french.number(bottom)} % en bas : la réponse, le lien, les boutons.",
    )
    return _drawn(
        title="Une story, et les bandes à laisser libres",
        reading="Les bandes rayées sont couvertes par les boutons : gardez texte et visages au milieu.",
        inside=[element("li", trusted(drawing)), element("li", each("p", map(set_text, said)))],
        table=Table(
            "Les bandes d'une story",
            ("Partie", "Part de la hauteur"),
            [
                ("En haut, à laisser libre", f"{french.number(top)} %"),
                ("Au milieu", f"{french.number(100 - top - bottom)} %"),
                ("En bas, à laisser libre", f"{french.number(bottom)} %"),
            ],
        ),
        source=sources.line(norm.values[0].source) if norm else "",
    )


def _law() -> Picture:
    facts = law_facts()
    return _drawn(
        title="Ce que le droit demande à une page",
        reading="Avant de publier : qui l'a fait, qui l'on y voit, et ce que deviennent les données des gens.",
        inside=map(_fact, facts),
        table=Table(
            "Les règles, et ce qu'il faut faire",
            ("Sujet", "Ce que dit la règle", "À faire", "Texte", "Contrôle"),
            [(fact.topic, fact.say, fact.do, fact.rule, fact.checked()) for fact in facts],
        ),
        source=f"Source : textes cités. {NOT_ADVICE}",
    )


def _fact(fact: LawFact) -> Markup:
    link = element("a", set_text(fact.rule), href=fact.url, target="_blank", rel="noopener noreferrer")
    parts = (
        element("strong", set_text(fact.topic)),
        set_text(fact.say),
        set_text(f"→ {fact.do}"),
        element("span", link, as_typed(f", {fact.checked()}."), class_="tpe-quiet"),
    )
    return element("li", joined(parts, BREAK), style="flex:1 1 300px")


def _ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _drawn(*, title: str, reading: str, inside: Iterable[Markup], table: Table, source: str) -> Picture:
    return Picture(
        title=title,
        reading=reading,
        alternative=f"{title}. " + " ".join(f"{row[0]} : {_ended(str(row[1]))}" for row in table.rows),
        spec={},
        table=table,
        source=source,
        html=joined((_STYLE, element("ul", *inside, class_="tpe-lesson", lang="fr"))),
    )


PAGE_LESSONS: Mapping[str, Callable[[], Picture]] = {
    "cles": _keys,
    "contraste": _contrast,
    "chemin": _way_in,
    "cadrage": _framing,
    "zones": _zones,
    "droits": _law,
}
