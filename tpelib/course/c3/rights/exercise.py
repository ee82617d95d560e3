"""« Mes droits »: who made each image, who agreed, which music, and what the page does with people's data."""

from typing import Annotated

from tpelib.base import french
from tpelib.base.formats import HTML
from tpelib.course.c2.choice.exercise import chosen_networks
from tpelib.course.c3.access.exercise import ACCESS, contacts_of
from tpelib.course.c3.identity.exercise import IDENTITY
from tpelib.course.c3.photos import needed_images
from tpelib.domain.page import rights
from tpelib.domain.platforms import platform
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Deliverable, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Choices, LongText, Option, Text

__all__ = ["RIGHTS", "Rights", "assets_of", "release_of"]

_DATA = "Les données des gens"
_PRIVACY = 60
_MUSIC = (
    Option("none", "Aucune musique"),
    Option("licensed", "Une musique dont la licence permet l'usage commercial"),
    Option("heard", "Une chanson que l'on entend à la radio"),
)
_COLLECTED = tuple(
    Option(key, label)
    for key, label in (
        ("messages", "Des messages"),
        ("form", "Un formulaire, un devis, une réservation"),
        ("list", "Une liste d'envoi"),
        ("contest", "Les participants d'un jeu"),
        ("statistics", "Les statistiques de la page"),
        ("pixel", "Un traceur publicitaire (« pixel ») sur mon site"),
    )
)


class UsageRight(Answer):
    """Something that the page shows or plays."""

    kind: Annotated[
        str, Choice("Quoi", options=tuple(Option(key, name) for key, name in rights.KINDS.items()))
    ] = ""
    author: Annotated[str, Text("Qui l'a fait", short="Auteur", max_length=120)] = ""
    people: Annotated[
        str,
        Choice("Qui l'on y voit", options=tuple(Option(key, name) for key, name in rights.PEOPLE.items())),
    ] = ""
    proof: Annotated[
        str,
        LongText(
            "L'accord ou la licence : où, pour quoi, jusqu'à quand", short="Accord ou licence", max_length=300
        ),
    ] = ""


class Rights(Answer):
    """The register of what is shown, and the care taken of people's data."""

    lines: Annotated[
        list[UsageRight],
        Rows(
            "Que montre votre page, et avec l'accord de qui ?",
            hint="Une ligne par image, par vidéo, par musique.",
            row=UsageRight,
            min_rows=3,
            max_rows=20,
            add_label="Ajouter une ligne",
        ),
    ] = []
    music: Annotated[
        str, Choice("Quelle musique mettez-vous sous vos vidéos ?", short="Musique", options=_MUSIC)
    ] = ""
    collected: Annotated[
        list[str],
        Choices(
            "Que recevez-vous des gens par votre page ?",
            short="Ce que je reçois des gens",
            hint="Presque toutes les pages reçoivent des messages et montrent des statistiques.",
            group=_DATA,
            options=_COLLECTED,
        ),
    ] = []
    privacy: Annotated[
        str,
        LongText(
            "Que leur dites-vous de leurs données ?",
            short="Ce que je leur dis de leurs données",
            hint="À quoi elles servent, combien de temps vous les gardez, comment les faire effacer.",
            group=_DATA,
            max_length=1500,
        ),
    ] = ""


def assets_of(answer: Rights) -> list[rights.Asset]:
    """Return the rows of the register that say what they are about."""
    return [rights.Asset(row.kind, row.author, row.people, row.proof) for row in answer.lines if row.kind]


def release_of(answers: Answers) -> str:
    """Return the release to sign, filled in from what the path knows (HTML)."""
    plan = ACCESS.answer(answers)
    mail = next((found.value for found in contacts_of(plan) if found.kind == "mail"), "")
    names = [platform(network).name for network in chosen_networks(answers)]
    return rights.release_page(IDENTITY.answer(answers).name or "l'entreprise", plan.address, names, mail)


def _check(answer: Rights, answers: Answers, marking: Marking) -> None:
    assets = assets_of(answer)
    wanted = needed_images(chosen_networks(answers))
    known = {asset.kind for asset in assets if asset.author}
    lacking = [rights.KINDS[kind].lower() for kind in wanted if kind not in known]
    marking.award(
        2,
        1 - len(lacking) / len(wanted),
        "Chaque image de votre page est au registre, avec son auteur.",
        f"Il manque au registre : {french.listing(lacking)}.",
        about="lines",
    )
    said = [text for text in map(rights.problem, assets) if text]
    marking.award(
        2.5,
        1 - len(said) / len(assets) if assets else False,
        "Chaque accord, chaque licence est rangé quelque part.",
        said[0] if said else "Remplissez une ligne par image.",
        about="lines",
    )
    _check_music(answer, assets, marking)
    marking.award(
        1,
        bool(answer.collected),
        "Vous savez ce que votre page reçoit des gens.",
        "Cochez ce que votre page reçoit : des messages au moins, le plus souvent.",
        about="collected",
    )
    asks = "pixel" in answer.collected and not any(
        word in answer.privacy.lower() for word in ("accord", "consent", "accept")
    )
    marking.award(
        1.5,
        0.5 if asks and len(answer.privacy) >= _PRIVACY else len(answer.privacy) >= _PRIVACY,
        "Vous dites aux gens ce que deviennent leurs données.",
        "Écrivez à quoi servent leurs données, combien de temps vous les gardez, comment les faire effacer.",
        partial="Un traceur publicitaire attend l'accord des visiteurs : dites comment vous le demandez.",
        about="privacy",
    )


def _check_music(answer: Rights, assets: list[rights.Asset], marking: Marking) -> None:
    if answer.music == "licensed":
        kept = any(asset.kind == "music" and not rights.problem(asset) for asset in assets)
        wrong = "Mettez la musique au registre, avec sa licence et l'endroit où elle est rangée."
    else:
        kept = answer.music == "none"
        wrong = (
            "Une chanson de la radio demande l'accord de ses auteurs et de ses interprètes : choisissez-en une autre."
            if answer.music
            else "Dites quelle musique vous mettez sous vos vidéos, même si c'est « aucune »."
        )
    marking.award(1, kept, "Vos vidéos ne prennent la musique de personne.", wrong, about="music")


def _prepare(answer: Rights, answers: Answers, progress: Progress) -> Outcome:
    name = IDENTITY.answer(answers).name or "mon entreprise"
    files = [Deliverable.of("autorisation-image", HTML, release_of(answers).encode())]
    if assets := assets_of(answer):
        page = rights.register_page(name, assets)
        files.append(Deliverable.of("registre-des-droits", HTML, page.encode()))
    return Outcome("À imprimer : l'autorisation se signe, le registre se range avec elle.", files=files)


RIGHTS = Exercise(
    id="c3-droits",
    competency="C3",
    criteria=("Cr3.2",),
    title="Mes droits, et ceux des autres",
    prompt=(
        "Avant de publier une image, deux questions : qui l'a faite, et qui la voit-on ? Tenez un registre, une ligne par "
        "image. Le jour où quelqu'un vous demande, vous savez répondre."
    ),
    help=(
        "Vous avez fait la photo et l'on n'y reconnaît personne ? Votre nom et « personne » suffisent.\n\nInformation, pas "
        "un conseil juridique : pour votre cas, demandez à votre chambre de métiers ou à un juriste."
    ),
    model=Rights,
    points=8.0,
    check=_check,
    actions=(
        Action(
            "autorisation",
            "Préparer l'autorisation et le registre",
            _prepare,
            "Deux pages à imprimer, remplies de ce que le cours sait déjà.",
        ),
    ),
)
