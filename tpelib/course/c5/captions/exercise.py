"""« Réparer des sous-titres »: what hinders each caption of a faulty example, and the example mended."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.base.words import fold
from tpelib.charts import Picture
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c5.caption_table import (
    ACTIONS,
    Caption,
    caption_rows,
    row_of,
    timed,
    typed_cues,
)
from tpelib.course.drawings.captions import timeline
from tpelib.domain import captions
from tpelib.domain.captions import (
    KINDS,
    Cue,
    CueFault,
    Example,
)
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Option

__all__ = ["MEND", "Mend"]

LENGTH = 8
"""Captions of each example."""
KEPT = 0.7
"""Share of the words of an example that a mended version keeps: less would be another video."""
_FOUND = "1. Ce qui gêne"
_MENDED = "2. Réparez-les"
_SOUND = "none"


class CaptionVerdict(Answer):
    """What hinders one caption of the example."""

    kind: Annotated[
        str,
        Choice(
            "Ce qui gêne",
            options=(
                Option(_SOUND, "Rien, il se lit bien"),
                *(Option(kind, words[:1].upper() + words[1:]) for kind, words in KINDS.items()),
            ),
        ),
    ] = ""


class Mend(Answer):
    """The faults of the example, and its captions mended."""

    found: Annotated[
        list[CaptionVerdict],
        Rows(
            "Qu'est-ce qui gêne chaque sous-titre de l'exemple ?",
            hint="Le bouton « Prendre l'exemple », en bas, l'écrit dans le tableau et le dessine sous ce formulaire.",
            group=_FOUND,
            row=CaptionVerdict,
            row_labels=[f"Sous-titre {rank}" for rank in range(1, LENGTH + 1)],
        ),
    ] = []
    cues: Annotated[
        list[Caption],
        caption_rows(
            "L'exemple, que vous réparez",
            "Changez les moments, coupez les lignes, raccourcissez les mots.",
            group=_MENDED,
        ),
    ] = []

    @property
    def judged(self) -> bool:
        """True when the learner has judged every caption of the example."""
        return len(self.found) == LENGTH and all(verdict.kind for verdict in self.found)


def _example(answers: Answers) -> Example:
    return captions.example_for(BUSINESS.answer(answers).project)


def _take(answer: Mend, answers: Answers, progress: Progress) -> Outcome:
    example = _example(answers)
    return Outcome(
        f"{example.video} : huit sous-titres à regarder. Dites d'abord ce qui gêne chacun.",
        {"cues": typed_cues(example.cues)},
    )


def _check_mend(answer: Mend, answers: Answers, marking: Marking) -> None:
    example = _example(answers)
    wrong = {fault.position: fault for fault in captions.faults(example.cues)}
    for rank in range(LENGTH):
        _check_verdict(rank, answer.found[rank].kind if rank < len(answer.found) else "", wrong, marking)
    if not timed(answer):
        marking.missing(6, "Prenez l'exemple, puis réparez-le dans le tableau.", about="cues")
        return
    left = captions.faults(timed(answer))
    kept = _kept(example.cues, timed(answer))
    mended = max(0.0, 1 - len(left) / len(wrong)) * min(1.0, kept / KEPT)
    marking.award(
        4,
        mended,
        "Tous les sous-titres se lisent bien : moments, longueur, et qui parle.",
        f"Il reste {french.plural(len(left), 'défaut')} dans le tableau. {left[0].numbered}"
        if left
        else "Le tableau ne contient plus ce que dit l'exemple : reprenez-le.",
        about=f"cues.{row_of(answer, left[0].position)}.text" if left else "cues",
    )
    marking.award(
        2,
        min(1.0, kept / KEPT) * (not left),
        f"Vous avez gardé ce qui est dit ({french.percent(kept, 0)} des mots).",
        "Quand tout se lira bien, le cours vérifiera que vous avez gardé ce qui est dit."
        if left
        else f"Vous n'avez gardé que {french.percent(kept, 0)} des mots : raccourcissez sans perdre l'idée, gardez-en "
        f"{french.percent(KEPT, 0)}.",
        about="cues",
    )


def _check_verdict(rank: int, given: str, wrong: Mapping[int, CueFault], marking: Marking) -> None:
    fault = wrong.get(rank)
    about = f"found.{rank}.kind"
    if not given:
        marking.missing(0.5, f"Sous-titre {rank + 1}. Dites ce qui le gêne, ou « rien ».", about=about)
        return
    told = fault.numbered if fault else f"Sous-titre {rank + 1}. Rien ne gêne, il se lit bien."
    marking.award(0.5, given == (fault.kind if fault else _SOUND), told, told, about=about)


def _kept(before: Sequence[Cue], after: Sequence[Cue]) -> float:
    """Return the share of the words of some captions, of four letters or more, that others still hold."""
    wanted, held = (
        Counter(word for cue in cues for word in fold(cue.text).split() if len(word) >= 4)
        for cues in (before, after)
    )
    return (wanted & held).total() / wanted.total()


def _draw_mend(answer: Mend, answers: Answers, person: Person) -> Sequence[Picture]:
    if not (cues := timed(answer)):
        return ()
    return (
        timeline(
            cues, title=f"Les sous-titres de l'exemple : {_example(answers).video}", judged=answer.judged
        ),
    )


MEND = Exercise(
    id="c5-sous-titres",
    competency="C5",
    criteria=(),
    title="Réparer des sous-titres",
    prompt=(
        "Beaucoup de vidéos se regardent sans le son, et certaines personnes ne l'entendent pas. Voici les sous-titres d'une "
        "vidéo fictive, écrits trop vite : dites ce qui gêne chacun, puis réparez-les.\n\n"
        "Conseil, non certificatif : aucun critère ne note les sous-titres à lui seul, mais on attend de vos publications "
        "qu'elles soient adaptées à tous."
    ),
    help=(
        "Vitesse : on lit à l'aise 12 signes en 1 seconde, 20 en 2, 36 en 3, 60 en 4 (charte du sous-titrage, 2011) ; le "
        "cours accepte 20 % de plus, comme elle. Au-delà de 4 secondes, 15 signes par seconde : c'est une règle de ce cours.\n\n"
        "Lignes : deux au plus, de 42 signes environ (règle de ce cours, pour un téléphone).\n\n"
        "Qui parle : un tiret devant chacun quand ils sont deux, chacun sur sa ligne.\n\n"
        "Un sous-titre a ici un seul défaut, et l'un n'en a aucun. Le dessin sous le formulaire le jugera quand vous aurez dit "
        "votre avis sur les huit.\n\n"
        "Vous travaillez sur un document ? Prenez d'abord l'exemple à l'écran : le document le contiendra."
    ),
    model=Mend,
    points=10.0,
    check=_check_mend,
    draw=_draw_mend,
    actions=(
        Action(
            "exemple",
            "Prendre l'exemple",
            _take,
            "Il remplace ce que contient le tableau ; vous pourrez revenir.",
        ),
        *ACTIONS,
    ),
)
