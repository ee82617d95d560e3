"""« Mon tableau de bord »: figures read, indicators with their denominators, and what to do next week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c6.dashboard.drawing import indicators_table, rates_by_day
from tpelib.course.c6.figures import (
    Dashboard,
    read_file,
    records_of,
    take_run,
    take_sample,
)
from tpelib.course.common import within
from tpelib.domain import media
from tpelib.domain.abtest import ABComparison, compare
from tpelib.domain.insights import (
    Record,
    Trend,
    indicators,
    mean_of_ratios,
    ratio_of_sums,
    totals,
    trend,
)
from tpelib.domain.insights.indicators import by_day, by_label
from tpelib.engine.exercise import Action, Answers, Exercise
from tpelib.engine.marking import Marking

__all__ = ["DASHBOARD", "DashboardReading", "read"]

ENOUGH_DAYS = 7
FEW_RESULTS = 5
"""Results under which nothing is decided, unless money already went too far: the course's own rule."""
_FIELDS = ("ctr", "cpm", "cpc", "cost", "roas")


@dataclass(frozen=True, slots=True)
class DashboardReading:
    """What figures allow one to say.

    Parameters
    ----------
    names : tuple of str
        The two versions most seen, in the order of the table; fewer when there are fewer.
    comparison : Comparison or None
        Their clicks compared; ``None`` without two versions.
    trend : Trend or None
        The rate of clicks before and after the middle; ``None`` when there are too few days.
    decisions : tuple of str
        What is reasonable next week, best first.
    because : str
        Why, in a French sentence without its point.
    """

    names: tuple[str, ...]
    comparison: ABComparison | None
    trend: Trend | None
    decisions: tuple[str, ...]
    because: str

    @property
    def best(self) -> str:
        """``a``, ``b`` or ``unknown``."""
        if self.comparison is None or self.comparison.verdict not in ("a", "b"):
            return "unknown"
        return self.comparison.verdict

    @property
    def direction(self) -> str:
        """``up``, ``down``, ``same`` or ``few``."""
        return "few" if self.trend is None else self.trend.verdict


def read(records: Sequence[Record], ceiling: float | None) -> DashboardReading:
    """Return what these rows allow one to say.

    Parameters
    ----------
    ceiling : float or None
        The most that a result may cost, in euros.
    """
    names, comparison = _compared(records)
    try:
        found: Trend | None = trend(records, "clicks", "impressions")
    except DomainError:
        found = None
    decisive = comparison is not None and comparison.verdict in ("a", "b")
    decisions, because = _decisions(totals(records), ceiling, decisive)
    return DashboardReading(names, comparison, found, decisions, because)


def _compared(records: Sequence[Record]) -> tuple[tuple[str, ...], ABComparison | None]:
    sums = {
        label: totals([record for record in own if {"clicks", "impressions"} <= record.values.keys()])
        for label, own in by_label(records).items()
        if label
    }
    seen = [label for label, own in sums.items() if own.get("impressions")]
    most = sorted(seen, key=lambda label: -sums[label]["impressions"])[:2]
    names = tuple(label for label in seen if label in most)
    if len(names) < 2:
        return names, None
    try:
        (clicks_a, shown_a), (clicks_b, shown_b) = (
            (sums[name]["clicks"], sums[name]["impressions"]) for name in names
        )
        return names, compare(clicks_a, shown_a, clicks_b, shown_b)
    except DomainError:  # more clicks than impressions: nothing to compare
        return names, None


def _decisions(
    sums: Mapping[str, float], ceiling: float | None, decisive: bool
) -> tuple[tuple[str, ...], str]:
    spend, results = sums.get("spend", 0.0), sums.get("results", 0.0)
    if not spend:
        return ("keep", "change"), "rien n'est dépensé : gardez ce qui fait réagir, changez le reste"
    if ceiling is None:
        return (
            ("keep", "change", "shift", "wait"),
            "dites votre panier et votre marge (C1) pour savoir ce qu'un résultat peut coûter",
        )
    cost = spend / results if results else inf
    limit = french.euros(ceiling, 2)
    if results < FEW_RESULTS and spend <= FEW_RESULTS * ceiling:
        return ("wait",), f"{french.plural(results, 'résultat')} : trop peu pour juger"
    if cost <= ceiling:
        told = f"un résultat coûte {french.euros(cost, 2)}, il peut coûter {limit}"
        if decisive:
            return ("shift",), f"{told}, et une version fait mieux"
        return ("keep",), f"{told}, et les versions se valent"
    told = "aucun résultat" if cost == inf else f"un résultat coûte {french.euros(cost, 2)}"
    ways = ("change", "stop", "shift") if decisive else ("change", "stop")
    return ways, f"{told}, il ne devrait pas dépasser {limit}"


def _ceiling(answers: Answers) -> float | None:
    business = BUSINESS.answer(answers)
    if not business.basket or not business.margin:
        return None
    return media.maximum_cpa(business.basket, business.margin / 100)


# ─── Check ────────────────────────────────────────────────────────────────────────────────────────


def _check(answer: Dashboard, answers: Answers, marking: Marking) -> None:
    records = records_of(answer)
    if not records:
        marking.missing(
            16, "Remplissez d'abord vos chiffres : votre rapport, la simulation ou l'exemple.", about="days"
        )
        return
    days = len(by_day(records))
    marking.award(
        2,
        min(1.0, days / ENOUGH_DAYS),
        f"{french.plural(days, 'jour')} de chiffres.",
        f"{french.plural(days, 'jour daté', 'jours datés')} : il en faut {ENOUGH_DAYS} pour qu'un lundi ne décide pas de "
        "tout.",
        about="days",
    )
    _check_indicators(answer, records, marking)
    _check_means(answer, records, marking)
    _check_reading(answer, read(records, _ceiling(answers)), marking)


