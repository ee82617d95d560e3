"""What typer itself says on the command line, in French: headings of the help, and mistakes of typing."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from tpelib.base import french

__all__ = ["FrenchCommand", "FrenchGroup", "told"]

_WORDS = (
    (r"^Usage: ", "Utilisation : "),
    (r"COMMAND \[ARGS\]\.\.\.", "COMMANDE [ARGUMENTS]…"),
    (r"^Arguments:", "Arguments :"),
    (r"^Options:", "Options :"),
    (r"^Commandes:", "Commandes :"),
    (r"Show this message and exit\.", "Montrer cette aide et finir."),
    (r"\[default:(\s+)", r"[par défaut :\1"),
    (r"; default:(\s+)", r" ; par défaut :\1"),
    (r"\[required\]", "[obligatoire]"),
    (r" <path>", " " * len(" <path>")),
    (r" <list\[Path\]>", " " * len(" <list[Path]>")),
)
_WHOLE = 1000
"""Characters that no first sentence of a command has."""


class FrenchCommand(TyperCommand):
    """A command whose help is in French throughout."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        super().format_help(ctx, formatter)
        formatter.buffer[:] = [_translated("".join(formatter.buffer))]


class FrenchGroup(TyperGroup):
    """The list of commands, in French throughout."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands in the order of the course, groups of commands last."""
        return sorted(
            super().list_commands(ctx), key=lambda name: isinstance(self.commands[name], TyperGroup)
        )

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        super().format_help(ctx, formatter)
        formatter.buffer[:] = [_translated("".join(formatter.buffer))]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write what each command does, whole sentences on as many lines as they take."""
        names = self.list_commands(ctx)
        rows = [(name, self.commands[name].get_short_help_str(_WHOLE)) for name in names]
        with formatter.section("Commandes"):
            formatter.write_dl(rows)


def told(problem: TyperException) -> str:
    """Return in French what was mistyped, and where to look."""
    found = getattr(problem, "ctx", None)
    command = found.command_path if found else "tpe"
    hint = french.typography(f"Voyez « {command} --help ».")
    return f"{french.typography(_mistake(problem))} {hint}"


def _mistake(problem: TyperException) -> str:
    if option := getattr(problem, "option_name", ""):
        return f"L'option « {option} » n'existe pas, ou il lui manque sa valeur."
    if parameter := getattr(problem, "param", None):
        name = parameter.metavar or parameter.opts[0]
        if parameter.opts[0].startswith("-"):
            name = max(parameter.opts, key=len)
        missing = type(problem).__name__ == "MissingParameter"
        return f"Il manque « {name} »." if missing else f"La valeur donnée à « {name} » ne convient pas."
    if unknown := re.match(r"No such command '(?P<name>[^']*)'", problem.message):
        return f"La commande « {unknown['name']} » n'existe pas."
    return "Cette commande n'est pas comprise."


def _translated(text: str) -> str:
    for english, words in _WORDS:
        text = re.sub(english, words, text, flags=re.MULTILINE)
    return text
