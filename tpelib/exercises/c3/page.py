"""« Ma page »: one profile per network chosen, filled in, set up, seen before it is made, then its kit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from tpelib import french
from tpelib.errors import TpeError
from tpelib.exercises.c2.choice import chosen_networks
from tpelib.exercises.c3.access import ACCESS, contacts_of, places_of
from tpelib.exercises.c3.identity import IDENTITY, colour, handles
from tpelib.exercises.common import NETWORKS
from tpelib.exercises.engine import Action, Answer, Answers, Deliverable, Exercise, Marking, Outcome, Progress
from tpelib.exercises.questions import Choice, Choices, File, LongText, Option, Rows, Text
from tpelib.page import access, images
from tpelib.page.identity import NO_HANDLE
from tpelib.page.kit import CHECKLIST, kit
from tpelib.page.model import Profile, gaps
from tpelib.pictures import Picture
from tpelib.pictures.previews import profile as preview
from tpelib.platforms import platform

__all__ = ["PAGE", "Page", "profiles"]

_BUTTONS = tuple(
    Option(key, label)
    for key, label in (
        ("message", "Envoyer un message"),
        ("book", "Réserver"),
        ("order", "Commander"),
        ("call", "Appeler"),
        ("quote", "Demander un devis"),
        ("site", "Voir le site"),
        ("route", "Itinéraire"),
    )
)
_SETTINGS = tuple(Option(str(rank), text) for rank, text in enumerate(CHECKLIST, 1))
_DEFAULT = ("#0b5d59", "#ffffff")
_IMAGES = "Mes images"
_LEAST_ALT = 25
_SLOTS = {
    "logo": ("profil",),
    "photo": ("couverture", "publication", "story"),
}


class Line(Answer):
    """A profile on one network."""

    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""
    category: Annotated[str, Text("Catégorie", max_length=80)] = ""
    bio: Annotated[str, LongText("Présentation", max_length=3000)] = ""
    button: Annotated[str, Choice("Bouton", options=_BUTTONS)] = ""
    link: Annotated[str, Text("Lien", max_length=200)] = ""


class Page(Answer):
    """The pages, their hours, their legal notice, their images and their settings."""

    lines: Annotated[
        list[Line],
        Rows(
            "Que dit chaque page ?",
            hint="Une ligne par réseau choisi. La présentation dit ce que vous vendez, où, et à qui.",
            row=Line,
            min_rows=1,
            max_rows=12,
            add_label="Ajouter un réseau",
        ),
    ] = []
    hours: Annotated[
        str, LongText("Vos horaires", hint="Jour par jour, et les fermetures de l'année.", max_length=600)
    ] = ""
    legal: Annotated[
        str,
        LongText(
            "Vos mentions légales",
            hint="Nom, forme, adresse, numéro d'immatriculation, responsable de la publication.",
            max_length=2000,
        ),
    ] = ""
    logo: Annotated[
        dict[str, Any] | None,
        File(
            "Logo ou portrait",
            hint="JPEG, PNG ou WebP, carré si possible.",
            group=_IMAGES,
            accept=images.ACCEPTED,
            required=False,
        ),
    ] = None
    logo_alt: Annotated[
        str,
        LongText(
            "Sa description", hint="Ce qu'on y voit, pour qui ne le voit pas.", group=_IMAGES, max_length=500
        ),
    ] = ""
    photo: Annotated[
        dict[str, Any] | None,
        File(
            "Photo de couverture",
            hint="Votre boutique, votre geste, vos produits.",
            group=_IMAGES,
            accept=images.ACCEPTED,
            required=False,
        ),
    ] = None
    photo_alt: Annotated[str, LongText("Sa description", group=_IMAGES, max_length=500)] = ""
    rights: Annotated[
        str,
        LongText(
            "Qui a pris ces images, et qui a donné son accord ?",
            hint="L'auteur ; les personnes reconnaissables, avec leur accord écrit.",
            group=_IMAGES,
            max_length=600,
        ),
    ] = ""
    settings: Annotated[
        list[str], Choices("Qu'avez-vous vérifié ?", hint="Cochez ce qui est fait.", options=_SETTINGS)
    ] = []


def profiles(answer: Page, answers: Answers) -> list[Profile]:
    """Return one profile per network that has a line, each once, with the name and handles of the identity."""
    identity = IDENTITY.answer(answers)
    given = handles(identity)
    labels = {option.value: option.label for option in _BUTTONS}
    found = {
        line.network: Profile(
            line.network,
            identity.name,
            "" if line.network in NO_HANDLE else given.get(line.network, ""),
            line.category,
            line.bio,
            labels.get(line.button, ""),
            line.link,
        )
        for line in reversed(answer.lines)
        if line.network
    }
    return list(found.values())[::-1]


def _check(answer: Page, answers: Answers, marking: Marking) -> None:
    _check_lines(answer, answers, marking)
    marking.award(
        1,
        len(answer.hours) >= 10,
        "Les horaires sont donnés.",
        "Écrivez vos horaires jour par jour : c'est ce que l'on cherche le plus.",
        about="hours",
    )
    marking.award(
        1,
        len(answer.legal) >= 40,
        "Les mentions légales sont écrites.",
        "Écrivez vos mentions légales : nom, forme, adresse, immatriculation, responsable.",
        about="legal",
    )
    for name, words in (("logo_alt", "du logo"), ("photo_alt", "de la photo")):
        text = getattr(answer, name)
        vague = text.lower().startswith(("image ", "photo ", "logo de l'image"))
        marking.award(
            1,
            len(text) >= _LEAST_ALT and not vague,
            f"La description {words} dit ce que l'on voit.",
            f"Décrivez {'le logo' if name == 'logo_alt' else 'la photo'} en une phrase, sans commencer par « image de » ni "
            "« photo de » : le lecteur d'écran l'annonce déjà.",
            about=name,
        )
    marking.award(
        1,
        len(answer.rights) >= 20,
        "Vous savez d'où viennent vos images.",
        "Dites qui a pris les images et qui a donné son accord par écrit.",
        about="rights",
    )
    share = len(answer.settings) / len(_SETTINGS)
    marking.award(
        2,
        share,
        "Tous les réglages sont vérifiés.",
        f"{french.plural(len(answer.settings), 'réglage vérifié', 'réglages vérifiés')} sur {len(_SETTINGS)} : finissez.",
        about="settings",
    )


def _check_lines(answer: Page, answers: Answers, marking: Marking) -> None:
    wanted = chosen_networks(answers)
    if not wanted:
        marking.missing(5, "Choisissez d'abord vos réseaux dans « Mes réseaux ».", about="lines")
        return
    given = {found.network: found for found in profiles(answer, answers)}
    lacking = [platform(network).name for network in wanted if network not in given]
    marking.award(
        1,
        not lacking,
        "Chaque réseau choisi a sa page.",
        f"Il manque une page : {french.listing(lacking)}.",
        about="lines",
    )
    said = {network: gaps(given[network]) for network in wanted if network in given}
    whole = [network for network, found in said.items() if not found]
    first = next((found[0] for found in said.values() if found), "Remplissez une ligne par réseau choisi.")
    marking.award(
        4,
        len(whole) / len(wanted),
        "Chaque page est remplie, dans les limites de son réseau.",
        first,
        about="lines",
    )


def _draw(answer: Page, answers: Answers) -> Sequence[Picture]:
    identity = IDENTITY.answer(answers)
    main, paper = colour(identity, "main") or _DEFAULT[0], colour(identity, "on_main") or _DEFAULT[1]
    return tuple(preview(found, main, paper) for found in profiles(answer, answers))


def _given(answer: Page, answers: Answers) -> dict[str, bytes]:
    found = {name: answers.file(getattr(answer, name)) for name in _SLOTS}
    return {name: data for name, data in found.items() if data is not None}


def _look(answer: Page, answers: Answers, progress: Progress) -> Outcome:
    given = _given(answer, answers)
    if not given:
        raise TpeError("Donnez d'abord une image.")
    said = []
    for step, (name, data) in enumerate(given.items()):
        progress(step / len(given), "On regarde vos images.")
        found = images.measure(data)
        title = "Logo" if name == "logo" else "Photo"
        said.append(
            f"{title} : {found.width} × {found.height} px, {french.number(found.weight / 1e6, 1)} Mo."
        )
        for network in chosen_networks(answers):
            for place in images.placements(network):
                if place.key in _SLOTS[name]:
                    told = images.advice(found, place)
                    said += [f"{platform(network).name}, {place.label.lower()} : {text}" for text in told]
    return Outcome(" ".join(said))


def _clean(answer: Page, answers: Answers, progress: Progress) -> Outcome:
    given = _given(answer, answers)
    if not given:
        raise TpeError("Donnez d'abord une image.")
    files = []
    for name, data in given.items():
        kind = images.measure(data).kind.lower()
        files.append(
            Deliverable(f"{name}-sans-position.{kind}", f"image/{kind}", images.without_metadata(data))
        )
    return Outcome("Voici vos images sans la position ni le modèle de l'appareil.", files=files)


def _make(answer: Page, answers: Answers, progress: Progress) -> Outcome:
    found = profiles(answer, answers)
    if not found:
        raise TpeError("Remplissez d'abord une page : le kit en vient.")
    progress(0.1, "On retaille vos images.")
    given = _given(answer, answers)
    placed = {key: data for name, data in given.items() for key in _SLOTS[name]}
    plan = ACCESS.answer(answers)
    sheet = access.sheet(found[0].name, plan.address, places_of(plan), contacts_of(plan))
    text = access.access_text(places_of(plan), contacts_of(plan))
    data = kit(found, placed, sheet, text)
    return Outcome(
        "Votre kit est prêt : textes par réseau, fiche d'accès, liste à vérifier"
        + (
            ", images retaillées."
            if placed
            else ". Il ne contient pas d'image : donnez-en une, puis recommencez."
        ),
        files=(Deliverable("kit-page.zip", "application/zip", data),),
    )


PAGE = Exercise(
    id="c3-page",
    competency="C3",
    criteria=("Cr3.1", "Cr3.2"),
    title="Ma page",
    prompt=(
        "Vous remplissez ici vos pages, avant de les ouvrir pour de bon : vous les verrez en dessous, sur un téléphone et sur "
        "un ordinateur. Le kit vous donnera ensuite chaque texte et chaque image à la bonne taille."
    ),
    help=(
        "Les limites de longueur viennent des fiches du cours ; quand les sources diffèrent, on tient la plus petite.\n\nLes "
        "images sont facultatives ici : leurs descriptions sont notées, leurs mesures sont des conseils."
    ),
    model=Page,
    points=12.0,
    check=_check,
    draw=_draw,
    actions=(
        Action(
            "regarder",
            "Examiner mes images",
            _look,
            "Dimensions, poids, netteté, position : réseau par réseau.",
        ),
        Action("nettoyer", "Retirer la position de mes images", _clean, "Vous recevez des copies."),
        Action("kit", "Préparer mon kit", _make, "Un dossier compressé (ZIP) à ouvrir sur votre ordinateur."),
    ),
)
