"""Pictures of a campaign being set up: both sides of the evidence, the review, the previews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import NOTHING, as_typed, element, joined, set_text
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.domain.campaign.alignment import FieldEvidence
from tpelib.domain.campaign.model import Campaign
from tpelib.domain.campaign.policy import PolicyRemark, ad_norms
from tpelib.domain.campaign.tools import AdPlacement, Tool

__all__ = ["previews", "review_list", "side_by_side"]

_STYLE = inline_style("tpelib.course.drawings", "campaign.css")

_SIGNS = {
    "aligné": ("tpe-v-right", "✓"),
    "en partie": ("tpe-v-partial", "≈"),
    "pas aligné": ("tpe-v-wrong", "✗"),
}


def side_by_side(evidence: Sequence[FieldEvidence], asked_by: str = "Ce que dit votre dossier") -> Picture:
    """Draw the five fields of a campaign beside what they must follow.

    Parameters
    ----------
    evidence : sequence of Evidence
        As :func:`tpelib.domain.campaign.align` gives it.
    asked_by : str
        Who asks: the dossier, or the brief of an exam.
    """
    own = "Ce que dit votre campagne"
    items = []
    for item in evidence:
        kind, sign = _SIGNS[item.verdict]
        verdict = element("span", as_typed(f"{sign} {item.verdict}"), class_=kind)
        items.append(
            element(
                "li",
                element("h4", set_text(item.label), _SPACE, verdict),
                element("div", _side(asked_by, item.asked), _side(own, item.found), class_="tpe-both"),
                element("p", set_text(item.mend)) if item.mend else NOTHING,
            )
        )
    aligned = sum(item.share >= 1 for item in evidence)
    rows = [(item.label, item.asked, item.found, item.verdict) for item in evidence]
    return Picture(
        title="Les cinq champs, des deux côtés",
        reading=f"{french.plural(aligned, 'champ aligné', 'champs alignés')} sur {len(rows)}.",
        alternative=" ".join(f"{label} : {verdict}." for label, _, _, verdict in rows),
        spec={},
        table=Table("Les cinq champs du critère Cr6.1", ("Champ", asked_by, own, "Verdict"), rows),
        html=joined((_STYLE, element("ul", *items, class_="tpe-sides", lang="fr"))),
    )


_SPACE = Markup(" ")


def _side(who: str, told: str) -> Markup:
    return element("p", element("small", set_text(who)), _SPACE, set_text(told))


def review_list(remarks: Sequence[PolicyRemark], tool: Tool) -> Picture:
    """Draw what the tool would say before publishing."""
    blocked = sum(remark.severity == "block" for remark in remarks)
    words = {"block": ("tpe-v-wrong", "✗ Bloque"), "warn": ("tpe-v-partial", "! À regarder")}
    items = [
        element(
            "li",
            element("h4", set_text(words[remark.severity][1])),
            element("p", set_text(remark.text)),
            element("small", set_text(remark.rule)) if remark.rule else NOTHING,
            class_=words[remark.severity][0],
        )
        for remark in remarks
    ] or [_ALL_GOOD]
    reading = (
        f"{tool.maker} ne publierait pas encore : {french.plural(blocked, 'point à reprendre', 'points à reprendre')}."
        if blocked
        else f"{tool.maker} publierait cette campagne."
    )
    rows = [(words[r.severity][1], r.text, r.rule or "champ vide") for r in remarks] or [
        ("✓", "Rien à redire", "")
    ]
    return Picture(
        title="La vérification avant publication",
        reading=reading,
        alternative=reading,
        spec={},
        table=Table("Ce que dit la vérification", ("Verdict", "Remarque", "Règle"), rows),
        source="Sources : les règles citées. Information, pas un conseil juridique : la vérification imite l'outil, elle ne le "
        "remplace pas.",
        html=joined((_STYLE, element("ul", *items, class_="tpe-review", lang="fr"))),
    )


_ALL_GOOD = Markup(
    '<li class="tpe-v-right"><h4>✓ Rien à redire</h4><p>Tout est rempli, dans les règles.</p></li>'
)
_NO_PLACE = Markup("<p>Choisissez un emplacement.</p>")


def previews(campaign: Campaign, tool: Tool, button: str) -> Picture:
    """Draw an ad in each of its placements: own drawings, no logo of any network.

    Parameters
    ----------
    campaign : Campaign
        Its third level.
    tool : Tool
        The tool of its network.
    button : str
        Words of the button; empty while none is chosen.
    """
    placements = [item for key in campaign.placements if (item := tool.placement(key))]
    drawn = [
        element("figure", element("figcaption", set_text(place.label)), _ad(campaign, place, button))
        for place in placements
    ] or [_NO_PLACE]
    rows = [
        ("Page", campaign.page),
        ("Texte", campaign.text),
        ("Image", campaign.alt or "sans description"),
        ("Titre", campaign.headline),
        ("Bouton", button),
        ("Page d'arrivée", campaign.link),
    ]
    told = [(label, text or "à remplir") for label, text in rows]
    return Picture(
        title="Votre publicité, là où on la verra",
        reading="Relisez-la comme quelqu'un qui passe : on doit comprendre en trois secondes.",
        alternative=f"Aperçu sur {french.listing([place.label for place in placements]) or 'aucun emplacement'}. "
        + " ".join(f"{label} : {text.rstrip('.')}." for label, text in told),
        spec={},
        table=Table("Les textes de la publicité", ("Place", "Texte"), told),
        html=joined((_STYLE, element("div", *drawn, class_="tpe-ads", lang="fr"))),
    )


_RATIOS = {"square": "1/1", "portrait": "4/5", "wide": "1.91/1"}


def _ad(campaign: Campaign, place: AdPlacement, button: str) -> Markup:
    norms = ad_norms(campaign.network)
    text = _cut(campaign.text, norms.norm("ad_text")) if place.shape != "vertical" else campaign.text
    headline = _cut(campaign.headline, norms.norm("ad_headline"))
    photo = set_text(campaign.alt or "Image à décrire")
    title = element("strong", set_text(headline))
    press = element("span", set_text(button or "Bouton"), class_="tpe-press")
    who = element("p", set_text(campaign.page or "Votre page"), _SPONSORED, class_="tpe-who")
    if place.shape == "vertical":
        safe = norms.norm("story_safe")
        top, bottom = safe.values[0].value if safe else (0.0, 0.0)
        inside = (element("span", photo), title, element("span", set_text(text)))
        return element(
            "div",
            element("div", who, class_="tpe-band", style=f"min-height:{top:.0f}%"),
            element("div", *inside, class_="tpe-photo"),
            element("p", press, class_="tpe-band", style=f"min-height:{bottom:.0f}%"),
            class_="tpe-ad tpe-vertical",
        )
    return element(
        "div",
        who,
        element("p", set_text(text)),
        element("div", photo, class_="tpe-photo", style=f"aspect-ratio:{_RATIOS[place.shape]}"),
        element("p", title, press, class_="tpe-foot"),
        class_="tpe-ad",
    )


_SPONSORED = Markup("<small>Sponsorisé</small>")


def _cut(text: str, norm: Any) -> str:
    limit = int(norm.safe) if norm else len(text)
    return text if len(text) <= limit else f"{text[:limit].rstrip()}… Voir plus"
