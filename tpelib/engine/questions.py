"""The questions an answer model asks: label, hint, bounds, and how to read what was typed.

A question is attached to a field of an answer model with ``Annotated``::

    class Business(Answer):
        basket: Annotated[float | None, Number("Combien un client dépense-t-il ?", unit="€")] = None

From that one line come the field of the form and of the document form (:meth:`Question.schema`), the
reading of what was typed, and the French sentence when it cannot be read (:meth:`Question.read`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, overload

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from tpelib.base import french

__all__ = [
    "UNEXPECTED",
    "Choice",
    "Choices",
    "Date",
    "File",
    "LongText",
    "Number",
    "Option",
    "Options",
    "Question",
    "Text",
]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
UNEXPECTED = "Cette réponse n’a pas la forme attendue : saisissez-la de nouveau."
"""What is said of an answer of another shape than its question's."""


def _visible(raw: Any) -> Any:
    """Return a text as it is seen: trimmed, without control, invisible, direction-changing or half characters."""
    if not isinstance(raw, str):
        return raw
    return (raw if raw.isprintable() else _CONTROL.sub("", raw)).strip()


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is common to all questions.

    Parameters
    ----------
    label : str
        The question in words, in French.
    short : str
        What stands for it in a report (« Lieu » for « Où est-elle ? »), where that is not the label.
    hint : str
        A line below the question, with an example from the trades of the learners.
    group : str
        Consecutive questions of one group share a frame with this title.
    required : bool
        False for a question that may stay empty in a complete answer.
    """

    kind: ClassVar[str] = ""

    label: str = field(kw_only=False)
    short: str = ""
    hint: str = ""
    group: str = ""
    required: bool = True

    def read(self, raw: Any) -> Any:
        """Return the value typed, or the blank of the kind.

        Raises
        ------
        ValueError
            What was typed cannot be read; the message is a French sentence for the learner.
        """
        raise NotImplementedError

    def schema(self, name: str) -> dict[str, Any]:
        """Return the field as the forms draw it (JSON)."""
        return {
            "name": name,
            "kind": self.kind,
            "label": french.typography(self.label),
            "hint": french.typography(self.hint),
            "group": french.typography(self.group),
            "required": self.required,
            **{key: value for key, value in self._details().items() if value is not None},
        }

    def show(self, value: Any) -> str:
        """Return the value as a French reader reads it; empty for a blank."""
        return "" if value is None else str(value)

    def _details(self) -> dict[str, Any]:
        return {}

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def read(raw: Any) -> Any:
            try:
                return self.read(raw)
            except ValueError as problem:
                sentence = french.typography(str(problem)).replace("{", "(").replace("}", ")")
                raise PydanticCustomError("tpe", sentence) from None

        return core_schema.no_info_before_validator_function(read, handler(source))


@dataclass(frozen=True, kw_only=True)
class Text(Question):
    """One line of text."""

    kind: ClassVar[str] = "text"

    max_length: int = 200

    def read(self, raw: Any) -> str:
        """Return the text, trimmed, without control or direction-changing characters."""
        if raw is None:
            return ""
        if not isinstance(raw, str):
            if isinstance(raw, (int, float)) and not isinstance(raw, bool):
                raw = french.number(raw) if math.isfinite(raw) else ""
            else:
                raise ValueError(UNEXPECTED)
        text: str = _visible(raw)
        if len(text) > self.max_length:
            raise ValueError(
                f"Ce texte compte {french.number(len(text))} caractères : "
                f"gardez-en {french.number(self.max_length)} au plus."
            )
        return text

    def _details(self) -> dict[str, Any]:
        return {"max_length": self.max_length}


@dataclass(frozen=True, kw_only=True)
class LongText(Text):
    """Several lines of text."""

    kind: ClassVar[str] = "long_text"

    max_length: int = 4000


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """A number with its unit.

    Parameters
    ----------
    unit : str
        Shown at the end of the field: ``€``, ``h``, ``%``…
    minimum, maximum : float, optional
        Bounds, both allowed.
    integer : bool
        True where only whole numbers make sense (clients, posts).
    step : float, optional
        Step of the slider, in explorations.
    """

    kind: ClassVar[str] = "number"

    unit: str = ""
    minimum: float | None = 0
    maximum: float | None = None
    integer: bool = False
    step: float | None = None

    def read(self, raw: Any) -> float | None:
        """Return the number typed; ``None`` for a blank."""
        raw = _visible(raw)
        if raw is None or raw == "":
            return None
        if isinstance(raw, str):
            value = french.parse_number(raw)
        elif isinstance(raw, (int, float)) and not isinstance(raw, bool):
            try:
                value = float(raw)
            except OverflowError:
                value = math.inf
        else:
            raise ValueError(UNEXPECTED)
        if not math.isfinite(value) or abs(value) > 1e12:
            raise ValueError("Ce nombre est trop grand pour être lu : vérifiez-le.")
        low, high = self.minimum, self.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            raise ValueError(self._bounds(low, high))
        if self.integer and value != int(value):
            raise ValueError("Écrivez un nombre entier, sans virgule.")
        return value

    def show(self, value: Any) -> str:
        """Return ``1 234,5 €``."""
        if value is None:
            return ""
        return french.typography(f"{french.number(value)} {self.unit}".rstrip())

    def _bounds(self, low: float | None, high: float | None) -> str:
        unit = f" {self.unit}" if self.unit else ""
        if low is not None and high is not None:
            return f"Écrivez un nombre entre {french.number(low)} et {french.number(high)}{unit}."
        if low is not None:
            return f"Écrivez un nombre d’au moins {french.number(low)}{unit}."
        return f"Écrivez un nombre d’au plus {french.number(high or 0)}{unit}."

    def _details(self) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "min": self.minimum,
            "max": self.maximum,
            "integer": self.integer,
            "step": self.step,
        }


@dataclass(frozen=True, kw_only=True)
class Date(Question):
    """A day of the calendar, between 2020 and 2040."""

    kind: ClassVar[str] = "date"

    def read(self, raw: Any) -> date | None:
        """Return the day typed; ``None`` for a blank."""
        raw = _visible(raw)
        if raw is None or raw == "":
            return None
        if isinstance(raw, date):
            value = date(raw.year, raw.month, raw.day)
        elif isinstance(raw, str):
            value = french.parse_date(raw)
        else:
            raise ValueError(UNEXPECTED)
        if not 2020 <= value.year <= 2040:
            raise ValueError("Écrivez une date entre 2020 et 2040.")
        return value

    def show(self, value: Any) -> str:
        """Return ``6 mars 2026``."""
        return "" if value is None else french.day(value)


@dataclass(frozen=True)
class Option:
    """One possible answer of a choice: what is stored, what is read, and a hint."""

    value: str
    label: str
    hint: str = ""


class Options(Sequence[Option]):
    """Options that stand in a file: it is read when somebody first looks at one, not when a question is defined.

    Parameters
    ----------
    read : callable
        Gives them.
    """

    def __init__(self, read: Callable[[], Iterable[Option]]) -> None:
        self._read = read

    @cached_property
    def _held(self) -> tuple[Option, ...]:
        return tuple(self._read())

    @overload
    def __getitem__(self, rank: int) -> Option: ...
    @overload
    def __getitem__(self, rank: slice) -> Sequence[Option]: ...
    def __getitem__(self, rank: int | slice) -> Option | Sequence[Option]:
        return self._held[rank]

    def __len__(self) -> int:
        return len(self._held)


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One answer among several; none is chosen beforehand."""

    kind: ClassVar[str] = "choice"

    options: Sequence[Option]

    def read(self, raw: Any) -> str:
        """Return the value chosen; empty when none is. A label is accepted for its value."""
        wanted = _visible(raw)
        if wanted is None or wanted == "":
            return ""
        if isinstance(wanted, str):
            for option in self.options:
                if wanted == option.value or wanted.casefold() == option.label.casefold():
                    return option.value
        raise ValueError("Choisissez une des réponses proposées.")

    def show(self, value: Any) -> str:
        """Return the label of the value chosen."""
        return next((french.typography(o.label) for o in self.options if o.value == value), "")

    def _details(self) -> dict[str, Any]:
        return {
            "choices": [
                {
                    "value": option.value,
                    "label": french.typography(option.label),
                    "hint": french.typography(option.hint),
                }
                for option in self.options
            ]
        }


