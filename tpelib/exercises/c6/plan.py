"""What leaves the campaign: its media plan on one page, and Meta's import file."""

from __future__ import annotations

from datetime import date

from tpelib import french
from tpelib.campaign import Campaign, Tool, align, bill, tool_of
from tpelib.campaign.files import Section, meta_import, plan_docx, plan_html
from tpelib.campaign.model import OPEN_AGE
from tpelib.errors import DomainError
from tpelib.exercises.c6.project import brief_of, estimate_of
from tpelib.exercises.engine import Answers, Deliverable, Outcome

__all__ = ["media_plan", "media_plan_docx", "plan_sections", "write_import"]

NOTE = (
    "Montants hors taxes sauf mention. Les résultats attendus sont des fourchettes calculées à partir d'hypothèses, pas des "
    "promesses."
)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def media_plan(campaign: Campaign, answers: Answers) -> Outcome:
    """Write the media plan as a page."""
    data = plan_html(_title(campaign), plan_sections(campaign, answers), NOTE, date.today())
    return Outcome("Votre plan média est écrit.", files=(Deliverable("plan-media.html", "text/html", data),))


def media_plan_docx(campaign: Campaign, answers: Answers) -> Outcome:
    """Write the media plan for Word."""
    data = plan_docx(_title(campaign), plan_sections(campaign, answers), NOTE, date.today())
    return Outcome("Votre plan média est écrit.", files=(Deliverable("plan-media.docx", _DOCX, data),))


def write_import(campaign: Campaign) -> Outcome:
    """Write Meta's import file."""
    tool = tool_of(campaign.network)
    return Outcome(
        "Le fichier est écrit, tout en pause. Il est expérimental : comparez ses colonnes à un export de votre compte.",
        files=(Deliverable("import-meta.csv", "text/csv", meta_import(campaign, tool)),),
    )


def _title(campaign: Campaign) -> str:
    return f"Plan média : {campaign.name or 'ma campagne'}"


def plan_sections(campaign: Campaign, answers: Answers) -> tuple[Section, ...]:
    """Return the parts of the media plan.

    Raises
    ------
    DomainError
        The campaign has no network, no budget or no dates yet.
    """
    total, days = campaign.total, campaign.days
    if not campaign.network or not total or not days or campaign.start is None or campaign.end is None:
        raise DomainError("Choisissez d’abord le réseau, le budget et les dates de la campagne.")
    tool = tool_of(campaign.network)
    return (
        _what(campaign, tool),
        _whom(campaign, tool),
        _money(campaign, tool, total, days, campaign.start, campaign.end),
        Section(
            "Publicité",
            {
                "Page": campaign.page,
                "Texte": campaign.text,
                "Titre": campaign.headline,
                "Image": campaign.alt,
                "Page d'arrivée": campaign.link,
            },
        ),
        _expected(campaign, answers),
        Section(
            "Accord avec le projet (Cr6.1)",
            {item.label: item.verdict for item in align(campaign, brief_of(answers))},
        ),
    )


def _what(campaign: Campaign, tool: Tool) -> Section:
    objective = tool.objective(campaign.objective)
    return Section(
        "Campagne",
        {
            "Outil": tool.name,
            "Objectif": f"{objective.label} ({objective.result})" if objective else "à choisir",
            "Au nom de": campaign.beneficiary,
            "Payée par": campaign.payer,
        },
    )


def _whom(campaign: Campaign, tool: Tool) -> Section:
    where = campaign.place + (f", {french.number(campaign.radius)} km autour" if campaign.radius else "")
    ages = "à dire"
    if campaign.age_from is not None and campaign.age_to is not None:
        end = " ans et plus" if campaign.age_to >= OPEN_AGE else " ans"
        ages = f"{french.number(campaign.age_from)} à {french.number(min(campaign.age_to, OPEN_AGE))}{end}"
    labels = [item.label for key in campaign.placements if (item := tool.placement(key))]
    people = f"{french.number(campaign.people)} personnes" if campaign.people else "à dire"
    return Section(
        "Audience et emplacements",
        {
            "Zone": where,
            "Âges": ages,
            "Taille": people,
            "Emplacements": french.listing(labels) or "à choisir",
        },
    )


def _money(campaign: Campaign, tool: Tool, total: float, days: int, start: date, end: date) -> Section:
    kept = bill(total, tool, start, recovers_vat=True)
    return Section(
        "Budget et calendrier",
        {
            "Du, au": f"{french.day(start)} au {french.day(end)} ({french.plural(days, 'jour')})",
            "Budget": f"{french.euros(total, 2)}, soit {french.euros(total / days, 2)} par jour en moyenne",
            "Frais de la plateforme": french.euros(kept.fee, 2),
            "TVA": f"{french.euros(kept.vat, 2)} (perdue si vous êtes en franchise de TVA)",
            "En tout, TVA comprise": french.euros(kept.total, 2),
            "Règle de dépassement": tool.overspend.text,
        },
    )


def _expected(campaign: Campaign, answers: Answers) -> Section:
    found = estimate_of(campaign, answers)
    if found is None:
        return Section("Résultats attendus", {"Hypothèses": "à poser dans « Ma campagne en chiffres » (C1)"})
    lines = {
        "Affichages": (found.impressions, -2),
        "Personnes touchées": (found.reach, -1),
        "Fois par personne": (found.frequency, 1),
        "Clics": (found.clicks, 0),
        "Ventes ou demandes": (found.results, 1),
    }
    return Section(
        "Résultats attendus",
        {
            label: f"{french.number(round(item.low, d), max(0, d))} à {french.number(round(item.high, d), max(0, d))}"
            for label, (item, d) in lines.items()
        },
    )
