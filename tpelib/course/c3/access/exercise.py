"""« Venir et me joindre »: the access plan, and means of contact for everybody."""

from collections.abc import Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c3.access.drawing import access_block
from tpelib.course.c3.identity.exercise import IDENTITY
from tpelib.domain.page import access
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, LongText, Option, Text

__all__ = ["ACCESS", "Access", "contacts_of", "places_of"]

_PLAN = "Le plan d'accès"
_ENOUGH = 10


class Means(Answer):
    """One means of contact."""

    kind: Annotated[
        str, Choice("Moyen", options=tuple(Option(key, name) for key, name in access.CONTACTS.items()))
    ] = ""
    value: Annotated[str, Text("Numéro, adresse ou lieu", short="Où", max_length=120)] = ""


class Access(Answer):
    """How to come, and how to be in touch."""

    address: Annotated[
        str, Text("Votre adresse, comme on l'écrit sur une enveloppe", short="Adresse", group=_PLAN)
    ] = ""
    transport: Annotated[
        str,
        LongText(
            "Transport", hint="L'arrêt le plus proche, à combien de mètres.", group=_PLAN, max_length=300
        ),
    ] = ""
    parking: Annotated[
        str,
        LongText("Stationnement", hint="La place réservée la plus proche.", group=_PLAN, max_length=300),
    ] = ""
    steps: Annotated[
        str,
        LongText(
            "Marches et pente", hint="Combien, quelle hauteur, une rampe ?", group=_PLAN, max_length=300
        ),
    ] = ""
    door: Annotated[
        str,
        LongText(
            "Largeur de la porte",
            short="Porte",
            hint="En centimètres, mesurée ouverte.",
            group=_PLAN,
            max_length=300,
        ),
    ] = ""
    bell: Annotated[
        str,
        LongText(
            "Sonnette", hint="Y en a-t-il une, à quelle hauteur, qui vient ?", group=_PLAN, max_length=300
        ),
    ] = ""
    hearing: Annotated[
        str,
        LongText(
            "Qui entend mal",
            short="Pour qui entend mal",
            hint="Boucle magnétique (pour les appareils auditifs), carnet pour écrire…",
            group=_PLAN,
            max_length=300,
        ),
    ] = ""
    toilets: Annotated[
        str, LongText("Toilettes", hint="Ouvertes aux clients, adaptées ?", group=_PLAN, max_length=300)
    ] = ""
    guide_dog: Annotated[
        str,
        LongText(
            "Chien guide ou d'assistance", hint="Dites qu'il est bienvenu.", group=_PLAN, max_length=300
        ),
    ] = ""
    contacts: Annotated[
        list[Means],
        Rows(
            "Comment vous joindre ?",
            hint="Deux moyens au moins, dont un sans appel vocal.",
            row=Means,
            min_rows=2,
            max_rows=7,
            add_label="Ajouter un moyen",
        ),
    ] = []


def places_of(answer: Access) -> dict[str, str]:
    """Return the access plan: key of :data:`tpelib.domain.page.access.PLACES` to what is said."""
    return {key: getattr(answer, key) for key in access.PLACES}


def contacts_of(answer: Access) -> list[access.Contact]:
    """Return the means of contact that have a kind."""
    return [access.Contact(row.kind, row.value) for row in answer.contacts if row.kind]


def _check(answer: Access, answers: Answers, marking: Marking) -> None:
    marking.award(
        1,
        len(answer.address) >= _ENOUGH,
        "L'adresse est donnée.",
        "Écrivez l'adresse entière, ou celle de l'atelier si vous vendez en ligne.",
        about="address",
    )
    for key, words in access.PLACES.items():
        marking.award(
            0.5,
            len(getattr(answer, key)) >= _ENOUGH,
            f"{words} : c'est dit.",
            f"{words} : dites ce qu'il en est, même si c'est « non » ; qui ne sait pas ne vient pas.",
            about=key,
        )
    given = contacts_of(answer)
    wrong = [text for text in map(access.contact_problem, given) if text]
    kinds = {found.kind for found in given if not access.contact_problem(found)}
    marking.award(
        2,
        min(len(kinds), 2) / 2,
        f"{french.plural(len(kinds), 'moyen')} de vous joindre.",
        wrong[0] if wrong else "Donnez deux moyens différents de vous joindre.",
        about="contacts",
    )
    marking.award(
        3,
        bool(access.silent(given)),
        "On peut vous joindre sans parler : c'est ouvert à qui est sourd ou muet.",
        "Ajoutez un moyen sans appel vocal : SMS, e-mail, messagerie ou formulaire.",
        about="contacts",
    )


def _draw(answer: Access, answers: Answers, person: Person) -> Sequence[Picture]:
    name = IDENTITY.answer(answers).name or "votre entreprise"
    return (access_block(name, answer.address, places_of(answer), contacts_of(answer)),)


ACCESS = Exercise(
    id="c3-acces",
    competency="C3",
    criteria=("Cr3.2",),
    title="Venir et me joindre",
    prompt=(
        "Une personne sur le trottoir, en fauteuil, avec une poussette, un chien guide ou des oreilles qui fatiguent : que "
        "doit-elle savoir avant de venir ? Sortez le mètre, faites le tour de la porte."
    ),
    help=(
        "Une marche de 8 cm dite vaut mieux qu'un « accessible » vague. Vous vendez en ligne ? Dites comment on vient à "
        "l'atelier, ou qu'on n'y reçoit pas, et soignez les moyens d'écrire."
    ),
    model=Access,
    points=10.0,
    check=_check,
    draw=_draw,
)
