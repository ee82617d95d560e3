"""« Ma mini-enquête »: primary data, with what a few dozen answers are worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from tpelib.base import french, spreadsheets
from tpelib.base.errors import DomainError, TpeError
from tpelib.base.formats import XLSX
from tpelib.base.french import Person
from tpelib.base.words import fold
from tpelib.charts import Picture
from tpelib.charts.lying import lying_bars
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c2.survey.drawing import curve
from tpelib.course.cases import BusinessCase, find
from tpelib.course.common import NETWORKS, within
from tpelib.domain import market
from tpelib.domain.platforms import called, platform
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import (
    Action,
    Answers,
    Deliverable,
    Exercise,
    Exploration,
    Outcome,
    Progress,
    View,
)
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Date, File, LongText, Number, Option, Text

__all__ = ["MARGIN_EXPLORER", "SURVEY", "Survey", "Tally", "sample_file", "tally"]

ENOUGH = 30
"""Answers below which a share of one's own survey is not quoted either."""
COLUMN = "Réseaux utilisés"

TOPICS = (
    Option("networks", "Les réseaux qu'ils utilisent"),
    Option("moment", "Quand et comment"),
    Option("need", "Ce qu'ils cherchent"),
    Option("competition", "Les autres commerces qu'ils suivent"),
    Option("profile", "Qui ils sont (âge, commune)"),
)
KINDS = (
    Option("one", "Une réponse au choix"),
    Option("many", "Plusieurs réponses"),
    Option("number", "Un nombre"),
    Option("open", "Réponse libre"),
)


class QuestionnaireRow(Answer):
    """One question of the questionnaire."""

    text: Annotated[str, LongText("Question", max_length=200)] = ""
    kind: Annotated[str, Choice("Réponse", options=KINDS)] = ""
    topic: Annotated[str, Choice("Sert à savoir", options=TOPICS)] = ""


class Count(Answer):
    """How many of those who answered use a network."""

    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""
    users: Annotated[float | None, Number("Combien l'utilisent", maximum=20_000, integer=True)] = None


_BUILD = "Votre questionnaire"
_COLLECT = "Vos réponses"
_RESULT = "Ce qu'elles valent"


class Survey(Answer):
    """The questionnaire, the answers added up, and their margin of error."""

    questions: Annotated[
        list[QuestionnaireRow],
        Rows(
            "Quelles questions posez-vous ?",
            hint="Cinq à huit, courtes. Une sur les réseaux utilisés, une sur l'âge ou la commune.",
            group=_BUILD,
            row=QuestionnaireRow,
            min_rows=5,
            max_rows=12,
            add_label="Ajouter une question",
        ),
    ] = []
    place: Annotated[
        str,
        Text(
            "Où et comment avez-vous demandé ?",
            short="Où et comment",
            hint="À la caisse, trois samedis ; par message…",
            group=_COLLECT,
        ),
    ] = ""
    start: Annotated[date | None, Date("Du", group=_COLLECT)] = None
    end: Annotated[date | None, Date("Au", group=_COLLECT)] = None
    file: Annotated[
        dict[str, Any] | None,
        File(
            "Le fichier de vos réponses",
            hint="CSV, Excel ou LibreOffice, une ligne par personne, une colonne « Réseaux utilisés ». Puis « Lire mon "
            "fichier », plus bas.",
            group=_COLLECT,
            required=False,
            accept=(*spreadsheets.ENDINGS, ".txt"),
        ),
    ] = None
    answered: Annotated[
        float | None,
        Number(
            "Combien de personnes ont répondu ?",
            short="Réponses",
            hint="Trente au moins.",
            group=_COLLECT,
            maximum=20_000,
            integer=True,
        ),
    ] = None
    counts: Annotated[
        list[Count],
        Rows(
            "Combien utilisent chaque réseau ?",
            hint="Se remplit tout seul si vous lisez un fichier.",
            group=_COLLECT,
            row=Count,
            min_rows=3,
            max_rows=len(NETWORKS),
            add_label="Ajouter un réseau",
        ),
    ] = []
    top: Annotated[
        str,
        Choice(
            "Quel réseau est le plus utilisé par vos répondants ?",
            short="Réseau le plus utilisé",
            group=_RESULT,
            options=NETWORKS,
        ),
    ] = ""
    share: Annotated[
        float | None,
        Number("Par quelle part d'entre eux ?", short="Par", group=_RESULT, unit="%", maximum=100),
    ] = None
    population: Annotated[
        float | None,
        Number(
            "Combien de personnes compte la cible entière ?",
            short="Public entier",
            hint="La taille donnée dans C1.",
            group=_RESULT,
            unit="pers.",
            minimum=1,
            maximum=1e8,
        ),
    ] = None
    margin: Annotated[
        float | None,
        Number(
            "Quelle est la marge d'erreur ?",
            short="Marge d'erreur",
            hint="1,96 × √(p × (1 − p) ÷ n), en points ; l'aide donne la correction pour une petite cible.",
            group=_RESULT,
            unit="points",
            maximum=100,
        ),
    ] = None
    absent: Annotated[
        str,
        LongText(
            "Qui n'a pas pu répondre ?",
            short="Qui n'a pas pu répondre",
            hint="Ceux qui ne viennent jamais chez vous, ceux qui étaient pressés…",
            group=_RESULT,
            max_length=1000,
        ),
    ] = ""

    @property
    def totals(self) -> Mapping[str, float]:
        """Network to how many use it, as typed."""
        return {row.network: row.users for row in self.counts if row.network and row.users is not None}


