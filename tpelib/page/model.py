"""The profile of a page on one network: what it says, how long it may be, what it lacks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tpelib import french
from tpelib.page.identity import NO_HANDLE, problems
from tpelib.platforms import platform

__all__ = ["Profile", "bio_problem", "gaps", "link_problem"]

LEAST_BIO = 30
"""A shorter presentation tells neither what is sold nor where: the course's own rule of thumb."""
_LINK = re.compile(r"(https://)?[^\s/@]+\.[^\s/@.]{2,}(/\S*)?")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a page shows on one network.

    Parameters
    ----------
    network : str
        ``"instagram"``.
    name, handle, category, bio, button, link : str
        Name, handle without « @ », trade as the network files it, presentation, words of the button, address.
    """

    network: str
    name: str
    handle: str
    category: str
    bio: str
    button: str
    link: str


def bio_problem(bio: str, network: str) -> str:
    """Return what is wrong with the length of a presentation, in one French sentence; empty when nothing is.

    The strictest of the limits that sources give is the one to hold.
    """
    found = platform(network)
    norm = found.norm("bio")
    if len(bio) < LEAST_BIO:
        text = f"{found.name} : {french.plural(len(bio), 'caractère')}, dites ce que vous vendez et où."
    elif norm and len(bio) > norm.safe:
        text = f"{found.name} : {french.plural(len(bio), 'caractère')}, {french.number(norm.safe)} au plus, coupez."
    else:
        return ""
    return french.typography(text)


def link_problem(link: str, network: str) -> str:
    """Return what is wrong with a link, in one French sentence; empty when nothing is."""
    if _LINK.fullmatch(link):
        return ""
    return french.typography(f"{platform(network).name} : écrivez une adresse, www.exemple.fr par exemple.")


def gaps(profile: Profile) -> list[str]:
    """Return what a profile lacks or has wrong, French sentences in the order of the page."""
    name = platform(profile.network).name
    said: list[str] = []
    if profile.network not in NO_HANDLE:
        said += problems(profile.handle, profile.network)
    if len(profile.category) < 3:
        said.append(f"{name} : choisissez une catégorie, votre métier le plus souvent.")
    said.append(bio_problem(profile.bio, profile.network))
    if not profile.button:
        said.append(f"{name} : choisissez ce que fait le bouton.")
    said.append(link_problem(profile.link, profile.network))
    return [french.typography(text) for text in said if text]
