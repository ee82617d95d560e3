"""« Ma page »: one profile per network chosen, filled in, set up, seen before it is made, then its kit."""

from collections.abc import Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.formats import ZIP
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c2.choice.exercise import chosen_networks
from tpelib.course.c3.access.exercise import ACCESS, contacts_of, places_of
from tpelib.course.c3.identity.exercise import IDENTITY, colour, handles
from tpelib.course.c3.page.drawing import profile as preview
from tpelib.course.c3.photos import photos_of
from tpelib.course.c3.rights.exercise import RIGHTS, assets_of, release_of
from tpelib.course.common import NETWORKS
from tpelib.domain.page import access
from tpelib.domain.page.identity import has_handle, plain
from tpelib.domain.page.launch_kit import checklist, kit
from tpelib.domain.page.model import Profile, gaps
from tpelib.domain.page.notice import PARTS, missing_parts
from tpelib.domain.page.rights import register_page
from tpelib.domain.platforms import platform
from tpelib.domain.selling import order_from, selling_page
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Deliverable, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Choices, LongText, Option, Text

__all__ = ["PAGE", "BusinessPage", "profiles"]

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
_SETTINGS = tuple(
    Option(str(rank), item.text, f"Leçon « {item.lesson} ».") for rank, item in enumerate(checklist(), 1)
)
_DEFAULT = ("#0b5d59", "#ffffff")


class NetworkProfile(Answer):
    """A profile on one network."""

    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""
    category: Annotated[str, Text("Catégorie", max_length=80)] = ""
    bio: Annotated[str, LongText("Présentation", max_length=3000)] = ""
    button: Annotated[str, Choice("Bouton", options=_BUTTONS)] = ""
    link: Annotated[str, Text("Lien", max_length=200)] = ""


class BusinessPage(Answer):
    """The pages, their hours, their legal notice and their settings."""

    lines: Annotated[
        list[NetworkProfile],
        Rows(
            "Que dit chaque page ?",
            hint="Une ligne par réseau choisi. La présentation dit ce que vous vendez, où, et à qui.",
            row=NetworkProfile,
            min_rows=1,
            max_rows=12,
            add_label="Ajouter un réseau",
        ),
    ] = []
    hours: Annotated[
        str,
        LongText(
            "Vos horaires",
            short="Horaires",
            hint="Jour par jour, et les fermetures de l'année.",
            max_length=600,
        ),
    ] = ""
    legal: Annotated[
        str,
        LongText(
            "Vos mentions légales",
            short="Mentions légales",
            hint="Nom (et « EI »), adresse, téléphone, e-mail, immatriculation, directeur de la publication, hébergeur.",
            max_length=2000,
        ),
    ] = ""
    settings: Annotated[
        list[str],
        Choices(
            "Qu'avez-vous vérifié ?",
            short="Réglages vérifiés",
            hint="Cochez ce qui est fait.",
            options=_SETTINGS,
        ),
    ] = []


def profiles(answer: BusinessPage, answers: Answers) -> list[Profile]:
    """Return one profile per network that has a line, each once, with the name and handles of the identity."""
    identity, plan = IDENTITY.answer(answers), ACCESS.answer(answers)
    given = handles(identity)
    labels = {option.value: option.label for option in _BUTTONS}
    found = {
        line.network: Profile(
            line.network,
            identity.name,
            given.get(line.network, "") if has_handle(line.network) else "",
            line.category,
            line.bio,
            labels.get(line.button, ""),
            line.link,
            answer.hours,
            plan.address,
            answer.legal,
        )
        for line in reversed(answer.lines)
        if line.network
    }
    return list(found.values())[::-1]


def _check(answer: BusinessPage, answers: Answers, marking: Marking) -> None:
    _check_lines(answer, answers, marking)
    marking.award(
        1.5,
        len(answer.hours) >= 10,
        "Les horaires sont donnés.",
        "Écrivez vos horaires jour par jour : c'est ce que l'on cherche le plus.",
        about="hours",
    )
    name = IDENTITY.answer(answers).name
    lacking = missing_parts(answer.legal)
    if not name or plain(name) not in plain(answer.legal):
        lacking.insert(0, "le nom de votre page")
    marking.award(
        2,
        max(0.0, 1 - len(lacking) / (len(PARTS) + 1)) if answer.legal else False,
        "Les mentions légales sont complètes : qui édite, qui dirige, qui héberge.",
        "Écrivez vos mentions légales : nom, adresse, téléphone, e-mail, immatriculation, directeur, hébergeur.",
        partial=f"Il manque à vos mentions légales : {french.listing(lacking)}.",
        about="legal",
    )
    share = len(answer.settings) / len(_SETTINGS)
    marking.award(
        2.5,
        share,
        "Tous les réglages sont vérifiés.",
        f"{french.plural(len(answer.settings), 'réglage vérifié', 'réglages vérifiés')} sur {len(_SETTINGS)} : finissez.",
        about="settings",
    )


def _check_lines(answer: BusinessPage, answers: Answers, marking: Marking) -> None:
    wanted = chosen_networks(answers)
    if not wanted:
        marking.missing(6, "Choisissez d'abord vos réseaux dans « Mes réseaux ».", about="lines")
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
        5,
        len(whole) / len(wanted),
        "Chaque page est remplie, dans les limites de son réseau.",
        first,
        about="lines",
    )


def _draw(answer: BusinessPage, answers: Answers, person: Person) -> Sequence[Picture]:
    identity = IDENTITY.answer(answers)
    main, on_main = colour(identity, "main") or _DEFAULT[0], colour(identity, "on_main") or _DEFAULT[1]
    photos = photos_of(answers)
    return tuple(preview(found, photos, main, on_main) for found in profiles(answer, answers))


def _make(answer: BusinessPage, answers: Answers, progress: Progress) -> Outcome:
    found = profiles(answer, answers)
    if not found:
        raise TpeError("Remplissez d'abord une page : le kit en vient.")
    progress(0.1, "On retaille vos images.")
    photos = photos_of(answers)
    plan, name = ACCESS.answer(answers), IDENTITY.answer(answers).name or "mon entreprise"
    places, contacts = places_of(plan), contacts_of(plan)
    sheets = {
        "fiche-acces.html": access.sheet(name, plan.address, places, contacts),
        "fiche-acces.txt": access.access_text(places, contacts),
        "registre-des-droits.html": register_page(name, assets_of(RIGHTS.answer(answers))),
        "autorisation-image.html": release_of(answers),
        "vente-par-message.html": selling_page(order_from(name, plan.address, contacts)),
    }
    data = kit(found, photos, sheets)
    images = "images retaillées, " if photos else ""
    lacking = (
        ""
        if photos
        else " Il ne contient pas d'image : donnez les vôtres dans « Mes images », puis recommencez."
    )
    return Outcome(
        f"Votre kit est prêt : {images}textes par réseau, fiche d'accès, registre, liste à vérifier. Ouvrez d'abord "
        f"« lisez-moi.html ».{lacking}",
        files=(Deliverable.of("kit-page", ZIP, data),),
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
        "Les limites de longueur viennent des fiches du cours ; quand les sources diffèrent, on tient la plus petite.\n\nVos "
        "images, vos couleurs et votre adresse viennent des exercices d'avant : rien ne se saisit deux fois."
    ),
    model=BusinessPage,
    points=12.0,
    check=_check,
    draw=_draw,
    actions=(
        Action("kit", "Préparer mon kit", _make, "Un dossier compressé (ZIP) à ouvrir sur votre ordinateur."),
    ),
)
