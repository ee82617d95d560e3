"""The candidate's own paragraphs, one field per section: kept in the dossier, so that every report has them."""

from typing import Annotated

from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, LongText, Option, Text

__all__ = ["OWN", "Own"]


def _paragraph(label: str, hint: str) -> LongText:
    return LongText(label, hint=hint, group="Vos paragraphes", max_length=6000, required=False)


class Own(Answer):
    """What only the candidate can write."""

    candidate: Annotated[
        str,
        Text(
            "Votre prénom et votre nom",
            hint="Sur la couverture. Exemple : Mireille Vidal",
            group="La couverture",
            max_length=80,
            required=False,
        ),
    ] = ""
    session: Annotated[
        str,
        Text(
            "La session",
            hint="Exemple : Rodez, juin 2027",
            group="La couverture",
            max_length=80,
            required=False,
        ),
    ] = ""
    variant: Annotated[
        str,
        Choice(
            "Comment voulez-vous le document ?",
            group="La présentation",
            options=(
                Option("normal", "Normale"),
                Option("grand", "En gros caractères"),
                Option("contraste", "Très contrastée", "Noir sur blanc, traits épais."),
                Option(
                    "dyslexie", "Plus facile à lire", "Pour qui est dyslexique : lettres et lignes espacées."
                ),
            ),
            required=False,
        ),
    ] = ""
    entreprise: Annotated[
        str,
        _paragraph("Présentez votre entreprise", "Qui vous êtes, depuis quand, ce qui vous tient à cœur."),
    ] = ""
    strategie: Annotated[
        str, _paragraph("Votre stratégie", "Ce que vous avez hésité à choisir, et ce qui a décidé.")
    ] = ""
    marche: Annotated[
        str,
        _paragraph("Votre marché et vos réseaux", "Ce que l'enquête vous a appris que vous ne saviez pas."),
    ] = ""
    pages: Annotated[
        str, _paragraph("Vos pages", "Pourquoi ces images, qui les a faites, ce que vous avez refait.")
    ] = ""
    editorial: Annotated[
        str, _paragraph("Votre ligne et votre calendrier", "Comment vous tiendrez une semaine chargée.")
    ] = ""
    publications: Annotated[
        str, _paragraph("Vos publications", "Ce que vos premiers lecteurs vous ont dit.")
    ] = ""
    campagne: Annotated[str, _paragraph("Votre campagne", "Ce que vous changeriez si vous la refaisiez.")] = (
        ""
    )
    reputation: Annotated[
        str, _paragraph("Votre e-réputation", "Un avis qui vous a fait changer quelque chose.")
    ] = ""
    accessibilite: Annotated[
        str, _paragraph("Vos choix pour que chacun accède", "Une personne à qui cela sert, sans la nommer.")
    ] = ""


def _nothing_to_check(answer: Own, answers: Answers, marking: Marking) -> None:
    """Give no point: these paragraphs are read by the jury alone."""


OWN: Exercise[Own] = Exercise(
    id="rapport",
    competency="",
    criteria=(),
    title="Mes paragraphes",
    prompt=(
        "Le rapport reprend tout ce que vous avez fait. Ajoutez ici ce que vous seul pouvez dire : vos paragraphes "
        "ouvrent chaque partie, et ils y restent quand vous récrivez le rapport.\n\nRien n'est obligatoire, et rien "
        "n'est noté ici."
    ),
    help="Une ligne vide sépare deux paragraphes. Écrivez comme vous parlez à un client qui s'intéresse.",
    model=Own,
    points=0,
    check=_nothing_to_check,
)
"""Lives apart from the course's list of exercises: it has no point and no test cell."""