# ─── The file of answers ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers added up: people who answered, users by network, and what could not be read, by line."""

    answered: int
    users: Mapping[str, int]
    problems: tuple[str, ...]


_NONE = frozenset({"aucun", "aucune", "non", "rien", "pas de reseau", "je n en utilise pas", "0"})
_YES = frozenset({"oui", "o", "x", "1", "yes", "vrai", "true"})
_PROBLEMS_SHOWN = 6


def tally(data: bytes, name: str) -> Tally:
    """Add up the answers of a file.

    Parameters
    ----------
    data, name : bytes, str
        A table, one line per person: either a column « Réseaux utilisés » that lists them, or one
        column per network answered by yes or no.

    Returns
    -------
    Tally
        Lines that cannot be read are left aside, each with its number and why.

    Raises
    ------
    TpeError
        It is no table, or says nothing about networks.
    """
    table = spreadsheets.read(data, name)
    column = table.column(COLUMN, "réseaux", "réseaux sociaux", "réseau", "réseaux sociaux utilisés")
    if column is None:
        column = next((title for title in table.header if "reseau" in fold(title)), None)
    if column is not None:
        return _from_list(table, column)
    known = called()
    columns = {title: known[fold(title)] for title in table.header if fold(title) in known}
    if not columns:
        raise TpeError(
            f"Ce fichier n’a ni colonne « {COLUMN} », ni colonne au nom d’un réseau (Facebook, Instagram…) : "
            "ajoutez-en une, ou repartez du modèle."
        )
    return _from_columns(table, columns)


def _from_list(table: spreadsheets.SheetTable, column: str) -> Tally:
    users: dict[str, int] = {}
    problems: list[str] = []
    answered = 0
    for row in table.rows:
        cell = row.cells[column]
        if not cell:
            problems.append(f"ligne {row.number} : réseaux non remplis")
            continue
        named, unknown = _networks(cell)
        if unknown and not named:
            problems.append(f"ligne {row.number} : « {unknown[0]} » n'est pas un réseau du cours")
            continue
        if unknown:
            problems.append(f"ligne {row.number} : « {unknown[0]} » laissé de côté")
        answered += 1
        for network in named:
            users[network] = users.get(network, 0) + 1
    return Tally(answered, users, tuple(problems))


def _networks(cell: str) -> tuple[set[str], list[str]]:
    parts = [
        part.strip() for part in cell.replace(" et ", ",").replace("\n", ",").translate(_CUTS).split(",")
    ]
    named: set[str] = set()
    unknown: list[str] = []
    for part in parts:
        folded = fold(part)
        if not folded or folded in _NONE:
            continue
        if network := called().get(folded):
            named.add(network)
        else:
            unknown.append(part[:40])
    return named, unknown


_CUTS = str.maketrans(dict.fromkeys(";/|+•", ","))


def _from_columns(table: spreadsheets.SheetTable, columns: Mapping[str, str]) -> Tally:
    users = dict.fromkeys(columns.values(), 0)
    problems: list[str] = []
    answered = 0
    for row in table.rows:
        cells = {network: fold(row.cells[title]) for title, network in columns.items()}
        if not any(cells.values()):
            problems.append(f"ligne {row.number} : réseaux non remplis")
            continue
        answered += 1
        for network, cell in cells.items():
            users[network] += cell in _YES
    return Tally(answered, users, tuple(problems))


