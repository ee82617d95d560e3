"""« Choisir un influenceur »: profiles read, marked by an open rule, put to the test; signs, contract, budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c6.boxes import case_of
from tpelib.course.c6.influencers.drawing import profiles_marked
from tpelib.course.c6.partners import ENOUGH, Partners, candidates
from tpelib.course.common import within
from tpelib.domain import market
from tpelib.domain.market import Sensitivity
from tpelib.domain.reputation import influence
from tpelib.domain.reputation.influence import SIGNALS, Influencer
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking

__all__ = ["INFLUENCERS", "picture_of", "put_to_the_test"]


def put_to_the_test(known: Mapping[str, Influencer], weights: Sequence[float]) -> Sensitivity:
    """Return the ranking of profiles under these weights, and under others near them."""
    return market.sensitivity(
        {rank: tuple(influence.marks(one).values()) for rank, one in known.items()}, weights
    )


def _take(answer: Partners, answers: Answers, progress: Progress) -> Outcome:
    case = case_of(answer.trade, answers)
    known = influence.profiles(case.id)
    seen, asked = [], []
    for one in known:
        row = {"name": one.name, "network": one.network, "said": one.said}
        seen.append(row | {key: f"{getattr(one, key):g}" for key in ("followers", "reactions", "price")})
        asked.append(
            {"name": one.name}
            | {key: f"{getattr(one, key):g}" for key in ("target", "local", "gained", "repeated", "away")}
        )
    return Outcome(
        f"{french.plural(len(known), 'profil fictif', 'profils fictifs')} pour « {case.name} ».",
        {"trade": case.id, "seen": seen, "asked": asked},
    )


# ─── Check ────────────────────────────────────────────────────────────────────────────────────────


def _check(answer: Partners, answers: Answers, marking: Marking) -> None:
    known = candidates(answer)
    marking.award(
        2,
        min(len(known), ENOUGH) / ENOUGH,
        f"{french.plural(len(known), 'profil complet', 'profils complets')}.",
        f"{french.plural(len(known), 'profil complet', 'profils complets')} sur {ENOUGH} : chacun a une ligne dans les "
        "deux tableaux, sous le même nom.",
        about="seen",
    )
    weights = answer.weights
    total = sum(weights or ())
    marking.award(
        1,
        bool(weights) and within(total, 100, 0, least=0.1),
        "Les poids font 100.",
        f"Vos poids font {french.number(total)} : donnez-en cinq qui fassent 100 ensemble."
        if weights
        else "Donnez un poids à chacun des cinq critères, 100 en tout.",
        about="target",
    )
    if not known or not weights:
        marking.missing(5, "Complétez les profils et les poids : le classement en vient.", about="seen")
    else:
        _check_first(answer, known, put_to_the_test(known, weights), marking)
    _check_doubt(answer, known, marking)
    _check_deal(answer, known, answers, marking)


def _check_first(
    answer: Partners, known: Mapping[str, Influencer], found: Sensitivity, marking: Marking
) -> None:
    totals = found.decision.totals
    leaders = [rank for rank in totals if abs(totals[rank] - totals[found.decision.first]) < 1e-9]
    names = french.listing([known[rank].name for rank in leaders], "ou")
    marking.award(
        2,
        answer.first in leaders,
        f"{names} arrive premier, avec {french.number(totals[found.decision.first], 2)} sur {influence.SCALE}.",
        f"D'après vos chiffres et vos poids, c'est {names}.",
        about="first",
    )
    one = known[answer.first if answer.first in known else found.decision.first]
    marking.award(
        1,
        within(answer.rate, one.engagement, 0.01, least=0.051),
        f"Son engagement : {french.number(one.engagement, 1)} %, pour un {influence.size_of(one.followers).name}.",
        f"Son engagement : {french.number(one.reactions)} ÷ {french.number(one.followers)} × 100 = "
        f"{french.number(one.engagement, 1)} %.",
        about="rate",
    )
    cost = one.cost_per_reaction
    marking.award(
        1,
        within(answer.contact, cost, 0.01, least=0.011) if cost is not None else answer.contact is None,
        "Le coût d'une réaction est juste."
        if cost is None
        else f"Une réaction coûte {french.euros(cost, 2)}, c'est juste.",
        "Personne ne réagit : ce coût ne se calcule pas."
        if cost is None
        else f"Une réaction coûte {french.euros(cost, 2)} : {french.euros(one.price)} ÷ {french.number(one.reactions)}.",
        about="contact",
    )
    share = french.percent(found.first_stays, 0)
    marking.award(
        1,
        within(answer.stays, 100 * found.first_stays, 0, least=2),
        f"Il reste premier dans {share} des {found.scenarios} jeux de poids essayés.",
        f"Sur {found.scenarios} jeux de poids essayés, il reste premier dans {share}.",
        about="stays",
    )


def _check_doubt(answer: Partners, known: Mapping[str, Influencer], marking: Marking) -> None:
    if not known:
        marking.missing(2, "Complétez les profils : les signes en viennent.", about="signs")
    else:
        _check_signs(answer, known, marking)
    marking.award(
        1,
        answer.follow == "ask",
        "Demander d'abord : une vidéo reprise par la télévision donne aussi ces signes.",
        "Un signe n'est pas une preuve : demandez les statistiques. Accuser en public vous exposerait, payer sans savoir "
        "aussi.",
        about="follow",
    )


def _check_signs(answer: Partners, known: Mapping[str, Influencer], marking: Marking) -> None:
    seen = {rank: influence.signals(one) for rank, one in known.items()}
    most = max(map(len, seen.values()))
    if not most:
        marking.award(
            2,
            answer.doubtful == "none" and not answer.signs,
            "Aucun de ces profils ne montre de signe : bien vu.",
            "Aucun de ces profils ne montre de signe : dites-le.",
            about="doubtful",
        )
        return
    named = [rank for rank, found in seen.items() if len(found) == most]
    chosen = answer.doubtful if answer.doubtful in named else named[0]
    labels = french.listing([f"« {SIGNALS[key].lower()} »" for key in seen[chosen]])
    marking.award(
        2,
        0.5 * (answer.doubtful in named) + 0.5 * (tuple(answer.signs) == seen[chosen]),
        f"{known[chosen].name} : {labels}. Ce sont des signes, pas des preuves.",
        f"{known[chosen].name} montre {french.plural(most, 'signe')} : {labels}.",
        about="signs" if answer.doubtful in named else "doubtful",
    )


def _check_deal(
    answer: Partners, known: Mapping[str, Influencer], answers: Answers, marking: Marking
) -> None:
    chosen = known.get(answer.first)
    if chosen is None or answer.posts is None:
        marking.missing(3, "Choisissez un profil, et combien de publications dans l'année.", about="posts")
    else:
        total = chosen.price * answer.posts
        marking.award(
            1,
            within(answer.total, total, 0, least=0.51),
            f"{french.euros(total)} dans l'année, c'est juste.",
            f"{french.number(answer.posts)} × {french.euros(chosen.price)} = {french.euros(total)} dans l'année.",
            about="total",
        )
        wanted = "yes" if influence.needs_contract([total]) else "no"
        limit = french.euros(influence.contract_threshold())
        marking.award(
            1,
            answer.contract == wanted,
            f"{french.euros(total)} pour un seuil de {limit} HT : bien jugé.",
            f"{french.euros(total)} pour un seuil de {limit} HT par an (décret n° 2025-1137) : le contrat écrit "
            f"{'est obligatoire' if wanted == 'yes' else 'n’est pas imposé'}.",
            about="contract",
        )
        _check_means(total, answers, marking)
    marking.award(
        1,
        answer.mention == "clear",
        "La mention est claire, du début à la fin.",
        "Payé ou offert, c'est une publicité : « Publicité » ou « Collaboration commerciale », lisible du début à la fin "
        "(loi n° 2023-451).",
        about="mention",
    )
    marking.award(
        1,
        min(1.0, len(answer.why) / 60),
        "Votre choix est expliqué.",
        "Expliquez votre choix en deux phrases.",
        about="why",
    )


def _check_means(total: float, answers: Answers, marking: Marking) -> None:
    euros = BUSINESS.answer(answers).euros
    if euros is None:
        marking.missing(1, "Dites dans « Mon entreprise » (C1) combien vous avez par mois.", about="posts")
        return
    marking.award(
        1,
        total <= 12 * euros,
        f"Cela tient dans votre budget d'un an ({french.euros(12 * euros)}).",
        f"Votre budget d'un an est de {french.euros(12 * euros)} : prenez moins de publications, ou un autre profil.",
        about="posts",
    )


def _draw(answer: Partners, answers: Answers, person: Person) -> Sequence[Picture]:
    known, weights = candidates(answer), answer.weights
    if not known or not weights:
        return ()
    return (picture_of(known, put_to_the_test(known, weights), person),)


def picture_of(known: Mapping[str, Influencer], found: Sensitivity, person: Person) -> Picture:
    """Return the ranking as a picture."""
    first = known[found.decision.first].name
    told = f"{first} reste premier dans {french.percent(found.first_stays, 0)} des cas quand les poids bougent de 20 %."
    if found.overtakes:
        rival = max(found.overtakes, key=lambda rank: found.overtakes[rank])
        told += f" {known[rival].name} passe devant dans {french.percent(found.overtakes[rival], 0)}."
    return profiles_marked(known, found, reading=told, person=person)


INFLUENCERS = Exercise(
    id="c6-influenceurs",
    competency="C6",
    criteria=(),
    title="Choisir un influenceur",
    prompt=(
        "Quelqu'un que vos clients écoutent vaut parfois mieux qu'une publicité. Parfois. Comparez trois profils au moins "
        "sur ce qui compte : qui les suit, qui réagit, ce que coûte une réaction, et s'ils disent quand ils sont payés."
    ),
    help=(
        "Les notes, de 0 à 5, suivent une règle ouverte de ce cours. Cible et zone : la part des abonnés, 5 à partir de "
        "60 %. Engagement : selon la taille, un petit compte fait davantage réagir. Coût d'une réaction : 5 jusqu'à "
        "0,25 €, 0 à partir de 2,50 €. Partenariats annoncés : toujours 5, parfois 2, jamais 0.\n\n"
        "Information, pas un conseil juridique : au-delà de 1 000 € HT dans l'année, argent et cadeaux ensemble, le contrat "
        "est écrit (loi n° 2023-451, décret n° 2025-1137)."
    ),
    model=Partners,
    points=16.0,
    check=_check,
    draw=_draw,
    actions=(Action("prendre", "Prendre les profils fictifs", _take, "Quatre, pour le commerce choisi."),),
)
