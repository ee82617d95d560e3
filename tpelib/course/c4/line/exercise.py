"""« Ma ligne éditoriale »: what one speaks of, in which voice, and its aims in quality, quantity and time."""

from typing import Annotated

from tpelib.base import french
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c1.time.exercise import TIME
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, LongText, Number, Option

__all__ = ["LINE", "TONES", "EditorialLine"]

TONES = (
    Option("warm", "Chaleureux et proche", "Comme au comptoir, avec un habitué."),
    Option("expert", "Expert qui explique", "On vous fait confiance parce que vous savez."),
    Option("lively", "Vif et drôle", "On sourit, puis on retient."),
    Option("elegant", "Sobre et soigné", "Peu de mots, de belles images."),
    Option("committed", "Engagé", "Vous défendez une façon de faire."),
)

QUALITIES = (
    Option("comments", "Commentaires"),
    Option("messages", "Messages et demandes"),
    Option("shares", "Partages"),
    Option("saves", "Enregistrements"),
    Option("visits", "Visites (site, itinéraire)"),
    Option("engagement", "Taux d'engagement (réactions pour 100 personnes touchées)"),
)


class EditorialLine(Answer):
    """The line, and three aims."""

    line: Annotated[
        str,
        LongText(
            "De quoi parlez-vous, à qui, et pourquoi vous ?",
            hint="Par exemple : « Nous montrons aux familles du canton des bouquets de saison et ceux qui les "
            "font, parce qu'une fleur d'ici tient plus longtemps ».",
            group="La ligne",
            max_length=500,
        ),
    ] = ""
    tone: Annotated[str, Choice("Sur quel ton ?", short="Ton", group="La ligne", options=TONES)] = ""
    story: Annotated[
        str,
        LongText(
            "Quelle histoire vraie racontez-vous ?",
            short="Mon histoire",
            hint="Votre récit de marque : d'où vous venez, ce que vous refusez, un moment qui vous ressemble. "
            "Quelques phrases.",
            group="La ligne",
            max_length=1500,
        ),
    ] = ""
    quality: Annotated[
        str,
        LongText(
            "À quoi reconnaîtrez-vous une bonne publication ?",
            short="À quoi je reconnais une bonne publication",
            hint="Par exemple : « Elle montre une main qui travaille, se comprend sans le son, et quelqu'un "
            "pose une question ».",
            group="Qualité",
            max_length=500,
        ),
    ] = ""
    quality_indicator: Annotated[
        str,
        Choice(
            "Quel chiffre le dira ?", short="Chiffre qui dit la qualité", group="Qualité", options=QUALITIES
        ),
    ] = ""
    quality_target: Annotated[
        float | None,
        Number(
            "Combien par mois visez-vous ?",
            short="Visé, par mois",
            hint="Un chiffre modeste que vous saurez relever. Pour le taux d'engagement, un pourcentage.",
            group="Qualité",
            maximum=1_000_000,
        ),
    ] = None
    quantity: Annotated[
        float | None,
        Number(
            "Combien de publications dans une semaine ordinaire ?",
            short="Publications",
            hint="Tous réseaux confondus. La même photo sur deux réseaux compte deux fois.",
            group="Quantité et temps",
            unit="par semaine",
            maximum=60,
        ),
    ] = None
    hours: Annotated[
        float | None,
        Number(
            "Combien d'heures par semaine, au plus, réponses comprises ?",
            short="Temps par semaine, au plus",
            hint="Vous pouvez écrire 2,5 ou 2 h 30.",
            group="Quantité et temps",
            unit="h",
            maximum=60,
        ),
    ] = None


def _check(answer: EditorialLine, answers: Answers, marking: Marking) -> None:
    marking.award(
        2,
        min(1.0, len(answer.line) / 80),
        "Votre ligne dit de quoi vous parlez, à qui et pourquoi vous.",
        "Dites en une phrase entière de quoi vous parlez, à qui, et pourquoi vous "
        f"({french.number(len(answer.line))} caractères sur 80).",
        about="line",
    )
    told = bool(answer.tone), len(answer.story) >= 120
    marking.award(
        2,
        sum(told) / 2,
        "Le ton est choisi et votre histoire est écrite.",
        "Choisissez un ton, et racontez votre histoire en quelques phrases "
        f"({french.number(len(answer.story))} caractères sur 120).",
        about="story" if told[0] else "tone",
    )
    measured = len(answer.quality) >= 30, bool(answer.quality_indicator), bool(answer.quality_target)
    marking.award(
        2,
        sum(measured) / 3,
        "La qualité se reconnaît et se mesure.",
        "Dites à quoi se reconnaît une bonne publication, quel chiffre le dira, et combien vous en visez.",
        about="quality",
    )
    _check_time(answer, answers, marking)


def _check_time(answer: EditorialLine, answers: Answers, marking: Marking) -> None:
    available = BUSINESS.answer(answers).hours
    if answer.hours is None or available is None:
        marking.missing(
            2,
            "Dites combien d'heures par semaine vous y passerez."
            if answer.hours is None
            else "Remplissez « Mon entreprise » (C1) : vos heures par semaine viennent de là.",
            about="hours",
        )
    else:
        told = (
            f"{french.hours(answer.hours)} pour {french.hours(available)} annoncées dans « Mon entreprise »"
        )
        marking.award(
            2,
            0 < answer.hours <= available + 1e-9,
            f"Votre temps tient : {told}.",
            f"Votre temps ne tient pas : {told}. Baissez-le, ou revoyez vos moyens dans C1.",
            about="hours",
        )
    time = TIME.answer(answers)
    formats = [f for f in time.complete if f.number]
    if not formats or answer.quantity is None or answer.hours is None:
        marking.missing(
            2,
            "Quantité et temps se répondent dès que « Mon temps » (C1) et ces deux chiffres sont là.",
            about="quantity",
        )
        return
    number = sum(f.number or 0 for f in formats)
    mean = sum((f.minutes or 0) * (f.number or 0) for f in formats) / number
    needed = (answer.quantity * mean + (time.moderation or 0)) / 60
    told = (
        f"{french.plural(answer.quantity, 'publication')} de {french.number(mean, 0)} min en moyenne et vos "
        f"réponses prennent {french.hours(needed)}"
    )
    marking.award(
        2,
        bool(answer.quantity) and needed <= answer.hours * 1.1,
        f"Quantité et temps se répondent : {told}.",
        f"D'après « Mon temps », {told} : plus que les {french.hours(answer.hours)} que vous vous donnez.",
        about="quantity",
    )


LINE = Exercise(
    id="c4-ligne",
    competency="C4",
    criteria=("Cr4",),
    title="Ma ligne et mes objectifs",
    prompt=(
        "Une ligne éditoriale, c'est ce qui fait qu'on vous reconnaît avant d'avoir lu votre nom. Écrivez-la, "
        "puis donnez-vous trois objectifs : de qualité, de quantité, de temps."
    ),
    help=(
        "Qualité : ce qui fait qu'une publication vaut la peine, et le chiffre qui le montre.\n\n"
        "Quantité : combien par semaine. Temps : combien d'heures. Les deux se tiennent : le cours les "
        "compare à ce que vous avez chronométré dans « Mon temps »."
    ),
    model=EditorialLine,
    points=10.0,
    check=_check,
)
