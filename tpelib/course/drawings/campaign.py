"""Pictures of a campaign being set up: both sides of the evidence, the review, the previews."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from tpelib.base import french
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.domain.campaign.alignment import Evidence
from tpelib.domain.campaign.model import Campaign
from tpelib.domain.campaign.policy import Remark, ad_norms
from tpelib.domain.campaign.tools import Placement, Tool

__all__ = ["previews", "review_list", "side_by_side"]

_STYLE = inline_style("tpelib.course.drawings", "campaign.css")

_SIGNS = {
    "aligné": ("tpe-v-right", "✓"),
    "en partie": ("tpe-v-partial", "≈"),
    "pas aligné": ("tpe-v-wrong", "✗"),
}


def side_by_side(evidence: Sequence[Evidence], asked_by: str = "Ce que dit votre dossier") -> Picture:
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
        mend = f"<p>{_set(item.mend)}</p>" if item.mend else ""
        items.append(
            f'<li><h4>{_set(item.label)} <span class="{kind}">{sign} {item.verdict}</span></h4>'
            f'<div class="tpe-both"><p><small>{_set(asked_by)}</small> {_set(item.asked)}</p>'
            f"<p><small>{own}</small> {_set(item.found)}</p></div>{mend}</li>"
        )
    aligned = sum(item.share >= 1 for item in evidence)
    rows = [(item.label, item.asked, item.found, item.verdict) for item in evidence]
    return Picture(
        title="Les cinq champs, des deux côtés",
        reading=f"{french.plural(aligned, 'champ aligné', 'champs alignés')} sur {len(rows)}.",
        alternative=" ".join(f"{label} : {verdict}." for label, _, _, verdict in rows),
        spec={},
        table=Table("Les cinq champs du critère Cr6.1", ("Champ", asked_by, own, "Verdict"), rows),
        html=f'{_STYLE}<ul class="tpe-sides" lang="fr">{"".join(items)}</ul>',
    )


def review_list(remarks: Sequence[Remark], tool: Tool) -> Picture:
    """Draw what the tool would say before publishing."""
    blocked = sum(remark.severity == "block" for remark in remarks)
    words = {"block": ("tpe-v-wrong", "✗ Bloque"), "warn": ("tpe-v-partial", "! À regarder")}
    items = [
        f'<li class="{words[remark.severity][0]}"><h4>{words[remark.severity][1]}</h4><p>{_set(remark.text)}</p>'
        f"{f'<small>{_set(remark.rule)}</small>' if remark.rule else ''}</li>"
        for remark in remarks
    ]
    items = items or [
        '<li class="tpe-v-right"><h4>✓ Rien à redire</h4><p>Tout est rempli, dans les règles.</p></li>'
    ]
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
        html=f'{_STYLE}<ul class="tpe-review" lang="fr">{"".join(items)}</ul>',
    )


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
    drawn = "".join(
        f"<figure><figcaption>{_set(place.label)}</figcaption>{_ad(campaign, place, button)}</figure>"
        for place in placements
    )
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
        html=f'{_STYLE}<div class="tpe-ads" lang="fr">{drawn or "<p>Choisissez un emplacement.</p>"}</div>',
    )


_RATIOS = {"square": "1/1", "portrait": "4/5", "wide": "1.91/1"}


def _ad(campaign: Campaign, place: Placement, button: str) -> str:
    norms = ad_norms(campaign.network)
    text = _cut(campaign.text, norms.norm("ad_text")) if place.shape != "vertical" else campaign.text
    headline = _cut(campaign.headline, norms.norm("ad_headline"))
    photo = _set(campaign.alt or "Image à décrire")
    press = f'<span class="tpe-press">{_set(button or "Bouton")}</span>'
    who = f'<p class="tpe-who">{_set(campaign.page or "Votre page")}<small>Sponsorisé</small></p>'
    if place.shape == "vertical":
        safe = norms.norm("story_safe")
        top, bottom = safe.values[0].value if safe else (0.0, 0.0)
        return (
            f'<div class="tpe-ad tpe-vertical"><div class="tpe-band" style="min-height:{top:.0f}%">{who}</div>'
            f'<div class="tpe-photo"><span>{photo}</span><strong>{_set(headline)}</strong><span>{_set(text)}</span></div>'
            f'<p class="tpe-band" style="min-height:{bottom:.0f}%">{press}</p></div>'
        )
    return (
        f'<div class="tpe-ad">{who}<p>{_set(text)}</p>'
        f'<div class="tpe-photo" style="aspect-ratio:{_RATIOS[place.shape]}">{photo}</div>'
        f'<p class="tpe-foot"><strong>{_set(headline)}</strong>{press}</p></div>'
    )


def _cut(text: str, norm: Any) -> str:
    limit = int(norm.safe) if norm else len(text)
    return text if len(text) <= limit else f"{text[:limit].rstrip()}… Voir plus"


def _set(text: str) -> str:
    return escape(french.typography(text))