def _read_file(answer: Survey, answers: Answers, progress: Progress) -> Outcome:
    data = answers.file(answer.file)
    if not answer.file or data is None:
        raise TpeError("Choisissez d’abord un fichier dans « Vos réponses ».")
    progress(0.3, "Lecture du fichier…")
    found = tally(data, answer.file["name"])
    if not found.answered:
        raise TpeError(f"Aucune réponse n’a pu être lue : {french.listing(list(found.problems[:3]))}.")
    order = sorted(found.users, key=lambda network: -found.users[network])
    told = f"{french.plural(found.answered, 'réponse lue', 'réponses lues')}."
    if found.problems:
        shown = list(found.problems[:_PROBLEMS_SHOWN])
        more = len(found.problems) - len(shown)
        told += f" À revoir : {' ; '.join(shown)}{f' ; et {more} autres' if more > 0 else ''}."
    return Outcome(
        told,
        {
            "answered": str(found.answered),
            "counts": [
                {"network": network, "users": str(found.users[network])}
                for network in order
                if found.users[network]
            ],
        },
    )


def _template(answer: Survey, answers: Answers, progress: Progress) -> Outcome:
    asked = [row.text for row in answer.questions if row.text and row.topic != "networks"]
    data = _workbook([COLUMN, *(asked or ["Âge", "Commune"])], [])
    return Outcome(
        "Une feuille prête : une ligne par personne, les réseaux séparés par des virgules.",
        files=(Deliverable.of("mon-enquete", XLSX, data),),
    )


def _sample(answer: Survey, answers: Answers, progress: Progress) -> Outcome:
    case = find(BUSINESS.answer(answers).project)
    if case is None:
        raise TpeError(
            "Ces réponses inventées sont réservées aux cas fictifs. Pour votre entreprise, demandez à trente clients : "
            "c’est votre enquête qui compte."
        )
    answered = case.answers["c2-enquete"]["survey"]["answered"]
    return Outcome(
        f"{answered} réponses fictives de clients de « {case.name} ». Choisissez ce fichier dans « Vos réponses », puis "
        "lisez-le.",
        files=(Deliverable.of("reponses-fictives", XLSX, sample_file(case)),),
    )


