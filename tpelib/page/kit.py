"""The kit that sets up the pages: images cut, texts per network, access sheet, list of what to check."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from tpelib import french
from tpelib.page.images import cut, placements
from tpelib.page.model import Profile
from tpelib.platforms import platform

__all__ = ["CHECKLIST", "kit"]

CHECKLIST = (
    "La page appartient à l'entreprise, et deux personnes de confiance en sont administratrices",
    "La double vérification est active, les codes de secours sont imprimés",
    "Une adresse e-mail de l'entreprise sert à la récupération du compte",
    "Le nom, la photo et la présentation sont les mêmes partout",
    "Les horaires sont justes, jours fériés compris",
    "Le bouton et le lien mènent au bon endroit, essayés sur un téléphone",
    "Chaque image a sa description",
    "Le plan d'accès et un moyen de contact sans appel vocal sont visibles",
    "Les mentions légales sont en place",
    "Chaque personne reconnaissable a donné son accord écrit, chaque musique a sa licence",
)
"""What to check on the network itself, before the page is shown to anyone."""
_EPOCH = (2026, 1, 1, 0, 0, 0)


def kit(
    profiles: Sequence[Profile], images: Mapping[str, bytes], access_sheet: str, access_text: str
) -> bytes:
    """Return the kit as a ZIP, the same bytes for the same entries.

    Parameters
    ----------
    profiles : sequence of Profile
        One per network.
    images : mapping
        Key of a place (``"profil"``, ``"couverture"``, ``"publication"``, ``"story"``) to the image for it.
    access_sheet : str
        The sheet as a page (HTML).
    access_text : str
        The same as plain text, to paste into a page.

    Raises
    ------
    ImageError
        One of the images cannot be used.
    """
    files: dict[str, bytes] = {
        "fiche-acces.html": access_sheet.encode(),
        "fiche-acces.txt": f"{access_text}\n".encode(),
    }
    lines = [f"[ ] {french.typography(text)}" for text in CHECKLIST]
    files["a-verifier.txt"] = ("\n".join(lines) + "\n").encode()
    for profile in profiles:
        files[f"textes/{profile.network}.txt"] = _texts(profile).encode()
        for place in placements(profile.network):
            if place.key in images:
                files[f"images/{profile.network}-{place.key}.jpg"] = cut(images[place.key], place)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _texts(profile: Profile) -> str:
    told = {
        "Réseau": platform(profile.network).name,
        "Nom": profile.name,
        "Identifiant": profile.handle,
        "Catégorie": profile.category,
        "Présentation": profile.bio,
        "Bouton": profile.button,
        "Lien": profile.link,
    }
    return "".join(french.typography(f"{label} : {text}\n") for label, text in told.items() if text)
