"""The subject of a candidate: a brief and two reviews, drawn with the session's secret key."""

from __future__ import annotations

import hmac
import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from tpelib.base import french
from tpelib.base.data import read_data
from tpelib.course.cases import BusinessCase, find
from tpelib.course.common import AIMS, label_of
from tpelib.domain.campaign import OPEN_AGE, Audience, Brief
from tpelib.domain.platforms import platform
from tpelib.domain.reputation import Message
from tpelib.engine.course import ExamError

__all__ = ["BRIEFS", "ExamSubject", "compose", "draw", "read_subject", "write_subject"]

_BASE = (6, 3, 2, 2, 12, 24)
"""Cases, contents, targets, networks, budgets, launch days: a brief is a number in this mixed base."""
BRIEFS = 6 * 3 * 2 * 2 * 12 * 24
"""How many briefs there are: as many candidates fit into a session."""


@dataclass(frozen=True, slots=True)
class ExamSubject:
    """What one candidate must do.

    Parameters
    ----------
    number : int
        Which of the :data:`BRIEFS`.
    trade, facts : str
        What the business does, and what is to be known of it to answer people.
    brief : Brief
        What the campaign must follow.
    picture : str
        What the picture to publish shows.
    phone, mail : str
        How people reach the business.
    reviews : tuple of two Message
        Both to be answered, of people with different needs.
    """

    number: int
    trade: str
    facts: str
    brief: Brief
    picture: str
    phone: str
    mail: str
    reviews: tuple[Message, Message]

    @property
    def contacts(self) -> tuple[str, str]:
        """The business's own number and address."""
        return self.phone, self.mail

    @property
    def asked(self) -> dict[str, str]:
        """The brief in words, as the candidate reads it: heading to text."""
        brief = self.brief
        (target,) = brief.audiences
        where = "partout en France" if brief.online else f"à {french.number(target.radius)} km au plus"
        size = f", environ {french.number(target.size)} personnes" if target.size else ""
        return _set(
            {
                "L'entreprise": f"{brief.business}, {self.trade[:1].lower()}{self.trade[1:]}, à {brief.place} "
                f"({', '.join(brief.links)}). Elle paie elle-même.",
                "Le but": f"{label_of(AIMS, brief.aim).capitalize()}.",
                "Le réseau": f"{french.listing([platform(key).name for key in brief.networks])}.",
                "La cible": f"{target.name}, {_ages(target)}, {where}{size}.",
                "Le budget": f"{french.euros(brief.budget or 0)} hors taxes pour toute la campagne.",
                "Le lancement": f"{french.day(brief.launch, weekday=True).capitalize()}."
                if brief.launch
                else "",
                "Le contenu à promouvoir": brief.content,
                "L'image": f"photo.jpg ({self.picture[:1].lower()}{self.picture[1:].rstrip('.')}).",
            }
        )

    @property
    def known(self) -> dict[str, str]:
        """What is to be known of the business to answer people: heading to text."""
        reached = f"{self.phone}, {self.mail}."
        return _set({"À savoir": self.facts, "Pour joindre l'entreprise": reached})


def draw(key: bytes, candidate: str, taken: Collection[int] = (), size: int = BRIEFS) -> int:
    """Return the number of a candidate's brief: their own by the key, the next one that is free if it is taken.

    The same key and candidate give the same number, whoever was registered before, unless another candidate
    of the session has it; no number of ``taken`` is ever given.

    Parameters
    ----------
    key : bytes
        The session's secret.
    candidate : str
        Who sits.
    taken : collection of int
        Numbers of the others in this session.
    size : int
        How many there are.

    Raises
    ------
    ExamError
        All of them are taken.
    """
    first = _secret_number(key, f"brief|{candidate}") % size
    known = frozenset(taken)
    free = (number for number in itertools.chain(range(first, size), range(first)) if number not in known)
    number = next(free, None)
    if number is None:
        raise ExamError("Il n’y a plus de sujet libre : ouvrez une autre session.")
    return number