@dataclass(frozen=True, kw_only=True)
class Choices(Choice):
    """Any number of answers among several."""

    kind: ClassVar[str] = "choices"

    def read(self, raw: Any) -> list[str]:  # type: ignore[override]  # several values, same options
        """Return the values chosen, in the order of the options, each once."""
        if raw is None or raw == "":
            return []
        if isinstance(raw, str):
            raw = [part for part in raw.split(";") if part.strip()]
        if not isinstance(raw, (list, tuple)) or len(raw) > 200:
            raise ValueError(UNEXPECTED)
        chosen = {super(Choices, self).read(item) for item in raw}
        return [option.value for option in self.options if option.value in chosen]

    def show(self, value: Any) -> str:
        """Return the labels chosen, joined."""
        return french.listing([super(Choices, self).show(item) for item in value or []])


def _takes_any(data: bytes) -> None:
    """Refuse nothing."""


@dataclass(frozen=True, kw_only=True)
class File(Question):
    """A file of the learner, kept under ``fichiers/`` beside the dossier.

    The answer holds only its name, size and SHA-256: ``{"name": …, "size": …, "sha256": …}``.

    Parameters
    ----------
    accept : sequence of str
        How its name may end: ``(".jpg", ".png")``.
    max_bytes : int
        Largest file taken.
    check : callable
        ``check(data)`` looks at the bytes when they are given, and raises a
        :class:`~tpelib.base.errors.TpeError` whose sentence refuses them.
    """

    kind: ClassVar[str] = "file"

    accept: Sequence[str]
    max_bytes: int = 10_000_000
    check: Callable[[bytes], None] = _takes_any

    def read(self, raw: Any) -> dict[str, Any] | None:
        """Return name, size and digest of the file; ``None`` when there is none."""
        if not raw:
            return None
        if not isinstance(raw, Mapping):
            raise ValueError(UNEXPECTED)
        name, size, digest = raw.get("name"), raw.get("size"), raw.get("sha256")
        if (
            not isinstance(name, str)
            or not 0 < len(name) <= 200
            or re.search(r"[/\\\x00-\x1f]|^\.", name)
            or not isinstance(size, int)
            or isinstance(size, bool)
            or not isinstance(digest, str)
            or not re.fullmatch(r"[0-9a-f]{64}", digest)
        ):
            raise ValueError(UNEXPECTED)
        if not name.lower().endswith(tuple(self.accept)):
            raise ValueError(f"Choisissez un fichier {french.listing(list(self.accept), 'ou')}.")
        if not 0 <= size <= self.max_bytes:
            raise ValueError(f"Ce fichier dépasse {french.number(self.max_bytes / 1e6)} Mo : allégez-le.")
        return {"name": name, "size": size, "sha256": digest}

    def show(self, value: Any) -> str:
        """Return the name of the file."""
        return value["name"] if value else ""

    def _details(self) -> dict[str, Any]:
        return {"accept": list(self.accept), "max_bytes": self.max_bytes}
