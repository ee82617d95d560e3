"""The model of a page: one entry, a profile per network, what it lacks and what is too long."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tpelib.base import french
from tpelib.domain.page.identity import has_handle, problems
from tpelib.domain.platforms import platform

__all__ = ["PLACES_OF", "Photo", "Profile", "bio_count", "bio_problem", "gaps", "link_problem"]

LEAST_BIO = 30
"""A shorter presentation tells neither what is sold nor where: the course's own rule of thumb."""
_LINK = re.compile(r"(https://)?[^\s/@]+\.[^\s/@.]{2,}(/\S*)?")
PLACES_OF = {"logo": ("profil",), "cover": ("couverture",), "photo": ("publication", "story")}
"""The places where each image of a page goes: key of the image to the keys of its places."""


@dataclass(frozen=True, slots=True)
class Photo:
    """An image of the page.

    Parameters
    ----------
    data : bytes
        The file, as it was given.
    alt : str
        What is seen on it.
    centre : tuple of two floats
        What to keep when it is cut, from the left and from the top, in [0, 1].
    """

    data: bytes
    alt: str
    centre: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a page shows on one network.

    Parameters
    ----------
    network : str
        ``"instagram"``.
    name, handle, category, bio, button, link : str
        Name, handle without « @ », trade as the network files it, presentation, words of the button, address.
    hours, address, legal : str
        Opening hours, where it is, legal notice.
    """

    network: str
    name: str
    handle: str
    category: str
    bio: str
    button: str
    link: str
    hours: str = ""
    address: str = ""
    legal: str = ""


def bio_count(profile: Profile) -> str:
    """Return how long the presentation is, against the limit of its network: « 86 sur 101 »."""
    norm = platform(profile.network).norm("bio")
    used = french.plural(len(profile.bio), "caractère")
    return french.typography(f"{used} sur {french.number(norm.safe)}" if norm else used)


def bio_problem(bio: str, network: str) -> str:
    """Return what is wrong with the length of a presentation, in one French sentence; empty when nothing is.

    The strictest of the limits that sources give is the one to hold.
    """
    found = platform(network)
    norm = found.norm("bio")
    if len(bio) < LEAST_BIO:
        text = f"{found.name} : {french.plural(len(bio), 'caractère')}, dites ce que vous vendez et où."
    elif norm and len(bio) > norm.safe:
        doubt = "" if norm.published else " (limite relevée par un tiers, que le réseau ne publie pas)"
        limit = f"{french.number(norm.safe)} au plus{doubt}"
        text = f"{found.name} : {french.plural(len(bio), 'caractère')}, {limit}, coupez."
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
    if has_handle(profile.network):
        said += problems(profile.handle, profile.network)
    if len(profile.category) < 3:
        said.append(f"{name} : choisissez une catégorie, votre métier le plus souvent.")
    said.append(bio_problem(profile.bio, profile.network))
    if not profile.button:
        said.append(f"{name} : choisissez ce que fait le bouton.")
    said.append(link_problem(profile.link, profile.network))
    return [french.typography(text) for text in said if text]
