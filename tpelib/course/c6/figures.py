"""The figures of a campaign or a page, day by day, wherever they come from: a report, the simulator, an example."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from tpelib.base import french, spreadsheets
from tpelib.base.errors import DomainError
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c1.periods.exercise import PERIODS
from tpelib.course.c6.piloting.exercise import simulated_run
from tpelib.course.c6.project import figures_of
from tpelib.domain.campaign.runs import Run
from tpelib.domain.insights import Record, read_report
from tpelib.domain.insights.formats import measure_label
from tpelib.domain.insights.sample import sample_campaign
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Outcome, Progress
from tpelib.engine.questions import Choice, Date, File, LongText, Number, Option, Text

__all__ = [
    "MEASURES",
    "DailyEntry",
    "Dashboard",
    "read_file",
    "records_of",
    "take_run",
    "take_sample",
    "typed_records",
]

MOST_ROWS = 400
MEASURES = ("spend", "impressions", "clicks", "interactions", "results", "revenue")
_SUMMED = "Vos indicateurs, sur toute la période"
_MEANS = "Deux moyennes qui diffèrent"
_READ = "Ce que vous en concluez"
START = date(2027, 3, 1)
"""First day of the example of who has no period yet."""


def _amount(label: str, unit: str = "") -> Number:
    return Number(label, unit=unit, required=False)


class DailyEntry(Answer):
    """One day of one ad or post."""

    day: Annotated[date | None, Date("Jour")] = None
    label: Annotated[str, Text("Version", max_length=160)] = ""
    spend: Annotated[float | None, _amount("Dépensé", "€")] = None
    impressions: Annotated[float | None, _amount("Affichages")] = None
    clicks: Annotated[float | None, _amount("Clics")] = None
    interactions: Annotated[float | None, _amount("Réactions")] = None
    results: Annotated[float | None, _amount("Résultats")] = None
    revenue: Annotated[float | None, _amount("Ventes", "€")] = None


class Dashboard(Answer):
    """The rows, what they give, and what one does next week."""

    file: Annotated[
        dict[str, Any] | None,
        File(
            "Votre rapport",
            hint="De Meta (publicités, contenus, courbe), de LinkedIn ou de TikTok, tel que le réseau le rend : .csv, .xlsx, "
            ".xls ou .ods.",
            required=False,
            accept=spreadsheets.ENDINGS,
        ),
    ] = None
    days: Annotated[
        list[DailyEntry],
        Rows(
            "Vos chiffres, jour par jour",
            hint="Sept jours au moins. Un bouton, en bas, les remplit. Version : le nom de la publicité ou de la publication. "
            "Une case vide veut dire « je ne sais pas », pas zéro.",
            row=DailyEntry,
            min_rows=1,
            max_rows=MOST_ROWS,
            add_label="Ajouter un jour",
            pages="day",
        ),
    ] = []
    ctr: Annotated[
        float | None,
        Number("Taux de clic", hint="Clics ÷ affichages.", group=_SUMMED, unit="%"),
    ] = None
    cpm: Annotated[
        float | None,
        Number("Coût de mille affichages", hint="Dépensé ÷ affichages × 1 000.", group=_SUMMED, unit="€"),
    ] = None
    cpc: Annotated[
        float | None, Number("Coût d'un clic", hint="Dépensé ÷ clics.", group=_SUMMED, unit="€")
    ] = None
    cost: Annotated[
        float | None, Number("Coût d'un résultat", hint="Dépensé ÷ résultats.", group=_SUMMED, unit="€")
    ] = None
    roas: Annotated[
        float | None,
        Number("Ventes pour 1 € dépensé", hint="Ventes ÷ dépensé.", group=_SUMMED, unit="€"),
    ] = None
    mean_ctr: Annotated[
        float | None,
        Number(
            "La moyenne des taux de clic de chaque ligne",
            hint="Le tableau sous le formulaire donne chaque taux, et leur moyenne.",
            group=_MEANS,
            unit="%",
        ),
    ] = None
    which: Annotated[
        str,
        Choice(
            "Laquelle dit ce qu'a fait la campagne entière ?",
            group=_MEANS,
            options=(
                Option("sum", "Tous les clics divisés par tous les affichages"),
                Option("mean", "La moyenne des taux"),
            ),
        ),
    ] = ""
    reach_sum: Annotated[
        str,
        Choice(
            "Additionnez-vous la portée des jours ?",
            group=_MEANS,
            options=(
                Option("yes", "Oui, comme les affichages"),
                Option("no", "Non, ce sont en partie les mêmes personnes"),
            ),
        ),
    ] = ""
    best: Annotated[
        str,
        Choice(
            "Entre vos deux versions les plus vues, laquelle fait mieux ?",
            group=_READ,
            options=(
                Option("a", "A, la première du tableau"),
                Option("b", "B, la seconde"),
                Option("unknown", "On ne peut pas dire"),
            ),
        ),
    ] = ""
    trend: Annotated[
        str,
        Choice(
            "Entre la première et la seconde moitié des jours, le taux de clic…",
            short="Le taux de clic",
            group=_READ,
            options=(
                Option("up", "monte"),
                Option("down", "baisse"),
                Option("same", "ne change pas plus que par hasard"),
                Option("few", "n'a pas assez de clics pour le dire"),
            ),
        ),
    ] = ""
    decision: Annotated[
        str,
        Choice(
            "Que faites-vous la semaine prochaine ?",
            short="La semaine prochaine",
            group=_READ,
            options=(
                Option("keep", "Je continue ainsi"),
                Option("shift", "Je mets le budget sur la version qui fait mieux"),
                Option("change", "Je change l'image, le texte ou le public"),
                Option("stop", "J'arrête"),
                Option("wait", "J'attends d'avoir assez de résultats"),
            ),
        ),
    ] = ""
    next: Annotated[
        str,
        LongText(
            "Dites-le en trois phrases, avec vos chiffres.",
            short="Ce que j'en conclus",
            hint="Ce que vous voyez, ce que vous changez, ce que vous regarderez ensuite.",
            group=_READ,
            max_length=2000,
        ),
    ] = ""


def records_of(answer: Dashboard) -> tuple[Record, ...]:
    """Return the rows that hold a figure, as the domain counts them."""
    return tuple(
        Record(rank, entry.day, entry.label, values)
        for rank, entry in enumerate(answer.days, 1)
        if (values := {key: value for key in MEASURES if (value := getattr(entry, key)) is not None})
    )


# ─── Where the rows come from ─────────────────────────────────────────────────────────────────────


def typed_records(records: Iterable[Record]) -> list[dict[str, str]]:
    """Return rows as the form holds them: views stand for impressions, reactions are added up."""
    return [_typed(record) for record in records]


def _typed(record: Record) -> dict[str, str]:
    values = dict(record.values)
    if "impressions" not in values and "views" in values:
        values["impressions"] = values["views"]
    parts = [values[key] for key in ("reactions", "comments", "shares") if key in values]
    if parts:
        values.setdefault("interactions", sum(parts))
    row = {"day": record.day.isoformat() if record.day else "", "label": record.label}
    row |= {key: f"{values[key]:.10g}".replace(".", ",") for key in MEASURES if key in values}
    return {key: text for key, text in row.items() if text}


def read_file(answer: Dashboard, answers: Answers, progress: Progress) -> Outcome:
    """Read the report of a network into the rows."""
    progress(0.0, "Lecture de votre rapport.")
    data = answers.file(answer.file)
    if data is None:
        raise DomainError("Choisissez d'abord votre fichier, au-dessus.")
    found = read_report(data, (answer.file or {}).get("name", ""))
    told = [f"C'est {found.label} : {french.plural(len(found.records), 'ligne lue', 'lignes lues')}."]
    if found.problems:
        count = french.plural(len(found.problems), "ligne laissée de côté", "lignes laissées de côté")
        told.append(f"{count}. {' '.join(found.problems[:8])}{' …' if len(found.problems) > 8 else ''}")
    told += found.notes
    if not found.records:
        raise DomainError(" ".join(told))
    kept = sorted(found.records, key=lambda record: record.day or date.min)[-MOST_ROWS:]
    if len(kept) < len(found.records):
        told.append(f"Les {MOST_ROWS} lignes les plus récentes ont été gardées.")
    rows = typed_records(kept)
    if not any(key in row for row in rows for key in MEASURES):
        measures = sorted({measure_label(key).lower() for record in kept for key in record.values})
        raise DomainError(
            f"Ce rapport ne donne que {french.listing(measures)} : le tableau de bord part des affichages."
        )
    return Outcome(" ".join(told), {"days": rows})


def take_sample(answer: Dashboard, answers: Answers, progress: Progress) -> Outcome:
    """Fill the rows with a fictional fortnight drawn from the hypotheses of C1."""
    figures, business = figures_of(answers), BUSINESS.answer(answers)
    known = figures is not None and figures.budget and business.basket
    periods = PERIODS.answer(answers).dated
    records = sample_campaign(
        business.name or "exemple",
        budget=(figures.budget or 0) if figures and known else 150,
        cpm=(figures.cpm or 7.5) if figures and known else 7.5,
        ctr=(figures.ctr or 1.2) / 100 if figures and known else 0.012,
        conversion_rate=(figures.conversion or 2.5) / 100 if figures and known else 0.025,
        basket=(business.basket or 42) if known else 42,
        start=periods[0][1] if periods else START,
    )
    origin = "tirée de vos hypothèses (C1)" if known else "tirée d'hypothèses d'exemple"
    return Outcome(
        f"Deux semaines d'une campagne fictive, {origin} : {len(records)} lignes, deux versions.",
        {"days": typed_records(records)},
    )


def take_run(answer: Dashboard, answers: Answers, progress: Progress) -> Outcome:
    """Fill the rows with the simulated campaign, as far as it was watched."""
    run = simulated_run(answers)
    if run is None or not run.days:
        raise DomainError("Votre campagne simulée n'a pas encore tourné : pilotez-la d'abord, plus haut.")
    records = run_records(run)[-MOST_ROWS:]
    return Outcome(
        f"{french.plural(len(run.days), 'jour simulé', 'jours simulés')} : {len(records)} lignes.",
        {"days": typed_records(records)},
    )


def run_records(run: Run) -> Sequence[Record]:
    """Return a simulated run as a report gives it: one row per day and creative, reach left out."""
    records: list[Record] = []
    for day in run.days:
        for creative in sorted(day.creatives):
            own = [item for item in day.slices if item.creative == creative]
            values: Mapping[str, float] = {
                "spend": sum(item.cents for item in own) / 100,
                "impressions": float(sum(item.impressions for item in own)),
                "clicks": float(sum(item.clicks for item in own)),
                "results": float(sum(item.sales for item in own)),
                "revenue": round(sum(item.sales for item in own) * run.market.basket, 2),
            }
            records.append(Record(len(records) + 1, day.day, f"Publicité {creative}", values))
    return records