def sample_file(case: BusinessCase) -> bytes:
    """Return the invented answers of a case's customers, as a workbook; the same at every call."""
    example = case.answers["c2-enquete"]["survey"]
    people = int(example["answered"])
    networks: list[list[str]] = [[] for _ in range(people)]
    for offset, (network, users) in enumerate(example["counts"].items()):
        # spread the users of each network over the people, starting elsewhere each time
        for rank in range(int(users)):
            networks[(rank * people // int(users) + 7 * offset) % people].append(platform(network).name)
    ages = example["ages"]
    rows = [
        [", ".join(used) or "Aucun", str(ages[index % len(ages)]), f"Réponse fictive n° {index + 1}"]
        for index, used in enumerate(networks)
    ]
    return _workbook([COLUMN, "Âge", "Remarque"], rows)


def _workbook(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    columns = [spreadsheets.WorkbookColumn(title, 28) for title in header]
    return spreadsheets.to_xlsx("Réponses", columns, rows, created=date(2026, 1, 1))


# ─── The check ────────────────────────────────────────────────────────────────────────────────────────


def _check(answer: Survey, answers: Answers, marking: Marking) -> None:
    _check_questions(answer.questions, marking)
    _check_collected(answer, marking)
    _check_worth(answer, marking)
    marking.award(
        1,
        len(answer.absent) >= 40,
        "Vous dites qui manque : votre enquête en vaut plus.",
        "Dites qui n'a pas pu répondre : vos clients ne sont pas tout le monde, et le jury le sait.",
        about="absent",
    )


def _check_questions(questions: Sequence[QuestionnaireRow], marking: Marking) -> None:
    whole = [row for row in questions if len(row.text) >= 10 and row.kind and row.topic]
    marking.award(
        2,
        min(len(whole), 5) / 5,
        f"{french.plural(len(whole), 'question complète', 'questions complètes')}.",
        f"{french.plural(len(whole), 'question complète', 'questions complètes')} sur cinq : donnez à chacune son texte, "
        "sa forme de réponse et ce qu'elle apprend.",
        about="questions",
    )
    topics = {row.topic for row in whole}
    wanted = {"networks": "les réseaux utilisés", "profile": "qui ils sont", "need": "ce qu'ils cherchent"}
    lacking = [name for key, name in wanted.items() if key not in topics]
    marking.award(
        1,
        1 - len(lacking) / len(wanted),
        "Le questionnaire apprend qui ils sont, ce qu'ils cherchent et où ils sont.",
        f"Il manque une question sur : {french.listing(lacking)}.",
        about="questions",
    )
    wrong = [row.text for row in whole if not row.text.endswith("?") or " et/ou " in row.text]
    marking.award(
        1,
        bool(whole) and 1 - len(wrong) / len(whole),
        "Chaque question se termine par un point d'interrogation et ne demande qu'une chose.",
        f"Réécrivez en une vraie question : « {wrong[0]} »." if wrong else "Écrivez des questions entières.",
        about="questions",
    )


def _check_collected(answer: Survey, marking: Marking) -> None:
    dated = answer.start is not None and answer.end is not None and answer.start <= answer.end
    marking.award(
        1,
        (dated + (len(answer.place) >= 8)) / 2,
        "On sait où et quand vous avez demandé.",
        "Dites où, comment, et entre quelles dates vous avez demandé.",
        about="place",
    )
    answered = answer.answered or 0
    marking.award(
        3,
        answered / ENOUGH,
        f"{french.plural(answered, 'réponse')} : c'est assez pour une première idée.",
        f"{french.plural(answered, 'réponse')} : il en faut {ENOUGH}. Deux samedis de caisse suffisent souvent.",
        about="answered",
    )
    totals = answer.totals
    sound = len(totals) >= 2 and all(0 <= users <= answered for users in totals.values())
    marking.award(
        1,
        sound,
        "Les comptes par réseau se tiennent.",
        f"Donnez au moins deux réseaux, et jamais plus d'utilisateurs que de répondants ({french.number(answered)}).",
        about="counts",
    )


def _check_worth(answer: Survey, marking: Marking) -> None:
    totals, answered = answer.totals, answer.answered
    if not totals or not answered or max(totals.values()) > answered:
        marking.missing(5, "Comptez d'abord vos réponses : le reste se calcule dessus.", about="counts")
        return
    most = max(totals.values())
    leaders = [network for network, users in totals.items() if users == most]
    found = most / answered
    names = french.listing([platform(network).name for network in leaders], "ou")
    marking.award(
        1,
        answer.top in leaders,
        f"Le réseau le plus utilisé par vos répondants est bien {names}.",
        f"Vos propres comptes donnent {names}, avec {french.plural(most, 'utilisateur')}.",
        about="top",
    )
    marking.award(
        1.5,
        within(answer.share, 100 * found, 0, least=0.6),
        f"{french.percent(found, 0)} d'entre eux : juste.",
        f"{french.number(most)} ÷ {french.number(answered)} = {french.percent(found, 1)}.",
        about="share",
    )
    _check_margin(answer, found, answered, marking)


def _check_margin(answer: Survey, found: float, answered: float, marking: Marking) -> None:
    if answer.population is None:
        marking.missing(
            2.5, "Donnez la taille de la cible : la marge d'erreur en dépend.", about="population"
        )
        return
    try:
        corrected = 100 * market.survey_margin(found, answered, answer.population)
    except DomainError as problem:
        marking.award(2.5, False, "", str(problem), about="population")
        return
    plain = 100 * market.survey_margin(found, answered)
    told = f"± {french.number(corrected, 1)} points, soit de {french.number(max(0, 100 * found - corrected), 0)} à "
    told += f"{french.number(min(100, 100 * found + corrected), 0)} %"
    marking.award(
        2.5,
        within(answer.margin, corrected, 0.02, least=0.3)
        or 0.6 * within(answer.margin, plain, 0.02, least=0.3),
        f"{told} : vous savez ce que vaut votre chiffre.",
        f"Avec {french.number(answered)} réponses sur {french.number(answer.population)}, comptez {told}. Écart accepté : "
        "0,3 point.",
        partial=f"Juste sans la correction d'une petite cible ; avec elle : {told}.",
        about="margin",
    )


def _draw(answer: Survey, answers: Answers, person: Person) -> Sequence[Picture]:
    totals, answered = answer.totals, answer.answered
    if not totals or not answered or max(totals.values()) > answered:
        return ()
    order = sorted(totals, key=lambda network: -totals[network])
    labels = [platform(network).name for network in order]
    return (
        lying_bars(
            title="Les réseaux de mes répondants",
            labels=labels,
            values=[100 * totals[network] / answered for network in order],
            texts=[
                f"{french.percent(totals[network] / answered, 0)} ({french.number(totals[network])})"
                for network in order
            ],
            axis="% de mes répondants",
            marked=[0],
            marked_name="le plus utilisé",
            reading=f"{labels[0]} vient en tête de {person.your} {french.plural(answered, 'réponse')}.",
            source=f"Source : {person.says('votre', 'mon')} enquête{_dates(answer)}, {french.plural(answered, 'réponse')}.",
        ),
    )


def _dates(answer: Survey) -> str:
    if not answer.start or not answer.end:
        return ""
    return f", du {french.day(answer.start)} au {french.day(answer.end)}"


SURVEY = Exercise(
    id="c2-enquete",
    competency="C2",
    criteria=("Cr2",),
    title="Ma mini-enquête",
    prompt=(
        "Personne n'a publié ce que font vos clients à vous : demandez-leur. Cinq questions, trente réponses, à la "
        "caisse ou par message. C'est votre étude primaire, celle que le jury attend.\n\n"
        "Vous travaillez sur un cas fictif ? Prenez les réponses inventées avec le bouton du bas."
    ),
    help=(
        "Une bonne question est courte, ne demande qu'une chose, et ne souffle pas la réponse. Ne demandez ni le nom ni "
        "l'adresse : vous n'en avez pas besoin.\n\n"
        "La marge d'erreur. Avec p la part trouvée et n les réponses : 1,96 × √(p × (1 − p) ÷ n). Avec 20 sur 40, "
        "p = 0,5 : 1,96 × √(0,25 ÷ 40) = 0,155, soit 15,5 points.\n\n"
        "Si votre cible est petite (N personnes), multipliez par √((N − n) ÷ (N − 1)) : pour N = 200, 15,5 devient 13,9.\n\n"
        "Cette marge suppose des gens tirés au sort. Vos clients ne le sont pas : dites-le."
    ),
    model=Survey,
    points=15.0,
    check=_check,
    draw=_draw,
    actions=(
        Action(
            "read",
            "Lire mon fichier",
            _read_file,
            "Compte les réponses et remplit les réseaux. Vous pourrez revenir en arrière.",
        ),
        Action(
            "template",
            "Préparer une feuille vide",
            _template,
            "Un classeur Excel avec vos questions en colonnes.",
        ),
        Action(
            "sample",
            "Recevoir des réponses fictives",
            _sample,
            "Seulement si vous travaillez sur un des six cas fictifs.",
        ),
    ),
)


class _Settings(Answer):
    """The sliders of the margin."""

    answered: Annotated[float | None, Number("Réponses", minimum=5, maximum=400, step=1, integer=True)] = None
    share: Annotated[
        float | None, Number("Part trouvée", unit="%", minimum=1, maximum=99, step=1, integer=True)
    ] = None
    population: Annotated[
        float | None,
        Number("Taille de la cible", unit="pers.", minimum=400, maximum=10_000, step=100, integer=True),
    ] = None


def _start(answers: Answers) -> Mapping[str, Any]:
    survey = SURVEY.answer(answers)
    return {
        "answered": min(400, max(5, survey.answered or 40)),
        "share": round(min(99, max(1, survey.share or 50))),
        "population": min(10_000, max(400, survey.population or 2_000)),
    }


def _view(settings: _Settings, answers: Answers) -> View:
    n, share, people = settings.answered or 40, (settings.share or 50) / 100, settings.population or 2_000
    margin = market.survey_margin(share, n, people)
    low, high = max(0.0, share - margin), min(1.0, share + margin)
    needed = market.survey_size(0.05, people, share)
    sizes = sorted({5, 10, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400})
    sentence = (
        f"Avec {french.number(n)} réponses, « {french.percent(share, 0)} » veut dire entre {french.percent(low, 0)} et "
        f"{french.percent(high, 0)} : ± {french.number(100 * margin, 1)} points. Pour ± 5 points, il en faudrait "
        f"{french.number(needed)}."
    )
    picture = curve(
        title="Marge d'erreur selon le nombre de réponses",
        x=sizes,
        y=[100 * market.survey_margin(share, size, people) for size in sizes],
        horizontal="réponses",
        vertical="marge d'erreur, en points",
        point=(n, 100 * margin),
        point_text=f"± {french.number(100 * margin, 1)} points",
        reading="Les premières réponses comptent le plus : passer de 30 à 60 gagne bien plus que de 300 à 330.",
        source="Source : formule de la marge d'erreur à 95 %, avec la correction d'une population finie "
        "(Cochran, 1977).",
    )
    return View(sentence, picture)


MARGIN_EXPLORER = Exploration(
    id="c2-marge",
    title="Combien de réponses faut-il ?",
    prompt="Bougez les curseurs : voyez ce que valent vingt, quarante ou cent réponses.",
    model=_Settings,
    start=_start,
    view=_view,
)
