"""« Mes concurrents »: what they do on networks, counted the same way for each."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from tpelib.base import french, stats
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.charts.lying import lying_bars
from tpelib.course.common import NETWORKS, within
from tpelib.domain import market
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Date, LongText, Number, Option, Text

__all__ = ["COMPETITORS", "Competitor", "Competitors"]

ENOUGH = 3
"""Competitors that the referential asks for."""

_OWN = "Et vous, sur le même réseau"
_VOICE = "Qui parle le plus fort ?"
BASES = (
    Option("followers", "Par les abonnés"),
    Option("reach", "Par les personnes touchées"),
    Option("impressions", "Par les affichages"),
)


class Competitor(Answer):
    """One competitor, looked at on one network, one day."""

    name: Annotated[str, Text("Concurrent", max_length=60)] = ""
    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""
    seen: Annotated[date | None, Date("Vu le")] = None
    followers: Annotated[float | None, Number("Abonnés", maximum=1e8, integer=True)] = None
    posts: Annotated[float | None, Number("Publications par semaine", maximum=200)] = None
    interactions: Annotated[float | None, Number("Réactions par publication", maximum=1e7)] = None
    engagement: Annotated[float | None, Number("Engagement", unit="%", maximum=10_000)] = None

    @property
    def whole(self) -> bool:
        """True when all that one can see from outside is there."""
        return bool(self.name and self.network and self.seen and self.followers) and None not in (
            self.posts,
            self.interactions,
        )

    @property
    def weekly(self) -> float:
        """Reactions in a week."""
        return (self.posts or 0) * (self.interactions or 0)


class Competitors(Answer):
    """Three competitors or more, oneself, and who speaks loudest."""

    base: Annotated[
        str,
        Choice(
            "Par quoi diviserez-vous leurs réactions pour calculer l'engagement ?",
            hint="Il faut le même diviseur pour tous, et un chiffre que l'on voit de l'extérieur.",
            options=BASES,
        ),
    ] = ""
    rows: Annotated[
        list[Competitor],
        Rows(
            "Que font vos concurrents ?",
            hint="Trois au moins. Comptez leurs quatre dernières semaines, puis divisez. Engagement = réactions par "
            "publication ÷ abonnés.",
            row=Competitor,
            min_rows=3,
            max_rows=8,
            add_label="Ajouter un concurrent",
        ),
    ] = []
    own_posts: Annotated[
        float | None,
        Number("Combien publiez-vous par semaine ?", hint="Zéro si vous débutez.", group=_OWN, maximum=200),
    ] = None
    own_interactions: Annotated[
        float | None, Number("Combien de réactions par publication ?", group=_OWN, maximum=1e7)
    ] = None
    own_voice: Annotated[
        float | None,
        Number(
            "Quelle est votre part de voix ?",
            short="Ma part de voix",
            hint="Vos réactions d'une semaine ÷ celles de tous, vous compris.",
            group=_VOICE,
            unit="%",
            maximum=100,
        ),
    ] = None
    loudest: Annotated[
        str,
        Text(
            "Qui est le plus entendu ?",
            short="Le plus entendu",
            hint="Le nom, comme dans votre tableau ; « moi » si c'est vous.",
            group=_VOICE,
        ),
    ] = ""
    hhi: Annotated[
        float | None,
        Number(
            "Quel est l'indice de concentration (HHI) ?",
            short="Indice de concentration (HHI)",
            hint="La somme des parts au carré, en pour cent : 40, 25, 20 et 15 % donnent 2 850.",
            group=_VOICE,
            maximum=10_000,
        ),
    ] = None
    alike: Annotated[
        float | None,
        Number(
            "À combien d'acteurs égaux cela revient-il ?",
            short="Soit autant d'acteurs égaux",
            hint="10 000 ÷ HHI",
            group=_VOICE,
            maximum=100,
        ),
    ] = None
    lesson: Annotated[
        str,
        LongText(
            "Qu'en retenez-vous pour vous ?",
            short="Ce que j'en retiens",
            hint="Ce qui marche chez eux, ce qu'ils laissent.",
            group=_VOICE,
            max_length=1500,
        ),
    ] = ""

    @property
    def voices(self) -> tuple[tuple[str, float], ...]:
        """Name and reactions in a week of each competitor, oneself last; empty while nobody speaks."""
        found = tuple((row.name, row.weekly) for row in self.rows if row.whole)
        own = ("Moi", (self.own_posts or 0) * (self.own_interactions or 0))
        return (*found, own) if found and sum(weekly for _, weekly in found) + own[1] > 0 else ()


def _check(answer: Competitors, answers: Answers, marking: Marking) -> None:
    whole = [row for row in answer.rows if row.whole]
    marking.award(
        4,
        min(len(whole), ENOUGH) / ENOUGH,
        f"{french.plural(len(whole), 'concurrent observé et daté', 'concurrents observés et datés')}.",
        f"{french.plural(len(whole), 'concurrent complet', 'concurrents complets')} sur {ENOUGH} : donnez le nom, le "
        "réseau, le jour, les abonnés, les publications et les réactions.",
        about="rows",
    )
    marking.award(
        1,
        answer.base == "followers",
        "Les abonnés se voient de l'extérieur : le même diviseur pour tous.",
        "Les personnes touchées et les affichages de vos concurrents ne se voient pas : divisez par les abonnés, et "
        "dites-le chaque fois.",
        about="base",
    )
    _check_engagement(whole, marking)
    _check_voice(answer, marking)
    marking.award(
        1,
        len(answer.lesson) >= 60,
        "Vous en tirez quelque chose pour vous.",
        "Écrivez ce que vous en retenez : ce qui marche chez eux, ce qu'ils ne font pas.",
        about="lesson",
    )


def _check_engagement(whole: Sequence[Competitor], marking: Marking) -> None:
    if not whole:
        marking.missing(2, "L'engagement se calcule sur des lignes complètes.", about="rows")
        return
    wanted = [100 * market.engagement_rate(row.interactions or 0, row.followers or 1) for row in whole]
    right = [within(row.engagement, rate, 0.02, least=0.06) for row, rate in zip(whole, wanted, strict=True)]
    wrong = next((index for index, good in enumerate(right) if not good), 0)
    marking.award(
        2,
        sum(right) / max(len(right), ENOUGH),
        "Les taux d'engagement sont justes, tous divisés par les abonnés.",
        f"{whole[wrong].name} : {french.number(whole[wrong].interactions or 0)} réactions ÷ "
        f"{french.number(whole[wrong].followers or 0)} abonnés = {french.number(wanted[wrong], 2)} %.",
        partial=None if not all(right) else f"Justes ; il en faut {ENOUGH}.",
        about="rows",
    )


def _check_voice(answer: Competitors, marking: Marking) -> None:
    voices = answer.voices
    if not voices or answer.own_posts is None or answer.own_interactions is None:
        marking.missing(
            6,
            "Complétez vos concurrents et vos propres chiffres : les parts de voix en viennent.",
            about="own_posts",
        )
        return
    shares = market.shares([weekly for _, weekly in voices])
    marking.award(
        2,
        within(answer.own_voice, 100 * shares[-1], 0.01, least=0.6),
        f"Votre part de voix est de {french.percent(shares[-1], 0)}.",
        f"{french.number(voices[-1][1])} réactions par semaine sur {french.number(sum(weekly for _, weekly in voices))} : "
        f"{french.percent(shares[-1], 1)}.",
        about="own_voice",
    )
    top = max(shares)
    loudest = [name for (name, _), part in zip(voices, shares, strict=True) if part == top]
    marking.award(
        1,
        any(_same(answer.loudest, name) for name in loudest),
        f"C'est bien {french.listing(loudest, 'ou')} ({french.percent(top, 0)}).",
        f"Le plus entendu est {french.listing(loudest, 'ou')}, avec {french.percent(top, 0)} des réactions.",
        about="loudest",
    )
    found = stats.concentration(shares)
    marking.award(
        2,
        within(answer.hhi, found.hhi, 0.02, least=5),
        f"HHI de {french.number(found.hhi, 0)}, de 0 (personne ne domine) à 10 000 (un seul parle).",
        f"La somme des parts au carré donne {french.number(found.hhi, 0)} (écart accepté : 2 %).",
        about="hhi",
    )
    marking.award(
        1,
        within(answer.alike, found.effective_number, 0.02, least=0.06),
        f"C'est comme si {french.number(found.effective_number, 1)} acteurs égaux se partageaient l'attention.",
        f"10 000 ÷ {french.number(found.hhi, 0)} = {french.number(found.effective_number, 1)} acteurs égaux.",
        about="alike",
    )


def _same(typed: str, name: str) -> bool:
    return bool(typed) and typed.strip().casefold() == name.strip().casefold()


def _draw(answer: Competitors, answers: Answers, person: Person) -> Sequence[Picture]:
    voices = answer.voices
    if not voices:
        return ()
    shares = market.shares([weekly for _, weekly in voices])
    order = sorted(range(len(voices)), key=lambda index: -shares[index])
    days = [french.day(row.seen) for row in answer.rows if row.whole and row.seen]
    source = f"Source : {person.your} relevés ({french.listing(list(dict.fromkeys(days)))}), engagement divisé par les abonnés."
    own = order.index(len(voices) - 1)
    rates = [
        (row.name, 100 * market.engagement_rate(row.interactions or 0, row.followers or 1))
        for row in answer.rows
        if row.whole
    ]
    rates.sort(key=lambda pair: -pair[1])
    return (
        lying_bars(
            title="Parts de voix",
            labels=_numbered([voices[index][0] for index in order]),
            values=[100 * shares[index] for index in order],
            texts=[french.percent(shares[index], 0) for index in order],
            axis="% des réactions d'une semaine",
            marked=[own],
            marked_name=person.says("vous", "moi"),
            reading=f"{voices[order[0]][0]} recueille {french.percent(shares[order[0]], 0)} des réactions, "
            f"{person.says('vous', 'moi')} {french.percent(shares[-1], 0)}.",
            source=source,
        ),
        lying_bars(
            title="Engagement pour 100 abonnés",
            labels=_numbered([name for name, _ in rates]),
            values=[rate for _, rate in rates],
            texts=[f"{french.number(rate, 1)} %" for _, rate in rates],
            axis="réactions pour 100 abonnés",
            reading=f"{rates[0][0]} fait réagir le mieux ses abonnés ; ce n'est pas toujours celui qui en a le plus.",
            source=source,
        ),
    )


def _numbered(names: Sequence[str]) -> list[str]:
    """Tell apart two lines of one name: they stay two bars."""
    return [f"{name} ({index})" if names.count(name) > 1 else name for index, name in enumerate(names, 1)]


COMPETITORS = Exercise(
    id="c2-concurrents",
    competency="C2",
    criteria=("Cr2",),
    title="Mes concurrents",
    prompt=(
        "Choisissez trois concurrents au moins : ceux que vos clients regardent aussi. Ouvrez leur page, comptez, notez la "
        "date. Tout ce qu'il faut se voit sans être abonné.\n\n"
        "Les réactions sont les « j'aime », les commentaires et les partages, additionnés."
    ),
    help=(
        "Un taux d'engagement sans son diviseur ne veut rien dire : le même mois, un prestataire annonce 0,15 % pour "
        "Facebook en divisant par les abonnés, un autre 5,07 % en divisant par les affichages (Socialinsider 2026, Buffer "
        "2025). Les deux peuvent être justes.\n\n"
        "La part de voix dit qui l'on entend ; le HHI dit si un seul domine. 10 000 ÷ HHI donne le nombre d'acteurs égaux "
        "qui feraient le même partage."
    ),
    model=Competitors,
    points=14.0,
    check=_check,
    draw=_draw,
)
