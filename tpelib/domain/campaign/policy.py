"""What the tool would say before it publishes: what it refuses, what it warns of, and by which rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tpelib.base import french
from tpelib.domain import media
from tpelib.domain.campaign.model import Campaign
from tpelib.domain.campaign.tools import Tool
from tpelib.domain.platforms import Platform, platform
from tpelib.domain.post import law_flags

__all__ = ["PolicyRemark", "ad_norms", "review"]

Severity = Literal["block", "warn"]

_HOUSING = re.compile(
    r"\b(?:appartement|maison|studio|logement)s?\b.{0,20}\b(?:à louer|à vendre)\b|\bimmobili", re.I
)
_EMPLOYMENT = re.compile(r"\b(?:recrut\w+|embauch\w+|offres? d['’]emploi|CDI|CDD|alternance)\b", re.I)
_FINANCE = re.compile(
    r"\bcrédit (?:immobilier|auto|à la consommation|renouvelable)|\bprêts? (?:immobilier|personnel)|\bassurance[- ]vie"
    r"|\bplacements? financiers?\b",
    re.I,
)
_LINK = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]\S*)?", re.I)
FEWEST_PEOPLE = 1000
"""People under which an audience is too small for its figures to mean something: a rule of the course."""
LEAST_ALT = 25


@dataclass(frozen=True, slots=True)
class PolicyRemark:
    """One thing the review says.

    Parameters
    ----------
    severity : str
        ``block``: not published; ``warn``: published, but look again.
    text : str
        What it is and what to do, in one or two French sentences.
    about : str
        Field of :class:`~tpelib.domain.campaign.model.Campaign`.
    rule : str
        Where the rule is written; empty for a plain blank.
    """

    severity: Severity
    text: str
    about: str
    rule: str = ""


def ad_norms(network: str) -> Platform:
    """Return the network whose advice on the length of an ad is held: its own, else Instagram's.

    Instagram's, because most tools publish none, and a text that is short there reads well everywhere.
    """
    own = platform(network) if network else None
    return own if own and own.norm("ad_text") else platform("instagram")


def review(
    campaign: Campaign, tool: Tool, department: str = "", *, result_cost: float | None = None
) -> tuple[PolicyRemark, ...]:
    """Review a campaign as its tool does, and a little more; what blocks comes first.

    Parameters
    ----------
    campaign : Campaign
        What was filled in.
    tool : Tool
        The tool of its network.
    department : str
        Code of the department, for the dates of the soldes.
    result_cost : float, optional
        Euros that a result is supposed to cost: with it, the learning phase is looked at.
    """
    found = [
        *_blanks(campaign, tool),
        *_first_level(campaign, tool),
        *_audience(campaign, tool),
        *_money(campaign, tool),
        *_learning(campaign, tool, result_cost),
        *_payer(campaign, tool),
        *_creative(campaign, department),
    ]
    set_ = [
        PolicyRemark(r.severity, french.typography(r.text), r.about, french.typography(r.rule)) for r in found
    ]
    return tuple(sorted(set_, key=lambda remark: remark.severity != "block"))


_NEEDED = {
    "name": "Donnez un nom à la campagne : vous la retrouverez.",
    "objective": "Choisissez un objectif : l'outil ne fait rien sans lui.",
    "special": "Déclarez une catégorie spéciale, ou dites qu'il n'y en a pas.",
    "place": "Dites où se trouvent les personnes.",
    "people": "Dites combien de personnes cela fait : l'outil l'affiche quand vous choisissez.",
    "placements": "Choisissez au moins un emplacement.",
    "budget_kind": "Dites si le budget est par jour ou en tout.",
    "amount": "Donnez un budget.",
    "start": "Donnez une date de lancement.",
    "end": "Donnez une date de fin : sans elle, la publicité dépense jusqu'à ce que vous y pensiez.",
    "page": "Dites au nom de quelle page vous parlez.",
    "text": "Écrivez le texte de la publicité.",
    "headline": "Écrivez le titre.",
    "button": "Choisissez un bouton.",
    "link": "Donnez la page où mène la publicité.",
    "image": "Donnez le nom du fichier de l'image.",
}


def _blanks(campaign: Campaign, tool: Tool) -> Iterator[PolicyRemark]:
    for field, sentence in _NEEDED.items():
        if getattr(campaign, field) in ("", None, ()):
            yield PolicyRemark("block", sentence, field)


def _first_level(campaign: Campaign, tool: Tool) -> Iterator[PolicyRemark]:
    if campaign.objective and tool.objective(campaign.objective) is None:
        yield PolicyRemark("block", f"{tool.maker} ne propose pas cet objectif.", "objective")
    special = tool.special(campaign.special)
    if campaign.special and special is None:
        yield PolicyRemark("block", f"{tool.maker} n'a pas cette catégorie dans ce cours.", "special")
    if special and special.source:
        mention = special.source.mention
        if special.verdict == "refused":
            yield PolicyRemark(
                "block",
                f"« {special.label} » : refusé dans l'Union européenne.",
                "special",
                mention,
            )
        else:
            yield PolicyRemark(
                "warn",
                f"« {special.label} » : l'outil peut élargir les âges et la zone, pour n'exclure personne.",
                "special",
                mention,
            )
    for key, pattern, words in (
        ("housing", _HOUSING, "de logement"),
        ("employment", _EMPLOYMENT, "d'emploi"),
        ("finance", _FINANCE, "de crédit ou de placement"),
    ):
        if pattern.search(f"{campaign.headline} {campaign.text}") and campaign.special not in ("", key):
            yield PolicyRemark(
                "block", f"Le texte parle {words} : déclarez la catégorie spéciale.", "special"
            )


def _audience(campaign: Campaign, tool: Tool) -> Iterator[PolicyRemark]:
    if campaign.age_from is None or campaign.age_to is None:
        yield PolicyRemark("block", "Donnez un âge de départ et un âge de fin.", "age_from")
    elif campaign.age_to < campaign.age_from:
        yield PolicyRemark("block", "L'âge de fin vient après l'âge de départ.", "age_to")
    if campaign.age_from is not None and campaign.age_from < tool.minimum_age:
        yield PolicyRemark(
            "block",
            f"Dans l'Union européenne, on ne cible pas les moins de {tool.minimum_age} ans.",
            "age_from",
            tool.age_source.mention,
        )
    if campaign.people is not None and campaign.people < FEWEST_PEOPLE:
        yield PolicyRemark(
            "warn",
            f"Une audience de moins de {french.number(FEWEST_PEOPLE)} personnes se lasse en quelques jours : élargissez.",
            "people",
            "Règle du cours",
        )
    strangers = [key for key in campaign.placements if tool.placement(key) is None]
    if strangers:
        yield PolicyRemark("block", f"{tool.maker} ne vend pas tous ces emplacements.", "placements")


def _money(campaign: Campaign, tool: Tool) -> Iterator[PolicyRemark]:
    if campaign.start and campaign.end and campaign.end < campaign.start:
        yield PolicyRemark("block", "La fin vient avant le début.", "end")
    daily = campaign.daily
    if daily is not None and daily < tool.minimum.value:
        yield PolicyRemark(
            "block",
            f"{french.euros(daily, 2)} par jour, c'est moins que le minimum ({tool.minimum.text}, en dollars) : "
            "raccourcissez la campagne ou augmentez le montant.",
            "amount",
            tool.minimum.source.mention,
        )


def _learning(campaign: Campaign, tool: Tool, cost: float | None) -> Iterator[PolicyRemark]:
    rule, daily = tool.learning, campaign.daily
    if not cost or daily is None:
        return
    needed = media.learning_phase_daily_budget(cost, events=rule.events, days=rule.days)
    if daily < needed:
        yield PolicyRemark(
            "warn",
            f"Apprentissage limité : l'outil voudrait {rule.events} résultats en {rule.days} jours, soit "
            f"{french.euros(needed)} par jour ; vous en prévoyez {french.euros(daily, 2)}. Les chiffres bougeront davantage : "
            "ne jugez pas sur un jour.",
            "amount",
            rule.source.mention,
        )


def _payer(campaign: Campaign, tool: Tool) -> Iterator[PolicyRemark]:
    for field, words in (("beneficiary", "au nom de qui la publicité paraît"), ("payer", "qui la paie")):
        if not getattr(campaign, field):
            yield PolicyRemark(
                "block",
                f"Dites {words} : dans l'Union européenne, elle n'est pas publiée sans cela.",
                field,
                tool.payer_source.mention,
            )


def _creative(campaign: Campaign, department: str) -> Iterator[PolicyRemark]:
    norms = ad_norms(campaign.network)
    for field, key, words in (("text", "ad_text", "Le texte"), ("headline", "ad_headline", "Le titre")):
        norm, length = norms.norm(key), len(getattr(campaign, field))
        if norm and length > norm.safe:
            yield PolicyRemark(
                "warn",
                f"{words} compte {length} caractères : Meta en conseille {french.number(norm.safe)} au plus, la fin "
                "peut être cachée sur téléphone. Mettez l'essentiel au début.",
                field,
                norm.values[0].source.mention,
            )
    if campaign.link and not _LINK.fullmatch(campaign.link.strip()):
        yield PolicyRemark(
            "block", "La page d'arrivée n'est pas une adresse : www.exemple.fr/bouquets.", "link"
        )
    if campaign.image and len(campaign.alt) < LEAST_ALT:
        yield PolicyRemark(
            "warn",
            "Décrivez l'image pour qui ne la voit pas : une phrase suffit.",
            "alt",
            "Règle du cours",
        )
    for flag in law_flags(f"{campaign.headline} {campaign.text}", campaign.start, department):
        yield PolicyRemark("warn", flag.text, "text", flag.rule.source)
