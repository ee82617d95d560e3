"""The pictures of the lessons on e-reputation: an answer in five beats, two ratings, two means, what the law asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tpelib.base import french
from tpelib.charts.builders import bars, scenarios
from tpelib.charts.picture import Picture
from tpelib.course.drawings.posts import Card, cards
from tpelib.domain.insights import Record, mean_of_ratios, ratio_of_sums
from tpelib.domain.post.rules import LAW_NOTE, rules
from tpelib.domain.reputation.scores import PRIOR_MEAN, PRIOR_WEIGHT, pulled

__all__ = ["REPUTATION_LESSONS"]


def _answer() -> Picture:
    return cards(
        [
            Card(
                "Bonjour",
                "« Bonjour Maëlys, »",
                "Le nom qu'elle s'est donné, rien d'autre : pas de nom de famille.",
            ),
            Card(
                "Ce que vous avez compris",
                "« un numéro seul ne suffit pas. »",
                "Le fait, avec ses mots à elle. Ni excuse vague, ni sa santé.",
            ),
            Card(
                "Ce que vous faites",
                "« Pour votre bouquet, écrivez-nous par SMS. »",
                "Un chemin qu'elle peut prendre tout de suite.",
            ),
            Card(
                "Quand",
                "« Je réponds avant demain soir, et j'ajoute ce moyen à la page aujourd'hui. »",
                "Un jour ou une heure. Et ce qui change pour les suivants.",
            ),
            Card(
                "Au revoir",
                "« Merci de nous l'avoir dit. Mireille »",
                "Une formule, un prénom : quelqu'un répond.",
            ),
        ],
        title="Une réponse en cinq temps",
        header=("Temps", "Exemple", "Ce qu'il faut y mettre"),
        reading="Cinq temps, six phrases courtes : la personne sait quoi faire, et tous ceux qui lisent aussi.",
        source="Source : exemple écrit pour ce cours, cas fictif de la fleuriste.",
    )


def _law() -> Picture:
    found = rules("avis")
    return cards(
        [
            Card(rule.name, rule.told, rule.line().replace(LAW_NOTE, "").strip(), rule.url)
            for rule in found.values()
        ],
        title="Ce que la loi demande pour les avis et les influenceurs",
        header=("Sujet", "Règle", "Texte et date"),
        reading=f"{len(found)} règles suffisent presque toujours.",
        source=f"Source : textes cités sous chaque règle. {LAW_NOTE}",
    )


def _small_five() -> Picture:
    shops = {"5,0 sur 3 avis": (5.0, 3), "4,8 sur 12 avis": (4.8, 12), "4,6 sur 120 avis": (4.6, 120)}
    drawn = {
        "note affichée": [mean for mean, _ in shops.values()],
        "note pondérée": [round(pulled(mean, n), 2) for mean, n in shops.values()],
    }
    low, *_, high = drawn["note pondérée"]
    return scenarios(
        title="Trois notes, affichées puis pondérées",
        measures=list(shops),
        values=drawn,
        unit="étoiles",
        decimals=2,
        reading=(
            f"Pondéré, le 5,0 descend à {french.number(low, 2)} et le 4,6 reste à {french.number(high, 2)} : il passe "
            "devant les deux autres."
        ),
        source=f"Source : exemple de ce cours ; chacun part de {PRIOR_WEIGHT} avis à {french.number(PRIOR_MEAN)}, réglage du "
        "cours.",
    )


def _two_means() -> Picture:
    days = [
        Record(rank, date(2027, 3, rank), "", {"clicks": clicks, "impressions": shown})
        for rank, clicks, shown in ((1, 5.0, 50.0), (2, 60.0, 6000.0), (3, 45.0, 4500.0))
    ]
    mean = 100 * (mean_of_ratios(days, "clicks", "impressions") or 0)
    whole = 100 * (ratio_of_sums(days, "clicks", "impressions") or 0)
    return bars(
        title="Trois jours, deux moyennes",
        labels=[
            "Lundi : 5 clics sur 50",
            f"Mardi : 60 sur 6{french.NNBSP}000",
            f"Mercredi : 45 sur 4{french.NNBSP}500",
            "Moyenne des trois",
            "Le tout",
        ],
        values=[10, 1, 1, round(mean, 3), round(whole, 3)],
        texts=["10 %", "1 %", "1 %", f"{french.number(mean, 1)} %", f"{french.number(whole, 2)} %"],
        unit="clics pour 100 affichages",
        marked=[3, 4],
        marked_name="moyenne",
        reading=f"La moyenne des taux dit {french.number(mean, 0)} %, la campagne a fait {french.number(whole, 2)} % : un "
        "petit lundi a tout faussé.",
        source="Source : exemple inventé pour ce cours.",
    )


REPUTATION_LESSONS: Mapping[str, Callable[[], Picture]] = {
    "reponse": _answer,
    "loi-avis": _law,
    "petit-cinq": _small_five,
    "deux-moyennes": _two_means,
}
