"""« Mes thèmes »: the content pillars, what each is for, and the share it should have."""

from collections.abc import Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.charts.builders import bars
from tpelib.course.c1.target.exercise import TARGET
from tpelib.domain.calendar import Pillar
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, LongText, Number, Option, Text

__all__ = ["THEMES", "Theme", "Themes"]

PURPOSES = (
    Option("show", "Montrer ce que je fais"),
    Option("explain", "Expliquer, conseiller"),
    Option("tell", "Raconter, faire connaître l'équipe"),
    Option("sell", "Proposer, vendre"),
    Option("talk", "Échanger, faire parler les clients"),
)
TOO_MUCH = 50
"""Share, in %, above which one theme crowds out the others."""
SELLING = 40
"""Share, in %, above which a page is mostly selling: this course's advice."""


class Theme(Answer):
    """A theme one comes back to."""

    name: Annotated[str, Text("Thème", max_length=40)] = ""
    purpose: Annotated[str, Choice("Il sert à", options=PURPOSES)] = ""
    share: Annotated[float | None, Number("Part", unit="%", maximum=100)] = None
    target: Annotated[str, Text("Pour qui", hint="Une de vos cibles", max_length=60)] = ""
    ideas: Annotated[str, LongText("Sujets possibles", hint="Un par ligne", max_length=1000)] = ""

    @property
    def subjects(self) -> list[str]:
        """The subjects, one a line."""
        return [line.strip() for line in self.ideas.splitlines() if line.strip()]


class Themes(Answer):
    """The pillars."""

    themes: Annotated[
        list[Theme],
        Rows(
            "De quoi parlerez-vous, et dans quelles proportions ?",
            hint="Trois à cinq thèmes ; leurs parts font 100 %.",
            row=Theme,
            min_rows=3,
            max_rows=8,
            add_label="Ajouter un thème",
        ),
    ] = []

    @property
    def pillars(self) -> tuple[Pillar, ...]:
        """The themes that have a name and a share."""
        return tuple(
            Pillar(theme.name, theme.share, tuple(theme.subjects))
            for theme in self.themes
            if theme.name and theme.share
        )


def _check(answer: Themes, answers: Answers, marking: Marking) -> None:
    themes = answer.themes
    if not themes:
        marking.missing(10, "Ajoutez trois à cinq thèmes, avec leurs parts.", about="themes")
        return
    complete = sum(bool(t.name and t.purpose and t.share) for t in themes)
    marking.award(
        2,
        min(complete, 3) / 3 * complete / len(themes) if len(themes) <= 5 else 0.5,
        f"{french.plural(complete, 'thème complet', 'thèmes complets')}.",
        "Gardez trois à cinq thèmes, chacun avec un nom, ce à quoi il sert et sa part.",
        about="themes",
    )
    total = sum(theme.share or 0 for theme in themes)
    marking.award(
        2,
        abs(total - 100) <= 0.5,
        "Les parts font 100 %.",
        f"Les parts font {french.number(total)} % : ajustez-les pour arriver à 100 %.",
        about="themes.0.share",
    )
    _check_balance(themes, marking)
    segments = [s.name.casefold() for s in TARGET.answer(answers).segments if s.name]
    if not segments:
        marking.missing(1, "Nommez d'abord vos cibles dans C1 : chaque thème parle à l'une d'elles.")
    else:
        aimed = sum(
            any(t.target.casefold() in name or name in t.target.casefold() for name in segments)
            for t in themes
            if t.target
        )
        marking.award(
            1,
            aimed / len(themes),
            "Chaque thème parle à une de vos cibles.",
            "Reprenez dans « Pour qui » le nom d'une de vos cibles de C1.",
            about="themes.0.target",
        )
    fed = sum(len(theme.subjects) >= 2 for theme in themes)
    marking.award(
        2,
        fed / len(themes),
        "Chaque thème a de quoi nourrir plusieurs publications.",
        "Notez au moins deux sujets par thème, un par ligne : le calendrier les reprendra à tour de rôle.",
        about="themes.0.ideas",
    )


def _check_balance(themes: Sequence[Theme], marking: Marking) -> None:
    largest = max(themes, key=lambda theme: theme.share or 0)
    even = (largest.share or 0) <= TOO_MUCH
    marking.award(
        1,
        even and len(themes) > 1,
        "Aucun thème n'écrase les autres.",
        f"« {largest.name or 'Un thème'} » prend {french.number(largest.share or 0)} % : au-delà de "
        f"{TOO_MUCH} %, votre page tourne en rond.",
        about="themes.0.share",
    )
    selling = sum(theme.share or 0 for theme in themes if theme.purpose == "sell")
    purposes = len({theme.purpose for theme in themes if theme.purpose})
    marking.award(
        2,
        (min(purposes, 3) / 3 + (0 < selling <= SELLING)) / 2,
        f"Vos thèmes servent à plusieurs choses, et vendre en prend {french.number(selling)} %.",
        "Donnez à vos thèmes au moins trois usages différents, dont vendre, "
        f"pour {SELLING} % au plus (ils en prennent {french.number(selling)} %).",
        about="themes.0.purpose",
    )


def _draw(answer: Themes, answers: Answers, person: Person) -> Sequence[Picture]:
    pillars = answer.pillars
    if not pillars:
        return ()
    total = sum(pillar.share for pillar in pillars)
    largest = max(pillars, key=lambda pillar: pillar.share)
    return (
        bars(
            title=person.says("Vos thèmes", "Mes thèmes"),
            labels=[pillar.name for pillar in pillars],
            values=[pillar.share for pillar in pillars],
            texts=[f"{french.number(pillar.share)} %" for pillar in pillars],
            unit="Part des publications (%)",
            reading=(
                f"Sur dix publications, {french.number(round(largest.share / total * 10))} parlent de "
                f"« {largest.name} »."
            ),
            source=f"Source : {person.your} réponses.",
        ),
    )


THEMES = Exercise(
    id="c4-themes",
    competency="C4",
    criteria=("Cr4",),
    title="Mes thèmes",
    prompt=(
        "Trois à cinq thèmes suffisent : on sait toujours de quoi parler, et ceux qui vous suivent s'y "
        "retrouvent. Donnez à chacun une part, et de quoi l'alimenter."
    ),
    help=(
        "Un artisan parle souvent de son travail (montrer), de ce que les gens se demandent (expliquer), de "
        "ceux qui le font (raconter), de ce qu'on peut acheter (vendre).\n\n"
        "Les sujets que vous notez seront repris, à tour de rôle, dans votre calendrier."
    ),
    model=Themes,
    points=10.0,
    check=_check,
    draw=_draw,
)
