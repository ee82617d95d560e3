"""A group of people as the survey can tell it apart, asked the same way wherever it is asked."""

from typing import Annotated

from tpelib.course.c1.target.exercise import TARGET, Segment
from tpelib.domain import audience
from tpelib.domain.audience import Filter
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers
from tpelib.engine.questions import Choice, Option

__all__ = ["AGES", "ALL", "FIRST_AGES", "LAST_AGES", "PublicGroup", "bands", "main_segment", "target_ages"]

ALL = "all"
_GROUP = "Votre cible, telle que l'enquête peut la voir"

AGES = tuple(item.key for item in audience.DIMENSIONS["age"].items)
FIRST_AGES = tuple(
    Option(key, label)
    for key, label in zip(AGES, ("12 ans", "18 ans", "25 ans", "40 ans", "60 ans", "70 ans"), strict=True)
)
LAST_AGES = tuple(
    Option(key, label)
    for key, label in zip(AGES, ("17 ans", "24 ans", "39 ans", "59 ans", "69 ans", "et plus"), strict=True)
)


def _options(dimension: str, everybody: str) -> tuple[Option, ...]:
    items = audience.DIMENSIONS[dimension].items
    return (Option(ALL, everybody), *(Option(item.key, item.label) for item in items))


class PublicGroup(Answer):
    """Who: ages, sex, town, region, occupation; what is left blank keeps everybody."""

    first_age: Annotated[str, Choice("Âge, à partir de", group=_GROUP, options=FIRST_AGES)] = ""
    last_age: Annotated[str, Choice("Âge, jusqu'à", group=_GROUP, options=LAST_AGES)] = ""
    sex: Annotated[
        str, Choice("Sexe", group=_GROUP, options=_options("sex", "Femmes et hommes"), required=False)
    ] = ""
    town: Annotated[
        str,
        Choice("Taille de la ville", group=_GROUP, options=_options("town", "Toutes"), required=False),
    ] = ""
    region: Annotated[
        str, Choice("Région", group=_GROUP, options=_options("region", "Toutes"), required=False)
    ] = ""
    occupation: Annotated[
        str,
        Choice("Profession", group=_GROUP, options=_options("occupation", "Toutes"), required=False),
    ] = ""

    @property
    def ages(self) -> tuple[str, ...]:
        """The age bands kept, in order; empty while an end is missing or they are crossed."""
        return bands(self.first_age, self.last_age)

    @property
    def where(self) -> Filter:
        """The group as a filter of the survey."""
        chosen = {key: getattr(self, key) for key in ("sex", "town", "region", "occupation")}
        found = {key: [value] for key, value in chosen.items() if value not in ("", ALL)}
        return {**found, "age": list(self.ages)} if len(self.ages) < len(AGES) else found

    @property
    def words(self) -> str:
        """The group in French: ``25 à 59 ans, femmes, communes rurales``."""
        return audience.described(self.where)


def bands(first: str, last: str) -> tuple[str, ...]:
    """Return the age bands from one to another, both included."""
    if first not in AGES or last not in AGES:
        return ()
    return AGES[AGES.index(first) : AGES.index(last) + 1]


def main_segment(answers: Answers, position: int = 0) -> Segment | None:
    """Return one of the targets of C1, the first by default; ``None`` when it was not described."""
    segments = TARGET.answer(answers).segments
    return segments[position] if position < len(segments) else None


def target_ages(segment: Segment | None) -> tuple[str, ...]:
    """Return the age bands of a target of C1; empty while its ages are not given."""
    if segment is None or segment.age_from is None or segment.age_to is None:
        return ()
    return audience.ages_between(segment.age_from, segment.age_to)
