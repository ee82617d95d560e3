"""The networks' cards, one at a time."""

from collections.abc import Mapping
from typing import Annotated, Any

from tpelib.base.html import each, element, joined, set_text
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.course.c2.choice.exercise import chosen_networks
from tpelib.course.common import NETWORKS
from tpelib.domain import audience, sources
from tpelib.domain.platforms import Platform, judgement_line, platform
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exploration, View
from tpelib.engine.questions import Choice

__all__ = ["CARDS"]


class _Settings(Answer):
    """The network shown."""

    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""


def _start(answers: Answers) -> Mapping[str, Any]:
    return {"network": next(iter(chosen_networks(answers)), NETWORKS[0].value)}


def _view(settings: _Settings, answers: Answers) -> View:
    found = platform(settings.network or NETWORKS[0].value)
    sentence = f"{found.name}, {found.place}. {found.position}"
    return View(sentence, platform_card(found, f"{found.name} pour une très petite entreprise"))


CARDS = Exploration(
    id="c2-fiches",
    title="Douze réseaux, une fiche chacun",
    prompt="Choisissez un réseau : à quoi il sert, ce qu'il demande, ses limites, ses normes et qui le dit.",
    model=_Settings,
    start=_start,
    view=_view,
)


_CARD_STYLE = inline_style("tpelib.course.c2", "cards.css")


def platform_card(found: Platform, reading: str) -> Picture:
    """Draw a network's card: what it is for, strengths, limits, formats, budgets; its norms as the table."""
    accounts = audience.accounts_of(found.accounts) if found.accounts else None
    counted = [
        *(
            [f"{accounts.text[:1].upper()}{accounts.text[1:]} actifs par mois en France ({accounts.year})"]
            if accounts
            else []
        ),
        *([f"{found.daily.label} : {found.daily.text} ({found.daily.year})"] if found.daily else []),
        *(
            [f"{found.engagement.label} : {found.engagement.text} ({found.engagement.year})"]
            if found.engagement
            else []
        ),
        *(
            [f"Mille affichages publicitaires : {found.cpm.text} ({found.cpm.source.year})"]
            if found.cpm
            else []
        ),
        *(
            [
                f"Budget publicitaire minimal : {found.minimum_budget.text} ({found.minimum_budget.source.year})"
            ]
            if found.minimum_budget
            else []
        ),
        *(
            [
                f"Publications conseillées par les prestataires : {found.frequency.text} "
                f"({found.frequency.source.year})"
            ]
            if found.frequency
            else []
        ),
    ]
    blocks = [
        ("À quoi il sert", found.uses),
        ("Qui s'y trouve", [found.people]),
        ("Forces pour une petite entreprise", found.strengths),
        ("Limites", found.limits),
        ("Formats", found.formats),
        ("Formats publicitaires", found.ad_formats),
        ("Une publicité y vise par", found.targeting),
        ("En chiffres", counted),
    ]
    body = (
        element(
            "section",
            element("h4", set_text(name)),
            element("ul", each("li", map(set_text, lines))),
        )
        for name, lines in blocks
        if lines
    )
    rows = [[norm.label, norm.on, norm.text, norm.said_by] for norm in found.norms]
    title = f"Normes de {found.name}"
    return Picture(
        f"Fiche de {found.name}",
        reading,
        f"Fiche de {found.name}. {found.position}",
        {},
        Table(title, ["Norme", "Où", "Limite", "Qui le dit"], rows or [["", "", "Aucune norme relevée", ""]]),
        f"{judgement_line()} {sources.line(*found.sources) if found.sources else ''}".strip(),
        html=joined((_CARD_STYLE, element("div", *body, class_="tpe-card", lang="fr"))),
    )
