"""« Mon temps »: what a week of posts and answers takes, against the hours there are."""

from collections.abc import Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.charts.builders import bars
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.common import within
from tpelib.domain import planning
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Number, Option, Text

__all__ = ["TIME", "Time", "WeeklyFormat"]

VERDICTS = (
    Option("fits", "Oui, ça tient dans ma semaine"),
    Option("exceeds", "Non, il faut en enlever"),
)


class WeeklyFormat(Answer):
    """Something one publishes, what one takes and how often."""

    name: Annotated[str, Text("Ce que je fais", hint="Photo, vidéo courte, article…", max_length=60)] = ""
    minutes: Annotated[float | None, Number("Minutes pour un", unit="min", minimum=1, maximum=2400)] = None
    number: Annotated[float | None, Number("Combien par semaine", short="Par semaine", maximum=50)] = None


class Time(Answer):
    """A week."""

    formats: Annotated[
        list[WeeklyFormat],
        Rows(
            "Que publierez-vous dans une semaine ordinaire ?",
            hint="Chronométrez-vous une fois : photo, texte, relecture, mise en ligne. Une fois tous les "
            "quinze jours s'écrit 0,5.",
            row=WeeklyFormat,
            max_rows=12,
            min_rows=2,
            add_label="Ajouter un format",
        ),
    ] = []
    moderation: Annotated[
        float | None,
        Number(
            "Combien de minutes par semaine pour répondre aux messages et commentaires ?",
            short="Réponses, par semaine",
            hint="Dix minutes par jour ouvré font 60 minutes en six jours.",
            unit="min",
            maximum=3000,
        ),
    ] = None
    total: Annotated[
        float | None,
        Number(
            "Cela fait combien d'heures par semaine ?",
            short="En tout, par semaine",
            hint="(Σ minutes × nombre + réponses) ÷ 60, à 5 % près. 3 h 05 s'écrit « 3 h 05 » ou 3,08.",
            unit="h",
            maximum=168,
        ),
    ] = None
    verdict: Annotated[str, Choice("Est-ce que cela tient dans votre semaine ?", options=VERDICTS)] = ""

    @property
    def complete(self) -> list[WeeklyFormat]:
        """The rows that can be counted."""
        return [f for f in self.formats if f.minutes is not None and f.number is not None]


def _check(answer: Time, answers: Answers, marking: Marking) -> None:
    complete = answer.complete
    if not answer.formats:
        marking.missing(2, "Notez au moins deux formats, avec leurs minutes et leur nombre.", about="formats")
    else:
        share = 0.5 * min(len(complete), 2) * (len(complete) / len(answer.formats))
        marking.award(
            2,
            share,
            f"{french.plural(len(complete), 'format compté', 'formats comptés')}.",
            "Comptez au moins deux formats : un nom, des minutes, un nombre par semaine.",
            about="formats",
        )
    if answer.moderation is None:
        marking.missing(
            1, "Comptez le temps des réponses : c'est souvent lui qu'on oublie.", about="moderation"
        )
    else:
        marking.award(
            1,
            answer.moderation > 0,
            "Le temps des réponses est compté.",
            "Répondre prend du temps : comptez au moins quelques minutes.",
            about="moderation",
        )
    available = BUSINESS.answer(answers).hours
    if not complete:
        marking.missing(7, "Le total et le verdict attendent vos formats.", about="formats")
        return
    needed = planning.weekly_hours(
        [(f.minutes or 0, f.number or 0) for f in complete], answer.moderation or 0
    )
    _check_total(answer, needed, marking)
    _check_fits(answer, needed, available, marking)


def _check_total(answer: Time, needed: float, marking: Marking) -> None:
    if answer.total is None:
        marking.missing(4, "Faites le total de la semaine, en heures.", about="total")
        return
    marking.award(
        4,
        within(answer.total, needed, 0.05, least=0.02),
        f"Le compte est bon : {french.hours(needed)} par semaine.",
        f"Vos lignes font {french.hours(needed)} par semaine, et non {french.hours(answer.total)} "
        "(écart accepté : 5 %).",
        about="total",
    )


def _check_fits(answer: Time, needed: float, available: float | None, marking: Marking) -> None:
    if available is None:
        marking.missing(3, "Remplissez d'abord « Mon entreprise » : vos heures par semaine viennent de là.")
        return
    fits = needed <= available + 1e-9
    told = f"{french.hours(needed)} pour {french.hours(available)} disponibles"
    if not answer.verdict:
        marking.missing(1, "Dites si cela tient dans votre semaine.", about="verdict")
    else:
        marking.award(
            1,
            (answer.verdict == "fits") == fits,
            f"Bien jugé : {told}.",
            f"Regardez encore : {told}.",
            about="verdict",
        )
    marking.award(
        2,
        1.0 if fits else 0.5 if needed <= 1.25 * available + 1e-9 else 0.0,
        f"Votre semaine tient : {told}.",
        f"C'est trop : {told}. Publiez moins souvent, ou choisissez des formats plus courts.",
        about="formats",
    )


def _draw(answer: Time, answers: Answers, person: Person) -> Sequence[Picture]:
    complete = answer.complete
    if not complete:
        return ()
    available = BUSINESS.answer(answers).hours
    names = [f.name or f"Format {rank}" for rank, f in enumerate(complete, 1)]
    parts = [(f.minutes or 0) * (f.number or 0) / 60 for f in complete]
    if answer.moderation:
        names.append("Réponses")
        parts.append(answer.moderation / 60)
    total = sum(parts)
    names.append("Total")
    parts.append(total)
    hours = person.says("vos heures", "mes heures")
    heaviest = max(range(len(parts) - 1), key=lambda index: parts[index]) if len(parts) > 1 else 0
    return (
        bars(
            title=f"{person.your.capitalize()} heures par semaine",
            labels=names,
            values=[round(part, 3) for part in parts],
            texts=[french.hours(part) for part in parts],
            unit="heures par semaine",
            marked=[len(parts) - 1] if available is not None and total > available else [],
            marked_name=f"dépasse {hours}",
            line=available,
            line_name=f"{hours} disponibles",
            reading=(
                f"Une semaine prend {french.hours(total)}"
                + (f" pour {french.hours(available)} disponibles" if available is not None else "")
                + f" ; « {names[heaviest]} » en prend le plus."
            ),
            source=f"Source : {person.your} réponses.",
        ),
    )


TIME = Exercise(
    id="c1-temps",
    competency="C1",
    criteria=("Cr1",),
    title="Mon temps",
    prompt=(
        "L'argent se compte, le temps aussi. Ce que vous publierez doit tenir dans vos heures, les semaines "
        "chargées comprises : mieux vaut deux belles photos par semaine toute l'année que dix en janvier."
    ),
    help=(
        "Les conseils de 2026 (3 à 5 publications par semaine et par réseau) viennent d'éditeurs d'outils et "
        "dépassent souvent ce qu'une TPE peut tenir. La régularité compte plus que le nombre.\n\n"
        "Un quart de trop, au plus, garde la moitié des points : il n'y a pas loin à aller."
    ),
    model=Time,
    points=10.0,
    check=_check,
    draw=_draw,
)
