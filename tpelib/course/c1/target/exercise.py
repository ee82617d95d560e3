"""« Mes cibles »: to whom one speaks, where they live, how many they are, and how one knows it."""

from typing import Annotated

from tpelib.base import french
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import LongText, Number, Text

__all__ = ["TARGET", "Segment", "Target"]

LOCAL_RADIUS = 60
"""Kilometres beyond which a business that sells on the spot no longer finds its clients."""


class Segment(Answer):
    """A group of clients."""

    name: Annotated[str, Text("Qui ?", short="Public", hint="Un nom court", max_length=60)] = ""
    need: Annotated[str, LongText("Ce qu'ils cherchent", max_length=300)] = ""
    age_from: Annotated[float | None, Number("De", unit="ans", maximum=110, integer=True)] = None
    age_to: Annotated[float | None, Number("À", unit="ans", maximum=110, integer=True)] = None
    radius: Annotated[float | None, Number("À moins de", unit="km", maximum=20_000)] = None
    size: Annotated[float | None, Number("Combien", unit="pers.", maximum=100_000_000)] = None
    source: Annotated[
        str, Text("D'où vient ce nombre", short="Source", hint="Insee, mairie, fichier clients…")
    ] = ""


class Target(Answer):
    """The segments aimed at."""

    segments: Annotated[
        list[Segment],
        Rows(
            "À qui voulez-vous parler ?",
            hint="Une à trois cibles, la plus importante d'abord.",
            row=Segment,
            max_rows=5,
            add_label="Ajouter une cible",
        ),
    ] = []
    habits: Annotated[
        str,
        LongText(
            "Que savez-vous de leurs habitudes sur les réseaux ?",
            short="Leurs habitudes sur les réseaux",
            hint="Par exemple : « mes clientes me montrent des photos vues sur Instagram, le soir ». "
            "Demandez à cinq clients : vous saurez.",
            max_length=800,
        ),
    ] = ""


def _check(answer: Target, answers: Answers, marking: Marking) -> None:
    segments = answer.segments
    if not segments:
        marking.missing(
            9, "Décrivez au moins une cible : qui, ce qu'ils cherchent, où ils sont.", about="segments"
        )
    else:
        _check_segments(segments, BUSINESS.answer(answers).area, marking)
    marking.award(
        1,
        len(answer.habits) >= 40,
        "Vous dites ce que vous savez de leurs habitudes.",
        "Dites en une phrase ou deux où et quand ils regardent les réseaux : c'est ce que C2 vérifiera.",
        about="habits",
    )


def _check_segments(segments: list[Segment], area: str, marking: Marking) -> None:
    count = len(segments)
    named = sum(bool(s.name) and len(s.need) >= 10 for s in segments)
    marking.award(
        3,
        named / count,
        f"{french.plural(count, 'cible nommée', 'cibles nommées')}, avec ce qu'elles cherchent.",
        "Donnez à chaque cible un nom et ce qu'elle cherche (quelques mots).",
        about="segments.0.need",
    )
    aged = sum(s.age_from is not None and s.age_to is not None and s.age_from <= s.age_to for s in segments)
    marking.award(
        2,
        aged / count,
        "Les âges sont dits.",
        "Donnez un âge de départ et un âge de fin, dans cet ordre : les réseaux se choisissent beaucoup "
        "par l'âge.",
        about="segments.0.age_from",
    )
    sized = sum(bool(s.size) and len(s.source) >= 4 for s in segments)
    marking.award(
        2,
        sized / count,
        "Chaque cible a une taille et sa source.",
        "Dites combien ils sont et d'où vient ce nombre : un chiffre sans source ne convainc pas un jury.",
        about="segments.0.size",
    )
    near = sum(
        s.radius is not None and s.radius > 0 and (area != "local" or s.radius <= LOCAL_RADIUS)
        for s in segments
    )
    marking.award(
        2,
        near / count,
        "La distance convient à votre façon de vendre.",
        f"Vous vendez sur place : restez à {LOCAL_RADIUS} km au plus, là où vos clients peuvent venir."
        if area == "local"
        else "Dites à quelle distance ils sont (vente en ligne : 1 000 km pour la France).",
        about="segments.0.radius",
    )


TARGET = Exercise(
    id="c1-cible",
    competency="C1",
    criteria=("Cr1",),
    title="Mes cibles",
    prompt=(
        "On ne parle bien qu'à quelqu'un. Décrivez une à trois cibles : des personnes que vous voyez, pas "
        "« tout le monde »."
    ),
    help=(
        "Pensez à vos dix derniers clients : lesquels aimeriez-vous voir revenir, ou se multiplier ?\n\n"
        "La taille vient du recensement (Insee, dossier de votre commune), de votre mairie ou de votre "
        "fichier clients. Une estimation est permise si vous dites comment vous l'avez faite."
    ),
    model=Target,
    points=10.0,
    check=_check,
)
