"""A campaign written out: Meta's bulk-import file, and the media plan that fits on one page."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from tpelib import french
from tpelib.calendar.exports import escape_formula
from tpelib.campaign.model import Campaign
from tpelib.campaign.tools import Tool
from tpelib.errors import DomainError

__all__ = ["COLUMNS", "Section", "meta_import", "plan_docx", "plan_html"]

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
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerow([escape_formula(row[column]) for column in COLUMNS])
    return buffer.getvalue().encode("utf-8-sig")


def _whole(age: float | None) -> str:
    return "" if age is None else f"{age:.0f}"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the media plan: its title, and what it says, label by label (French texts)."""

    title: str
    lines: Mapping[str, str]


_STYLE = """
@page{margin:15mm}
body{background:#fbf8f3;color:#1b2a2f;font:16px/1.45 'Atkinson Hyperlegible Next',Verdana,sans-serif;margin:0 auto;
 max-width:46em;padding:1em}
h1{font-size:1.5em;margin:.2em 0}h2{font-size:1.05em;margin:1em 0 .2em}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #7a8a8f;padding:3px 6px;text-align:left;vertical-align:top}th{width:33%}
p{margin:.3em 0}footer{color:#5b6b70;font-size:.85em;margin-top:1em}
@media print{body{background:#fff;font-size:11pt;padding:0}}
"""


def plan_html(title: str, sections: Sequence[Section], note: str, day: date | None = None) -> bytes:
    """Write a media plan as one accessible page: headings, tables with headers, no script, prints on one sheet.

    Parameters
    ----------
    title, note : str
        What it is; what must be known before believing it.
    sections : sequence of Section
    day : date, optional
        When it was written.
    """
    parts = []
    for rank, section in enumerate(sections, 1):
        rows = "".join(
            f'<tr><th scope="row">{_set(label)}</th><td>{_set(text)}</td></tr>'
            for label, text in section.lines.items()
        )
        parts.append(
            f'<section aria-labelledby="s{rank}"><h2 id="s{rank}">{_set(section.title)}</h2>'
            f"<table><tbody>{rows}</tbody></table></section>"
        )
    written = f" Écrit le {french.day(day)}." if day else ""
    return (
        f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>{_set(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{_set(title)}</h1>{''.join(parts)}</main>"
        f"<footer><p>{_set(note + written)}</p></footer></body></html>\n"
    ).encode()


def _set(text: str) -> str:
    return escape(french.typography(text))


def plan_docx(title: str, sections: Sequence[Section], note: str, day: date | None = None) -> bytes:
    """Write the same media plan as a Word document, with headings and tables of its own styles."""
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    document.core_properties.title = title
    document.core_properties.language = "fr-FR"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Verdana", Pt(9.5)
    page = document.sections[0]
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.6)
    document.add_heading(french.typography(title), level=1)
    for section in sections:
        document.add_heading(french.typography(section.title), level=2)
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for label, text in section.lines.items():
            cells = table.add_row().cells
            cells[0].paragraphs[0].add_run(french.typography(label)).bold = True
            cells[1].paragraphs[0].add_run(french.typography(text))
    written = f" Écrit le {french.day(day)}." if day else ""
    document.add_paragraph(french.typography(note + written))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
