"""« Ce que vaut ma note »: stars counted, a mean put in its place, delays measured, and how one asks for reviews."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.base.stats import ResponseTimes, response_times
from tpelib.charts import Picture
from tpelib.course.c6.boxes import TRADES, case_of
from tpelib.course.c6.inbox.exercise import INBOX
from tpelib.course.c6.rating.drawing import stars
from tpelib.course.common import within
from tpelib.domain.insights import read_reviews
from tpelib.domain.reputation.inbox import sample
from tpelib.domain.reputation.scores import (
    PRIOR_MEAN,
    PRIOR_WEIGHT,
    Rating,
    pulled,
    rating,
)
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Choices, File, LongText, Number, Option

__all__ = ["RATING", "DelayHours", "Stars"]

_COUNTS = "Vos avis, étoile par étoile"
_DELAYS = "Le temps que vous mettez à répondre"
_RIVAL = "Un concurrent, tel qu'on le voit"
_WORTH = "Ce que vaut votre note"
CLOSE = 0.05
"""Stars under which two ratings are level: one cannot be seen above the other."""
FIELDS = ("five", "four", "three", "two", "one")
ALLOWED = ("ask_all", "code", "reply_all")

WAYS = (
    Option("ask_all", "Demander un avis à chaque client, content ou non"),
    Option("discount", "Offrir 10 % contre cinq étoiles"),
    Option("code", "Imprimer l'adresse de la page d'avis sur le ticket"),
    Option("happy", "Ne demander qu'à ceux qui ont l'air contents"),
    Option("family", "Faire écrire la famille et les amis"),
    Option("reply_all", "Répondre à tous, aux mécontents d'abord"),
    Option("buy", "Acheter trente avis à une agence"),
)


@dataclass(frozen=True, kw_only=True)
class DelayHours(LongText):
    """Delays in hours, apart from one another by ``;`` or a line: ``2 ; 5 ; 26``, kept as typed."""

    max_length: int = 20_000

    def read(self, raw: Any) -> str:
        """Return the text; a part that is no positive number is told."""
        text = super().read(raw)
        delays_of(text)
        return text


def delays_of(text: str) -> list[float]:
    """Return the delays of a text, in hours.

    Raises
    ------
    ValueError
        A part is no positive number of hours; the message is a French sentence.
    """
    found = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[;\n]", text))):
        try:
            value = french.parse_number(part)
        except ValueError:
            value = -1
        if not 0 <= value <= 100_000:
            raise ValueError(
                f"« {part[:30]} » n'est pas un nombre d'heures : écrivez par exemple 2 ; 5 ; 26."
            )
        found.append(value)
    return found


def _count(label: str) -> Number:
    return Number(label, group=_COUNTS, maximum=1_000_000, integer=True)


class Stars(Answer):
    """Reviews in figures, and what they are worth."""

    inbox: Annotated[
        str,
        Choice("De quel commerce ?", hint="Les chiffres sont fictifs.", required=False, options=TRADES),
    ] = ""
    file: Annotated[
        dict[str, Any] | None,
        File(
            "Ou le fichier de vos avis Google",
            hint="« reviews.json », dans l'archive que Google prépare sur demande (Google Takeout, « Fiche d'établissement "
            "Google »). Ni les noms ni les textes ne sont gardés dans vos réponses.",
            required=False,
            accept=(".json",),
        ),
    ] = None
    five: Annotated[float | None, _count("Cinq étoiles")] = None
    four: Annotated[float | None, _count("Quatre étoiles")] = None
    three: Annotated[float | None, _count("Trois étoiles")] = None
    two: Annotated[float | None, _count("Deux étoiles")] = None
    one: Annotated[float | None, _count("Une étoile")] = None
    hours: Annotated[
        str,
        DelayHours(
            "Heures avant chaque réponse",
            hint="Séparées par un point-virgule : 2 ; 5 ; 26.",
            group=_DELAYS,
        ),
    ] = ""
    unanswered: Annotated[
        float | None,
        Number(
            "Avis restés sans réponse",
            short="Avis sans réponse",
            group=_DELAYS,
            maximum=1_000_000,
            integer=True,
        ),
    ] = None
    median: Annotated[
        float | None,
        Number(
            "Délai médian",
            short="Délai médian de réponse",
            hint="La moitié des réponses sont plus rapides.",
            group=_DELAYS,
            unit="h",
        ),
    ] = None
    p90: Annotated[
        float | None,
        Number(
            "Délai que neuf réponses sur dix ne dépassent pas",
            hint="Rangez les délais, comptez neuf dixièmes, arrondissez au rang au-dessus.",
            group=_DELAYS,
            unit="h",
        ),
    ] = None
    within: Annotated[
        float | None,
        Number(
            "Part des avis répondus en 24 h",
            short="Réponses en 24 h",
            hint="Sur tous les avis, ceux restés sans réponse compris.",
            group=_DELAYS,
            unit="%",
            maximum=100,
        ),
    ] = None
    rival_mean: Annotated[
        float | None, Number("Sa note", group=_RIVAL, unit="étoiles", minimum=1, maximum=5)
    ] = None
    rival_count: Annotated[
        float | None, Number("Sur combien d'avis ?", group=_RIVAL, minimum=1, maximum=1_000_000, integer=True)
    ] = None
    mean: Annotated[
        float | None,
        Number("Votre note moyenne", short="Note moyenne", group=_WORTH, unit="étoiles", maximum=5),
    ] = None
    pulled: Annotated[
        float | None,
        Number(
            "Votre note pondérée par le nombre d'avis",
            short="Note pondérée par le nombre d'avis",
            hint=f"(somme de vos étoiles + {PRIOR_WEIGHT} × {french.number(PRIOR_MEAN)}) ÷ (nombre d'avis + {PRIOR_WEIGHT})",
            group=_WORTH,
            unit="étoiles",
            maximum=5,
        ),
    ] = None
    first: Annotated[
        str,
        Choice(
            "Une fois pondérées, qui a la meilleure note ?",
            hint="Celle du concurrent se pondère de la même façon.",
            group=_WORTH,
            options=(
                Option("own", "Mon commerce"),
                Option("rival", "Le concurrent"),
                Option("close", "On ne peut pas dire : moins de 0,05 étoile d'écart"),
            ),
        ),
    ] = ""
    happy: Annotated[
        float | None,
        Number("Part de quatre et cinq étoiles", group=_WORTH, unit="%", maximum=100),
    ] = None
    low: Annotated[
        float | None,
        Number(
            "Cette part est sûre au moins à…",
            short="Sûre au moins à",
            hint="Le bas de l'intervalle de Wilson, sous le formulaire : avec peu d'avis, il est large.",
            group=_WORTH,
            unit="%",
            maximum=100,
        ),
    ] = None
    ways: Annotated[
        list[str],
        Choices(
            "Comment aurez-vous davantage d'avis ?",
            short="Pour avoir davantage d'avis",
            hint="Cochez tout ce qui est permis.",
            options=WAYS,
        ),
    ] = []

    @property
    def counts(self) -> list[float]:
        """Reviews with five, four, three, two and one star; a blank counts for none."""
        return [getattr(self, name) or 0 for name in FIELDS]

    @property
    def rating(self) -> Rating | None:
        """What the stars are worth; ``None`` without a review."""
        return rating(self.counts) if any(self.counts) else None

    @property
    def delays(self) -> ResponseTimes | None:
        """How fast one answers; ``None`` without a delay."""
        hours = delays_of(self.hours)
        return response_times(hours, unanswered=int(self.unanswered or 0)) if hours else None


# ─── What the form does ───────────────────────────────────────────────────────────────────────────


def _typed_hours(hours: Sequence[float]) -> str:
    return " ; ".join(f"{hour:.1f}".removesuffix(".0").replace(".", ",") for hour in hours)


def _example(answer: Stars, answers: Answers, progress: Progress) -> Outcome:
    case = case_of(answer.inbox or INBOX.answer(answers).inbox, answers)
    found = sample(case.id)
    values: dict[str, Any] = {"inbox": case.id, "hours": _typed_hours(found.hours)}
    values |= {name: str(count) for name, count in zip(FIELDS, found.counts, strict=True)}
    values |= {
        "unanswered": str(found.unanswered),
        "rival_mean": f"{found.rival_mean:.1f}".replace(".", ","),
        "rival_count": str(found.rival_count),
    }
    return Outcome(f"{sum(found.counts)} avis fictifs de « {case.name} ».", values)


def _read(answer: Stars, answers: Answers, progress: Progress) -> Outcome:
    progress(0.0, "Lecture de vos avis.")
    data = answers.file(answer.file)
    if data is None:
        raise DomainError("Choisissez d'abord votre fichier, au-dessus.")
    found = read_reviews(data)
    if not found.reviews:
        raise DomainError(" ".join(["Aucun avis n'a pu être lu.", *found.problems[:3]]))
    values = {name: str(count) for name, count in zip(FIELDS, found.counts, strict=True)}
    values["unanswered"] = str(len(found.reviews) - len(found.hours))
    kept = found.hours[:2000]
    values["hours"] = _typed_hours(kept)
    told = [f"{french.plural(len(found.reviews), 'avis lu', 'avis lus')}, sans noms ni textes."]
    if len(kept) < len(found.hours):
        told.append("Les deux mille réponses les plus rapides ont été gardées : le reste ne tient pas ici.")
    if found.problems:
        told.append(f"{len(found.problems)} laissés de côté. {' '.join(found.problems[:5])}")
    told.append("Votre fichier, lui, contient des noms : vous pouvez maintenant le retirer.")
    return Outcome(" ".join(told), values)


# ─── Check ────────────────────────────────────────────────────────────────────────────────────────


def _check(answer: Stars, answers: Answers, marking: Marking) -> None:
    _check_stars(answer, marking)
    _check_delays(answer, marking)
    chosen = set(answer.ways)
    wrong = chosen - set(ALLOWED)
    labels = [option.label.lower() for option in WAYS if option.value in wrong]
    marking.award(
        2,
        0 if wrong else len(chosen) / len(ALLOWED),
        "Trois façons honnêtes d'avoir des avis : demander à tous, faciliter, répondre.",
        f"Renoncez à {french.listing(labels)} : c'est trompeur, et la loi ou le réseau l'interdit (code de la "
        "consommation, L121-4)."
        if wrong
        else "Il y a trois façons honnêtes dans cette liste : cherchez les autres.",
        partial="Il y a trois façons honnêtes dans cette liste : cherchez les autres.",
        about="ways",
    )


def _check_stars(answer: Stars, marking: Marking) -> None:
    found = answer.rating
    if found is None:
        marking.missing(5, "Comptez d'abord vos avis, étoile par étoile.", about="five")
        return
    marking.award(
        1,
        within(answer.mean, found.mean, 0, least=0.011),
        f"Note moyenne : {french.number(found.mean, 2)}, c'est juste.",
        f"Note moyenne : {french.number(found.mean, 2)} (somme des étoiles ÷ nombre d'avis).",
        about="mean",
    )
    marking.award(
        1,
        within(answer.pulled, found.pulled, 0, least=0.011),
        f"Note pondérée : {french.number(found.pulled, 2)}, c'est juste.",
        f"Note pondérée : {french.number(found.pulled, 2)} ; avec {french.plural(found.n, 'avis', 'avis')}, elle "
        f"{'baisse' if found.pulled < found.mean else 'monte'} vers {french.number(PRIOR_MEAN)}.",
        about="pulled",
    )
    _check_rival(answer, found, marking)
    marking.award(
        1,
        within(answer.happy, 100 * found.happy, 0, least=0.6),
        f"Quatre et cinq étoiles : {french.percent(found.happy, 1)}, c'est juste.",
        f"Quatre et cinq étoiles : {french.percent(found.happy, 1)} de vos avis.",
        about="happy",
    )
    marking.award(
        1,
        within(answer.low, 100 * found.low, 0, least=0.6),
        f"Sûre à {french.percent(found.low, 0)} au moins : le reste est peut-être de la chance.",
        f"L'intervalle va de {french.percent(found.low, 1)} à {french.percent(found.high, 1)} : donnez le bas.",
        about="low",
    )


def _check_rival(answer: Stars, found: Rating, marking: Marking) -> None:
    if answer.rival_mean is None or answer.rival_count is None:
        marking.missing(1, "Relevez la note d'un concurrent, et sur combien d'avis.", about="rival_mean")
        return
    other = pulled(answer.rival_mean, answer.rival_count)
    gap = found.pulled - other
    right = "close" if abs(gap) < CLOSE else "own" if gap > 0 else "rival"
    told = f"pondérées, {french.number(found.pulled, 2)} pour vous, {french.number(other, 2)} pour lui"
    marking.award(
        1,
        answer.first == right,
        f"Bien comparé : {told}.",
        f"Comparez de nouveau : {told}. Sa note affichée vient de "
        f"{french.plural(answer.rival_count, 'avis', 'avis')}.",
        about="first",
    )


def _check_delays(answer: Stars, marking: Marking) -> None:
    found = answer.delays
    if found is None or answer.unanswered is None:
        marking.missing(3, "Donnez vos délais, et le nombre d'avis sans réponse, même zéro.", about="hours")
        return
    for name, label, wanted, unit in (
        ("median", "Délai médian", found.median, "h"),
        ("p90", "Neuf réponses sur dix", found.p90, "h"),
        ("within", "Répondus en 24 h", 100 * found.within_a_day, "%"),
    ):
        right = french.typography(f"{french.number(wanted, 1)} {unit}")
        marking.award(
            1,
            within(getattr(answer, name), wanted, 0, least=0.6),
            f"{label} : {right}, c'est juste.",
            f"{label} : vos délais donnent {right}.",
            about=name,
        )


def _draw(answer: Stars, answers: Answers, person: Person) -> Sequence[Picture]:
    found = answer.rating
    return () if found is None else (stars(answer.counts, found, person),)


RATING = Exercise(
    id="c6-note",
    competency="C6",
    criteria=(),
    title="Ce que vaut ma note",
    prompt=(
        "Un concurrent affiche 5,0. Sur trois avis. Le vôtre est à 4,6, sur cent vingt. Qui est le meilleur ? Comptez, "
        "pesez, mesurez vos délais ; puis dites comment vous aurez davantage d'avis, honnêtement."
    ),
    help=(
        f"Note pondérée (moyenne bayésienne) : on fait comme si chacun avait déjà {PRIOR_WEIGHT} avis à "
        f"{french.number(PRIOR_MEAN)} ; c'est un réglage de ce cours. Exemple : (3 × 5 + 20 × 4,2) ÷ 23 = 4,30 ; "
        "(120 × 4,6 + 20 × 4,2) ÷ 140 = 4,54 : le second passe devant.\n\n"
        "Écart accepté : 0,01 étoile, un demi-point de pourcentage, une demi-heure."
    ),
    model=Stars,
    points=10.0,
    check=_check,
    draw=_draw,
    actions=(
        Action("exemple", "Prendre les avis fictifs", _example, "Ceux du commerce choisi."),
        Action("lire", "Lire mon fichier Google", _read, "Compte vos étoiles et vos délais."),
    ),
)
