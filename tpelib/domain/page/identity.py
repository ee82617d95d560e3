"""The name of a page: handles that each network accepts, told apart without asking any of them.

A handle is the name in the address of the page, after the « @ ». Whether it is free is only known on the
network, which is why :func:`check_page` gives the address to look at; whether it could be accepted, and whether
it is the same everywhere, is known here. The rules stand in ``data/identifiants.toml``, with their sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tpelib.base import french
from tpelib.base.data import read_data
from tpelib.base.words import slug
from tpelib.domain.platforms import platform
from tpelib.domain.sources import Cited

__all__ = ["HandleRule", "check_page", "consistent", "has_handle", "plain", "problems", "propose", "rule"]


@dataclass(frozen=True, slots=True)
class HandleRule:
    """What a handle may be on one network.

    Parameters
    ----------
    network : str
        The network.
    shortest, longest : int
        Characters.
    signs : str
        Signs accepted beside letters without accents and digits.
    edges, doubled : str
        Signs refused at either end, and twice in a row.
    letter : bool
        True where digits alone are refused.
    page : str
        Address of the page that would bear it, with ``{handle}`` in its place.
    sources : tuple of Source
        Who says so; none where the rule is the course's own caution.
    """

    network: str
    shortest: int
    longest: int
    signs: str
    edges: str
    doubled: str
    letter: bool
    page: str
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class _Without:
    """A network where one is found without a handle, and why."""

    network: str
    none: str


@cache
def _rules() -> Mapping[str, HandleRule | None]:
    """Return the rule of each network; ``None`` where one is found without a handle."""
    found = read_data(tuple[HandleRule | _Without, ...], "identifiants.toml", at="handle")
    return {one.network: None if isinstance(one, _Without) else one for one in found}


def has_handle(network: str) -> bool:
    """Return False where one is found by name or by number, without a handle."""
    return _rules()[network] is not None


def rule(network: str) -> HandleRule:
    """Return what a handle may be on a network that has one.

    Raises
    ------
    ValueError
        This network has no handle.
    """
    found = _rules()[network]
    if found is None:
        raise ValueError(f"{network} has no handle")
    return found


def check_page(handle: str, network: str) -> str:
    """Return the address that shows whether a handle is free: that of the page that would bear it."""
    return rule(network).page.format(handle=handle.removeprefix("@"))


def plain(handle: str) -> str:
    """Return a handle as it is compared: lower case, without « @ » nor any sign."""
    return slug(handle, "")


def propose(name: str, network: str) -> str:
    """Return a handle made from a name that a network could accept; empty when the name has no letter.

    The name is cut to the longest length accepted, at the end of a word where there is one; « chez » is put
    before a number where a letter is needed.
    """
    wanted = rule(network) if has_handle(network) else None
    longest = wanted.longest if wanted else len(name)
    words = slug(name, " ").split()
    kept = ""
    for word in words:
        if len(kept) + len(word) > longest:
            break
        kept += word
    kept = kept or "".join(words)[:longest]
    return f"chez{kept}"[:longest] if wanted and wanted.letter and kept.isdigit() else kept


def problems(handle: str, network: str) -> list[str]:
    """Return why a network would refuse a handle, one French sentence each; empty when it could accept it."""
    if not has_handle(network):
        return []
    name, wanted, typed = platform(network).name, rule(network), handle.removeprefix("@")
    said: list[str] = []
    if not wanted.shortest <= len(typed) <= wanted.longest:
        said.append(
            f"{name} : {french.plural(len(typed), 'caractère')}, il en faut de {wanted.shortest} à {wanted.longest}."
        )
    if refused := sorted({sign for sign in typed if not _accepted(sign, wanted)}):
        shown = french.listing(["l'espace" if sign.isspace() else f"« {sign} »" for sign in refused])
        said.append(f"{name} : {shown} n'y passe pas, gardez des lettres sans accent et des chiffres.")
    if typed and (typed[0] in wanted.edges or typed[-1] in wanted.edges):
        said.append(f"{name} : pas de signe au début ni à la fin.")
    if any(2 * sign in typed for sign in wanted.doubled):
        said.append(f"{name} : pas deux points de suite.")
    if wanted.letter and typed.isdigit():
        said.append(f"{name} : ajoutez une lettre, des chiffres seuls n'y passent pas.")
    return [french.typography(text) for text in said]


def consistent(handles: Mapping[str, str]) -> bool:
    """Return True when the handles are one name, cut short at most where a network wants it shorter."""
    names = [plain(handle) for network, handle in handles.items() if has_handle(network) and handle]
    longest = max(names, key=len, default="")
    return all(name and longest.startswith(name) and len(name) >= min(len(longest), 4) for name in names)


def _accepted(sign: str, wanted: HandleRule) -> bool:
    return (sign.isascii() and sign.isalnum()) or sign in wanted.signs