def _check_indicators(answer: Dashboard, records: Sequence[Record], marking: Marking) -> None:
    known = [one for one in indicators(records) if one.key in _FIELDS]
    if not known:
        marking.missing(
            5, "Il faut des affichages, et des clics ou des dépenses, pour calculer.", about="days"
        )
        return
    wrong = [one for one in known if not within(getattr(answer, one.key), one.value, 0.01, least=0.011)]
    told = " ; ".join(f"{one.label.lower()} : {one.told}, soit {one.text}" for one in wrong[:2])
    more = f" ; et {len(wrong) - 2} de plus" if len(wrong) > 2 else ""
    marking.award(
        5,
        1 - len(wrong) / len(known),
        f"{french.plural(len(known), 'indicateur juste', 'indicateurs justes')}, sur toute la période.",
        f"À revoir : {told}{more}.",
        about=wrong[0].key if wrong else "ctr",
    )


def _check_means(answer: Dashboard, records: Sequence[Record], marking: Marking) -> None:
    mean, whole = (rate(records, "clicks", "impressions") for rate in (mean_of_ratios, ratio_of_sums))
    if mean is None or whole is None:
        marking.missing(1, "Sans clics ni affichages, il n'y a pas de taux à moyenner.", about="mean_ctr")
    else:
        told = f"{french.percent(mean, 2)} en moyenne des lignes, {french.percent(whole, 2)} sur le tout"
        marking.award(
            1,
            within(answer.mean_ctr, 100 * mean, 0.01, least=0.011),
            f"Bien calculé : {told}.",
            f"Moyenne des taux à revoir : {told}.",
            about="mean_ctr",
        )
    marking.award(
        1,
        answer.which == "sum",
        "Le taux du tout : chaque affichage y compte pour un.",
        "Dans la moyenne des taux, un jour de dix affichages pèse autant qu'un jour de dix mille : prenez le taux du tout.",
        about="which",
    )
    marking.award(
        1,
        answer.reach_sum == "no",
        "La portée ne s'additionne pas : qui est passé lundi repasse mardi.",
        "La personne touchée lundi l'est souvent mardi : la portée d'une période se lit dans le rapport, elle ne "
        "s'additionne pas.",
        about="reach_sum",
    )


def _check_reading(answer: Dashboard, found: DashboardReading, marking: Marking) -> None:
    told = "il faut deux versions, chacune avec ses clics et ses affichages"
    if found.comparison is not None:
        first, second = (name[:40] for name in found.names)
        told = f"A est « {first} », B est « {second} » ; {found.comparison.sentence.rstrip('.')}"
    marking.award(
        2, answer.best == found.best, f"Bien lu : {told}.", f"Comparez de nouveau : {told}.", about="best"
    )
    told = "il faut quatre jours, avec leurs clics"
    if found.trend is not None:
        told = f"{french.percent(found.trend.first, 2)} puis {french.percent(found.trend.second, 2)}"
        if found.trend.p is not None:
            told += f" ; un tel écart arrive par hasard {french.number(100 * found.trend.p, 0)} fois sur 100"
    marking.award(
        1,
        answer.trend == found.direction,
        f"Bien lu : {told}.",
        f"Regardez de nouveau : {told}.",
        about="trend",
    )
    marking.award(
        2,
        answer.decision in found.decisions,
        f"C'est raisonnable : {found.because}.",
        f"Reprenez vos chiffres : {found.because}.",
        about="decision",
    )
    marking.award(
        1,
        min(1.0, len(answer.next) / 100),
        "Votre semaine prochaine est écrite : un jury la lira.",
        f"Écrivez trois phrases ({french.number(len(answer.next))} caractères sur 100).",
        about="next",
    )


def _draw(answer: Dashboard, answers: Answers, person: Person) -> Sequence[Picture]:
    records = records_of(answer)
    found = indicators(records)
    pictures = [indicators_table(found)] if found else []
    if any({"clicks", "impressions"} <= record.values.keys() and record.day for record in records):
        pictures.append(rates_by_day(records))
    return tuple(pictures)


DASHBOARD = Exercise(
    id="c6-tableau",
    competency="C6",
    criteria=(),
    title="Mon tableau de bord",
    prompt=(
        "Les réseaux donnent cent chiffres. Cinq suffisent, si l'on sait ce qu'ils divisent. Prenez votre rapport, votre "
        "campagne simulée ou l'exemple, calculez, comparez deux versions, et décidez d'une chose pour la semaine prochaine."
    ),
    help=(
        "Un taux a toujours deux étages : ce qui est en haut, ce qui est en bas. Demandez lequel. « 5 % d'engagement » par "
        "abonné, par personne touchée ou par affichage sont trois choses.\n\n"
        "Écart accepté : 1 %, ou un centime. En dessous de cinq résultats, on ne décide pas encore, sauf si la dépense a "
        "déjà dépassé ce que cinq résultats pouvaient coûter : c'est une règle de ce cours."
    ),
    model=Dashboard,
    points=16.0,
    check=_check,
    draw=_draw,
    actions=(
        Action("lire", "Lire mon rapport", read_file, "Celui que vous avez déposé ci-dessus."),
        Action("simulation", "Prendre ma campagne simulée", take_run, "Les jours que vous avez regardés."),
        Action("exemple", "Prendre un exemple", take_sample, "Deux semaines fictives, deux versions."),
    ),
)
