"""A campaign written out for the tool: Meta's bulk-import file."""

from __future__ import annotations

from tpelib.base.errors import DomainError
from tpelib.base.spreadsheets import to_csv
from tpelib.domain.campaign.model import Campaign
from tpelib.domain.campaign.tools import Tool

__all__ = ["COLUMNS", "meta_import"]

COLUMNS = (
    "Campaign Name",
    "Campaign Status",
    "Campaign Objective",
    "Buying Type",
    "Special Ad Categories",
    "Ad Set Name",
    "Ad Set Run Status",
    "Ad Set Time Start",
    "Ad Set Time Stop",
    "Ad Set Daily Budget",
    "Ad Set Lifetime Budget",
    "Countries",
    "Cities",
    "Age Min",
    "Age Max",
    "Beneficiary",
    "Payer",
    "Publisher Platforms",
    "Optimization Goal",
    "Billing Event",
    "Ad Status",
    "Ad Name",
    "Title",
    "Body",
    "Link",
    "Image File Name",
    "Call to Action",
)
"""Columns of the import file of Meta's ads manager, among those it documents (2026); the order is free."""

_SPECIAL = {"housing": "HOUSING", "employment": "EMPLOYMENT", "finance": "FINANCIAL_PRODUCTS_SERVICES"}
_BUTTONS = {
    "learn": "LEARN_MORE",
    "shop": "SHOP_NOW",
    "order": "ORDER_NOW",
    "book": "BOOK_NOW",
    "message": "MESSAGE_PAGE",
    "call": "CALL_NOW",
    "quote": "GET_QUOTE",
    "route": "GET_DIRECTIONS",
}


def meta_import(campaign: Campaign, tool: Tool) -> bytes:
    """Write a campaign as Meta's ads manager imports it: one ad, everything paused.

    Parameters
    ----------
    campaign : Campaign
        Whole.
    tool : Tool
        Meta's.

    Returns
    -------
    bytes
        A CSV file, UTF-8 with its mark. No cell can be taken for a formula. The format is Meta's and may
        change: it is to be compared with an export of one's own account.

    Raises
    ------
    DomainError
        It is not a campaign of Meta's, or it lacks its objective, its budget or its dates.
    """
    objective = tool.objective(campaign.objective)
    if tool.id != "meta" or objective is None:
        raise DomainError(
            "Ce fichier est celui de Meta : choisissez Facebook ou Instagram, et un objectif de sa liste."
        )
    if campaign.amount is None or campaign.start is None or campaign.end is None:
        raise DomainError("Donnez d’abord un budget, une date de lancement et une date de fin.")
    amount = f"{campaign.amount:.2f}"
    placements = [item for key in campaign.placements if (item := tool.placement(key))]
    row = {
        "Campaign Name": campaign.name,
        "Campaign Status": "PAUSED",
        "Campaign Objective": objective.export,
        "Buying Type": "AUCTION",
        "Special Ad Categories": _SPECIAL.get(campaign.special, "NONE"),
        "Ad Set Name": f"{campaign.name} - {campaign.place}",
        "Ad Set Run Status": "PAUSED",
        "Ad Set Time Start": f"{campaign.start:%m/%d/%Y} 12:00 am",
        "Ad Set Time Stop": f"{campaign.end:%m/%d/%Y} 11:59 pm",
        "Ad Set Daily Budget": amount if campaign.budget_kind == "daily" else "",
        "Ad Set Lifetime Budget": amount if campaign.budget_kind == "lifetime" else "",
        "Countries": "" if campaign.radius else "FR",
        "Cities": f"{campaign.place}, FR (+{campaign.radius:.0f} km)" if campaign.radius else "",
        "Age Min": _whole(campaign.age_from),
        "Age Max": _whole(campaign.age_to),
        "Beneficiary": campaign.beneficiary,
        "Payer": campaign.payer,
        "Publisher Platforms": ", ".join(dict.fromkeys(item.network for item in placements)),
        "Optimization Goal": objective.goal,
        "Billing Event": "IMPRESSIONS",
        "Ad Status": "PAUSED",
        "Ad Name": f"{campaign.name} - A",
        "Title": campaign.headline,
        "Body": campaign.text,
        "Link": campaign.link,
        "Image File Name": campaign.image,
        "Call to Action": _BUTTONS.get(campaign.button, ""),
    }
    return to_csv(COLUMNS, [[row[column] for column in COLUMNS]], delimiter=",", mark=True)


def _whole(age: float | None) -> str:
    return "" if age is None else f"{age:.0f}"
