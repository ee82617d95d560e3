"""What leaves the campaign: its media plan on one page, and Meta's import file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.formats import CSV, DOCX, HTML, PDF
from tpelib.course.c6.project import brief_of, estimate_of
from tpelib.documents.paper import (
    Block,
    Grid,
    Paper,
    Paragraph,
    written_as,
)
from tpelib.domain.campaign import (
    Campaign,
    Tool,
    align,
    bill,
    tool_of,
)
from tpelib.domain.campaign.files import meta_import
from tpelib.domain.campaign.model import OPEN_AGE
from tpelib.domain.platforms import platform
from tpelib.engine.exercise import Answers, Deliverable, Outcome

__all__ = ["media_plan", "write_import", "write_plan"]

_NOTE = (
    "Montants hors taxes sauf mention. Les résultats attendus sont des fourchettes calculées à partir d'hypothèses, pas des "
    "promesses."
)


def write_plan(campaign: Campaign, answers: Answers) -> Outcome:
    """Write the media plan as PDF, Word and HTML."""
    paper = media_plan(campaign, answers)
    files = [Deliverable.of("plan-media", form, written_as(paper, form)) for form in (PDF, DOCX, HTML)]
    return Outcome("Votre plan média est écrit, en trois formats : prenez celui qui vous va.", files=files)


def write_import(campaign: Campaign) -> Outcome:
    """Write Meta's import file."""
    data = meta_import(campaign, tool_of(campaign.network))
    return Outcome(
        "Le fichier est écrit, tout en pause. Il est expérimental : comparez ses colonnes à un export de votre compte.",
        files=(Deliverable.of("import-meta", CSV, data),),
    )


def media_plan(campaign: Campaign, answers: Answers) -> Paper:
    """Return the media plan of a campaign.

    Raises
    ------
    DomainError
        The campaign has no network, no budget or no dates yet.
    """
    total, days = campaign.total, campaign.days
    if not campaign.network or not total or not days or campaign.start is None or campaign.end is None:
        raise DomainError("Choisissez d’abord le réseau, le budget et les dates de la campagne.")
    tool, brief = tool_of(campaign.network), brief_of(answers)
    span = f"du {french.day(campaign.start)} au {french.day(campaign.end)} ({french.plural(days, 'jour')})"
    aligned = [item.label.lower() for item in align(campaign, brief) if item.share >= 1]
    blocks: tuple[Block, ...] = (
        Paragraph(
            f"{french.euros(total)} {span}, sur {platform(campaign.network).name} ({tool.name}).", "lead"
        ),
        _grid("Campagne et audience", {**_what(campaign, tool), **_whom(campaign, tool)}),
        _grid("Budget", _money(campaign, tool, total, days, campaign.start)),
        _grid(
            "Publicité",
            {
                "Texte": campaign.text,
                "Titre": campaign.headline,
                "Image": campaign.alt,
                "Page d'arrivée": campaign.link,
            },
        ),
        _grid("Résultats attendus", _expected(campaign, answers)),
        Paragraph(f"En accord avec le projet : {french.listing(aligned) or 'aucun des cinq champs'}."),
        Paragraph(_NOTE, "note"),
    )
    return Paper(
        title=f"Plan média : {campaign.name or 'ma campagne'}",
        subject="Plan média d'une campagne publicitaire",
        author=brief.business or "Mon entreprise",
        day=campaign.start,
        blocks=blocks,
    )


def _grid(caption: str, lines: Mapping[str, str]) -> Grid:
    rows = [(label, text or "à remplir") for label, text in lines.items()]
    return Grid(caption, ("Quoi", "Valeur"), rows, (0.3, 0.7))


def _what(campaign: Campaign, tool: Tool) -> Mapping[str, str]:
    objective = tool.objective(campaign.objective)
    named = [campaign.beneficiary, f"payée par {campaign.payer}" if campaign.payer else ""]
    return {
        "Objectif": f"{objective.label} ({objective.result})" if objective else "",
        "Au nom de": ", ".join(item for item in named if item),
    }


def _whom(campaign: Campaign, tool: Tool) -> Mapping[str, str]:
    where = campaign.place + (f", {french.number(campaign.radius)} km autour" if campaign.radius else "")
    ages = ""
    if campaign.age_from is not None and campaign.age_to is not None:
        end = " ans et plus" if campaign.age_to >= OPEN_AGE else " ans"
        ages = f", {french.number(campaign.age_from)} à {french.number(min(campaign.age_to, OPEN_AGE))}{end}"
    people = f", environ {french.number(campaign.people)} personnes" if campaign.people else ""
    labels = [item.label for key in campaign.placements if (item := tool.placement(key))]
    return {"Audience": f"{where}{ages}{people}", "Emplacements": french.listing(labels)}


def _money(campaign: Campaign, tool: Tool, total: float, days: int, start: date) -> Mapping[str, str]:
    owed = bill(total, tool, start, recovers_vat=False)
    return {
        "Dépense": f"{french.euros(total, 2)}, soit {french.euros(total / days, 2)} par jour en moyenne",
        "Frais de la plateforme": french.euros(owed.fee, 2),
        "En tout, TVA comprise": f"{french.euros(owed.total, 2)}, dont {french.euros(owed.vat, 2)} de TVA (perdue en "
        "franchise de TVA)",
        "Dépassement permis": tool.overspend.text,
    }


def _expected(campaign: Campaign, answers: Answers) -> Mapping[str, str]:
    found = estimate_of(campaign, answers)
    if found is None:
        return {"Hypothèses": "à poser dans « Ma campagne en chiffres » (C1)"}
    lines = {
        "Personnes touchées": (found.reach, -1),
        "Fois par personne": (found.frequency, 1),
        "Clics": (found.clicks, 0),
        "Ventes ou demandes": (found.results, 1),
    }
    return {
        label: f"{french.number(round(item.low, d), max(0, d))} à {french.number(round(item.high, d), max(0, d))}"
        for label, (item, d) in lines.items()
    }
