"""The name of a page: handles that each network accepts, told apart without asking any of them.

A handle is the name in the address of the page, after the « @ ». Whether it is free is only known on the
network; whether it could be accepted, and whether it is the same everywhere, is known here. The rules were
read in public notes, not on the networks' own help (they change it often): the network has the last word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from tpelib import french
from tpelib.platforms import platform

__all__ = ["NO_HANDLE", "RULES", "HandleRule", "consistent", "plain", "problems", "propose"]

NO_HANDLE = frozenset({"google-business", "whatsapp-business"})
"""Networks where one is found by name or by number, without a handle."""


@dataclass(frozen=True, slots=True)
class HandleRule:
    """What a handle may be.

    Parameters
    ----------
    shortest, longest : int
        Characters.
    signs : str
        Signs accepted beside letters without accents and digits.
    """

    shortest: int
    longest: int
    signs: str


RULES: Mapping[str, HandleRule] = {
    "facebook": HandleRule(5, 50, "."),
    "instagram": HandleRule(1, 30, "._"),
    "threads": HandleRule(1, 30, "._"),
    "linkedin": HandleRule(3, 100, "-"),
    "tiktok": HandleRule(2, 24, "._"),
    "youtube": HandleRule(3, 30, "._-"),
    "x": HandleRule(4, 15, "_"),
}
"""The rules known, by network. Where none is, letters and digits alone are advised."""

_CAUTIOUS = HandleRule(3, 15, "")


def plain(handle: str) -> str:
    """Return a handle as it is compared: lower case, without « @ » nor any sign."""
    return re.sub(r"[^a-z0-9]", "", _ascii(handle).lower())


def propose(name: str, network: str) -> str:
    """Return a handle made from a name that a network could accept; empty when the name has no letter.

    The name is cut to the longest length accepted, at the end of a word where there is one.
    """
    longest = RULES.get(network, _CAUTIOUS).longest
    words = re.findall(r"[a-z0-9]+", _ascii(name).lower())
    kept = ""
    for word in words:
        if len(kept) + len(word) > longest:
            break
        kept += word
    return kept or "".join(words)[:longest]


def problems(handle: str, network: str) -> list[str]:
    """Return why a network would refuse a handle, one French sentence each; empty when it could accept it."""
    name = platform(network).name
    if network in NO_HANDLE:
        return []
    rule = RULES.get(network, _CAUTIOUS)
    typed = handle.removeprefix("@")
    said: list[str] = []
    if not rule.shortest <= len(typed) <= rule.longest:
        said.append(
            f"{name} : {french.plural(len(typed), 'caractère')}, il en faut de {rule.shortest} à {rule.longest}."
        )
    refused = sorted({sign for sign in typed if not _accepted(sign, rule)})
    if refused:
        shown = french.listing(["l'espace" if sign.isspace() else f"« {sign} »" for sign in refused])
        said.append(f"{name} : {shown} n'y passe pas, gardez des lettres sans accent et des chiffres.")
    if typed.startswith(".") or typed.endswith(".") or ".." in typed:
        said.append(f"{name} : pas de point au début, à la fin, ni deux de suite.")
    return [french.typography(text) for text in said]


def consistent(handles: Mapping[str, str]) -> bool:
    """Return True when the handles are one name, cut short at most where a network wants it shorter."""
    names = [plain(handle) for network, handle in handles.items() if network not in NO_HANDLE and handle]
    longest = max(names, key=len, default="")
    return all(name and longest.startswith(name) and len(name) >= min(len(longest), 4) for name in names)


def _ascii(text: str) -> str:
    spread = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return unicodedata.normalize("NFKD", spread).encode("ascii", "ignore").decode()


def _accepted(sign: str, rule: HandleRule) -> bool:
    return (sign.isascii() and sign.isalnum()) or sign in rule.signs
