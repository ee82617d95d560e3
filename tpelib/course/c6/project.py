"""What a campaign is aligned with, and what it runs from, gathered from the dossier: nothing is typed twice."""

from __future__ import annotations

import hashlib

from tpelib.base.errors import DomainError, TpeError
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c1.campaign.exercise import CAMPAIGN, hypotheses
from tpelib.course.c1.campaign.exercise import CampaignForecast as Figures
from tpelib.course.c1.objective.exercise import OBJECTIVE
from tpelib.course.c1.periods.exercise import PERIODS
from tpelib.course.c1.target.exercise import TARGET
from tpelib.course.c2.choice.exercise import chosen_networks
from tpelib.course.c3.page.exercise import PAGE
from tpelib.course.c5.studio.exercise import STUDIO
from tpelib.domain import season
from tpelib.domain.campaign import (
    Audience,
    Brief,
    Campaign,
    CampaignEstimate,
    Window,
    estimate,
    tool_of,
)
from tpelib.domain.campaign.runs import MAX_DAYS, Market
from tpelib.engine.exercise import Answers

__all__ = ["brief_of", "estimate_of", "figures_of", "market_of", "result_cost_of"]


def brief_of(answers: Answers) -> Brief:
    """Return what a dossier asks of its campaign; blank where the dossier does not say."""
    business = BUSINESS.answer(answers)
    segments = [s for s in TARGET.answer(answers).segments if s.age_from is not None and s.age_to is not None]
    links = (line.link for line in PAGE.answer(answers).lines)
    return Brief(
        business=business.name,
        place=business.place,
        online=business.area == "online",
        networks=chosen_networks(answers),
        aim=OBJECTIVE.answer(answers).aim,
        audiences=[
            Audience(s.name or "Cible", s.age_from or 0, s.age_to or 0, s.radius or 0, s.size)
            for s in segments
        ],
        budget=CAMPAIGN.answer(answers).budget,
        windows=[Window(name, first, last) for name, first, last in PERIODS.answer(answers).dated],
        links=[link for link in dict.fromkeys(links) if link],
        content=_content(answers) or business.offer,
    )


def _content(answers: Answers) -> str:
    """Return the post written in C5; empty while there is none."""
    post = STUDIO.answer(answers)
    return " ".join(part for part in (post.hook, post.story, post.action) if part)


def figures_of(answers: Answers) -> Figures | None:
    """Return the hypotheses of « Ma campagne en chiffres » (C1); ``None`` while one is missing."""
    figures = CAMPAIGN.answer(answers)
    return None if None in (figures.cpm, figures.ctr, figures.conversion) else figures


def market_of(campaign: Campaign, answers: Answers) -> Market | None:
    """Return what the campaign of a dossier runs from; ``None`` while something is missing.

    The seed comes from the name of the business and the network: changing an amount or a date does not give
    another luck.
    """
    business, figures = BUSINESS.answer(answers), figures_of(answers)
    if figures is None or not business.basket or not business.margin or not campaign.people:
        return None
    if not campaign.start or not campaign.days or not campaign.daily:
        return None
    try:
        tool = tool_of(campaign.network)
        indices = season.seasonal_indices([month.turnover or 0 for month in PERIODS.answer(answers).months])
    except DomainError:
        indices = (1.0,) * 12
    except TpeError:
        return None
    placements = tuple(key for key in campaign.placements if tool.placement(key))
    if not placements:
        return None
    seed = hashlib.sha256(f"{business.name}|{campaign.network}".encode(errors="replace")).hexdigest()[:16]
    return Market(
        seed=seed,
        start=campaign.start,
        days=min(campaign.days, MAX_DAYS),
        daily=campaign.daily,
        lifetime=campaign.total if campaign.budget_kind == "lifetime" else None,
        people=campaign.people,
        placements=placements,
        cpm=figures.cpm or 0,
        ctr=(figures.ctr or 0) / 100,
        conversion_rate=(figures.conversion or 0) / 100,
        basket=business.basket,
        margin_rate=business.margin / 100,
        overspend=tool.overspend,
        season=indices,
    )


def estimate_of(campaign: Campaign, answers: Answers) -> CampaignEstimate | None:
    """Return what the campaign of a dossier may bring; ``None`` while a figure is missing."""
    figures, total = figures_of(answers), campaign.total
    if figures is None or not campaign.people or not total:
        return None
    return estimate(
        total=total,
        people=campaign.people,
        cpm=figures.cpm or 0,
        ctr=(figures.ctr or 0) / 100,
        conversion_rate=(figures.conversion or 0) / 100,
    )


def result_cost_of(answers: Answers) -> float | None:
    """Return what a sale or a request is supposed to cost, in euros (C1); ``None`` while it is not known."""
    found = hypotheses(CAMPAIGN.answer(answers), BUSINESS.answer(answers))
    return found.cpa if found else None
