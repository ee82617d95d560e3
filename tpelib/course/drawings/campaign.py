"""Pictures of a campaign being set up: both sides of the evidence, the review, the previews, the estimate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import NOTHING, as_typed, element, joined, set_text
from tpelib.charts.builders import COLOURS
from tpelib.charts.picture import Picture, Table
from tpelib.domain import media
from tpelib.domain.campaign.alignment import Evidence
from tpelib.domain.campaign.estimate import SPREAD, Estimate, Interval
from tpelib.domain.campaign.model import Campaign
from tpelib.domain.campaign.policy import Remark
from tpelib.domain.campaign.tools import Placement, Tool
from tpelib.domain.platforms import platform

__all__ = ["previews", "reach_curves", "review_list", "side_by_side"]

_STYLE = Markup("""<style>
.tpe-sides,.tpe-review{list-style:none;margin:0;padding:0}
.tpe-sides>li{border-top:1px solid var(--tpe-hairline,#ccc);padding:12px 0}
.tpe-sides h4,.tpe-review h4{font-size:1em;margin:0}
.tpe-sides .tpe-both{display:grid;gap:8px 24px;grid-template-columns:repeat(auto-fit,minmax(15em,1fr));margin:6px 0 0}
.tpe-sides .tpe-both small{color:var(--tpe-quiet,#555);display:block}
.tpe-sides p,.tpe-review p{margin:6px 0 0;overflow-wrap:anywhere}
.tpe-sides .tpe-both p{margin:0}
.tpe-v-right{color:var(--tpe-right,#0b5d59)}.tpe-v-partial{color:var(--tpe-caution,#7a5200)}
.tpe-v-wrong{color:var(--tpe-wrong,#a63a1e)}
.tpe-review>li{border-left:4px solid currentColor;margin:8px 0;padding:2px 0 2px 12px}
.tpe-review p{color:var(--tpe-ink,#1b2a2f)}
.tpe-review small{color:var(--tpe-quiet,#555)}
.tpe-ads{display:flex;flex-wrap:wrap;gap:20px}
.tpe-ads figure{margin:0;max-width:100%}
.tpe-ads figcaption{color:var(--tpe-quiet,#555);margin-bottom:6px}
.tpe-ad{background:#fff;border:1px solid #7a8a8f;border-radius:10px;box-sizing:border-box;color:#1b2a2f;display:flex;
 flex-direction:column;max-width:100%;overflow:hidden;width:240px}
.tpe-ad p{margin:0;overflow-wrap:anywhere;padding:8px 12px}
.tpe-ad .tpe-who{font-weight:700}.tpe-ad .tpe-who small{color:#5b6b70;display:block;font-weight:400}
.tpe-ad .tpe-photo{align-items:center;background:#dfe7e6;box-sizing:border-box;display:flex;font-size:.84em;
 justify-content:center;padding:12px;text-align:center}
.tpe-ad .tpe-foot{align-items:center;background:#f1f4f4;display:flex;gap:8px;justify-content:space-between}
.tpe-ad .tpe-press{background:#1b2a2f;border-radius:6px;color:#fff;font-weight:700;padding:6px 10px;white-space:nowrap}
.tpe-ad.tpe-vertical{aspect-ratio:9/16;background:#1b2a2f;color:#fff;justify-content:space-between;width:220px}
.tpe-ad.tpe-vertical .tpe-band{background:repeating-linear-gradient(45deg,#33454b 0 8px,#1b2a2f 8px 16px);
 font-size:.8em;text-align:center}
.tpe-ad.tpe-vertical .tpe-photo{background:#3f5359;color:#fff;flex:1;flex-direction:column;gap:8px}
.tpe-ad.tpe-vertical .tpe-who small{background:#1b2a2f;color:#fff}
.tpe-ad.tpe-vertical .tpe-press{background:#fff;color:#1b2a2f}
</style>""")

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


def review_list(remarks: Sequence[Remark], tool: Tool) -> Picture:
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


def _ad(campaign: Campaign, place: Placement, button: str) -> Markup:
    norms = platform("facebook")
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


def reach_curves(
    *, total: float, people: float, cpm: float, found: Estimate, reading: str, k: float = 0.5
) -> Picture:
    """Draw the people reached as money goes, between the two models, with the campaign on them.

    Parameters
    ----------
    total, people, cpm : float
        Euros, people, euros for a thousand impressions.
    found : Estimate
        What the whole budget brings.
    """
    steps = [2 * total * (rank / 40) ** 2 for rank in range(41)]  # closer where the curves turn
    low = [media.reach_range(people, media.impressions(x, cpm * (1 + SPREAD)), k=k).low for x in steps]
    high = [media.reach_range(people, media.impressions(x, cpm * (1 - SPREAD)), k=k).high for x in steps]
    curves = (("au mieux", high, "solid", None), ("au moins", low, "dash", "tonexty"))
    spec = {
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "name": name,
                "x": steps,
                "y": values,
                "line": {"color": COLOURS[0], "width": 3, "dash": dash},
                "fill": fill,
                "fillcolor": "rgba(0,114,178,0.12)",
                "hovertemplate": f"%{{x:.0f}} € : %{{y:.0f}} personnes {name}<extra></extra>",
            }
            for name, values, dash, fill in curves
        ],
        "layout": {
            "margin": {"l": 70, "r": 80, "t": 16, "b": 56},
            "showlegend": False,
            "xaxis": {"title": {"text": "euros dépensés"}, "rangemode": "tozero"},
            "yaxis": {"title": {"text": "personnes touchées"}, "rangemode": "tozero", "tickformat": ",.0f"},
            "shapes": [
                {"type": "line", "x0": total, "x1": total, "yref": "paper", "y0": 0, "y1": 1}
                | {"line": {"dash": "dot", "width": 2, "color": "#5b6b70"}}
            ],
            "annotations": [
                _note(f"vous : {french.euros(total)}", total, 1, yref="paper", xanchor="left", yanchor="top"),
                *(_note(name, steps[-1], values[-1], xanchor="left") for name, values, _, _ in curves),
            ],
        },
    }
    rows = [
        ("Affichages", *_ends(found.impressions, -2)),
        ("Personnes touchées (portée)", *_ends(found.reach, -1)),
        ("Fois par personne (répétition)", *_ends(found.frequency, 1)),
        ("Clics", *_ends(found.clicks, 0)),
        ("Ventes ou demandes", *_ends(found.results, 1)),
    ]
    return Picture(
        title="Ce que ce budget peut atteindre",
        reading=reading,
        alternative=f"{reading} La courbe monte vite, puis s'aplatit : l'argent de plus touche des gens déjà touchés.",
        spec=spec,
        table=Table("Une fourchette, pas une promesse", ("", "Au moins", "Au mieux"), rows),
        source="Source : vos hypothèses de C1. Modèle : prix de mille affichages à ±30 % ; en haut, tout le monde aussi "
        "exposé (loi de Poisson) ; en bas, certains bien plus que d'autres (loi binomiale négative).",
    )


def _ends(found: Interval, decimals: int) -> tuple[str, str]:
    return tuple(french.number(round(x, decimals), max(0, decimals)) for x in (found.low, found.high))  # type: ignore[return-value]  # two ends, two texts


def _note(text: str, x: object, y: object, **more: object) -> dict[str, Any]:
    return {"text": text, "x": x, "y": y, "showarrow": False, **more}