def compose(number: int, key: bytes, day: date) -> ExamSubject:
    """Return the subject of a number.

    Two numbers never give the same brief: each is the digits of its number in a mixed base. The reviews
    depend on the key and the number.

    Parameters
    ----------
    number : int
        From 0 to :data:`BRIEFS`, excluded.
    key : bytes
        The session's secret.
    day : date
        The day of the session; the campaign starts later.
    """
    material = _material()
    digits = _digits(number)
    raw: Mapping[str, Any] = material["case"][digits[0]]
    case = cast("BusinessCase", find(raw["id"]))
    content, target = raw["contents"][digits[1]], raw["targets"][digits[2]]
    brief = Brief(
        business=case.name,
        place=french.typography(raw["place"]),
        online=case.area == "online",
        networks=[material["networks"][digits[3]]],
        aim=content["aim"],
        audiences=[
            Audience(
                french.typography(target["name"]),
                *map(float, (target["age_from"], target["age_to"], target["radius"], target["size"])),
            )
        ],
        budget=float(material["budgets"][digits[4]]),
        launch=day + timedelta(days=material["first_launch"] + digits[5]),
        windows=[],
        links=[case.answers["c3-page"]["link"]],
        content=french.typography(content["text"]),
    )
    return ExamSubject(
        number=number,
        trade=case.trade,
        facts=french.typography(raw["facts"]),
        brief=brief,
        picture=french.typography(content["image"]),
        phone=case.answers["c3-acces"]["phone"],
        mail=case.answers["c3-acces"]["mail"],
        reviews=_reviews(raw, _secret_number(key, f"reviews|{number}")),
    )


def write_subject(subject: ExamSubject) -> bytes:
    """Return a subject as JSON; it stays whole whatever becomes of the course."""
    return _ADAPTER.dump_json(subject, indent=1) + b"\n"


def read_subject(data: bytes) -> ExamSubject:
    """Read a subject.

    Raises
    ------
    ExamError
        It is none.
    """
    try:
        return _ADAPTER.validate_json(data)
    except ValidationError as problem:
        raise ExamError("Ce sujet est illisible : demandez-en un autre au certificateur.") from problem


_ADAPTER = TypeAdapter(ExamSubject)


def _digits(number: int) -> Sequence[int]:
    if not 0 <= number < BRIEFS:
        raise ExamError("Ce sujet n’existe pas.")
    digits = []
    for base in _BASE:
        number, digit = divmod(number, base)
        digits.append(digit)
    return digits


def _reviews(case: Mapping[str, Any], number: int) -> tuple[Message, Message]:
    """Return two reviews of different needs."""
    known: list[Mapping[str, Any]] = _material()["review"]
    pairs = [(a, b) for a, b in itertools.permutations(known, 2) if a["need"] != b["need"]]
    first, second = (
        Message(
            id=f"{item['need']}-{rank}",
            case=case["id"],
            author=item["author"],
            network=item["network"],
            stars=item.get("stars"),
            text=french.typography(item["text"].format(act=case["act"], thing=case["thing"])),
            kind="access",
            acts=("public", "private"),
            delays=("hours", "day"),
            need=item["need"],
            answered=True,
            reply="",
        )
        for rank, item in enumerate(pairs[number % len(pairs)], 1)
    )
    return first, second


def _set(lines: dict[str, str]) -> dict[str, str]:
    return {french.typography(heading): french.typography(text) for heading, text in lines.items()}


def _ages(target: Audience) -> str:
    low = french.number(target.age_from)
    if target.age_to >= OPEN_AGE:
        return f"{low} ans et plus (l'outil s'arrête à {OPEN_AGE} : « {OPEN_AGE} ans et plus »)"
    return f"{low} à {french.number(target.age_to)} ans"


def _secret_number(key: bytes, text: str) -> int:
    return int.from_bytes(hmac.digest(key, text.encode(), "sha256"))


@cache
def _material() -> Mapping[str, Any]:
    found = read_data(dict[str, Any], "examen", "sujets.toml")
    counts = (
        len(found["case"]),
        min(len(case["contents"]) for case in found["case"]),
        min(len(case["targets"]) for case in found["case"]),
        len(found["networks"]),
        len(found["budgets"]),
        found["launches"],
    )
    if any(there < wanted for there, wanted in zip(counts, _BASE, strict=True)):
        raise ExamError("Il manque de quoi composer des sujets : réinstallez le cours.")
    return found
