"""Who took each image, who is seen on it, what its licence says: the register, and the release to sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tpelib.base import french
from tpelib.base.html import as_typed, each, element, joined, rows, set_text, titles
from tpelib.domain.page.html import document
from tpelib.domain.page.law import NOT_ADVICE

__all__ = ["KINDS", "PEOPLE", "Asset", "problem", "register_page", "release_page"]

KINDS: Mapping[str, str] = {
    "logo": "Logo ou portrait",
    "cover": "Photo de couverture",
    "photo": "Photo de publication",
    "video": "Vidéo",
    "music": "Musique",
    "other": "Autre",
}
PEOPLE: Mapping[str, str] = {
    "none": "Aucune personne",
    "agreed": "Des gens, accord signé",
    "waiting": "Des gens, accord à demander",
}
_LEAST_PROOF = 15
_COLON = " : "


@dataclass(frozen=True, slots=True)
class Asset:
    """Something that the page shows or plays.

    Parameters
    ----------
    kind, author, people, proof : str
        A key of :data:`KINDS`, who made it, a key of :data:`PEOPLE`, and where the agreement or the licence
        is kept, with what it allows.
    """

    kind: str
    author: str
    people: str
    proof: str


def problem(asset: Asset) -> str:
    """Return what is missing before this may be published, in one French sentence; empty when nothing is."""
    name = KINDS.get(asset.kind, "Cette ligne")
    if not asset.author:
        said = f"{name} : écrivez qui l'a faite, même si c'est vous."
    elif not asset.people:
        said = f"{name} : dites si l'on y reconnaît quelqu'un."
    elif asset.people == "waiting":
        said = f"{name} : demandez l'accord écrit avant de publier, le bouton prépare l'autorisation."
    elif len(asset.proof) < _LEAST_PROOF and (asset.people == "agreed" or asset.kind == "music"):
        said = f"{name} : dites où est rangé l'accord ou la licence, et jusqu'à quand il vaut."
    else:
        return ""
    return french.typography(said)


def register_page(name: str, assets: Sequence[Asset]) -> str:
    """Return the register as an accessible page, to print and keep with the papers of the business."""
    head = ("Ce que c'est", "Qui l'a fait", "Qui l'on y voit", "Accord ou licence", "À faire")
    lines = (
        (
            KINDS.get(asset.kind, "Autre"),
            asset.author,
            PEOPLE.get(asset.people, ""),
            asset.proof,
            problem(asset) or "Rien, tout est là.",
        )
        for asset in assets
    )
    body = element("tbody", rows(map(set_text, line) for line in lines))
    table = element("table", titles(map(set_text, head)), body)
    note = element("p", set_text(NOT_ADVICE))
    return document(f"Registre des images et des sons : {name}", joined((table, note)))


def release_page(name: str, address: str, networks: Iterable[str], contact: str) -> str:
    """Return a release to sign, as an accessible page: one image, named uses, a date on which it ends.

    Parameters
    ----------
    name, address : str
        The business.
    networks : iterable of str
        Names of the networks where the image will be shown.
    contact : str
        Where to write to withdraw it.
    """
    shown = french.listing(list(networks)) or "le réseau nommé ici : …"
    blanks = ("Nom et prénom", "Image ou vidéo (lieu, jour, ce que l'on y voit)", "Valable jusqu'au")
    lines = [
        element("p", element("strong", set_text(label), as_typed(" :")), as_typed(f" {'.' * 60}"))
        for label in blanks
    ]
    said = (
        f"J'autorise {name} ({address or 'adresse : …'}) à publier cette image, sans la déformer, pour faire connaître "
        f"l'entreprise, gratuitement, sur {shown}.",
        "L'image ne servira à rien d'autre : ni vente, ni publicité pour une autre entreprise, sans un nouvel accord.",
        f"Je peux retirer mon accord à tout moment en écrivant à {contact or '…'} : l'image sera alors retirée des pages.",
        "Pour un enfant : les deux parents signent, et l'enfant donne son avis.",
    )
    signed = (
        f"Fait en deux exemplaires, à {'.' * 20} le {'.' * 15}",
        f"La personne, ou ses deux parents{_COLON}{'.' * 40}",
        f"L’entreprise{_COLON}{'.' * 40}",
    )
    body = (
        *lines,
        each("p", map(set_text, said)),
        element("h2", set_text("Signatures")),
        each("p", map(as_typed, signed)),
        element("p", set_text(f"Modèle à adapter. {NOT_ADVICE}")),
    )
    return document("Autorisation de publier une image", joined(body))
