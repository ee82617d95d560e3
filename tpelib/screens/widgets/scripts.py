"""The scripts of widgets, as the one text that a notebook hands over."""

from __future__ import annotations

import re

from tpelib.base.look import packaged

__all__ = ["script"]

_IMPORT = re.compile(r'^import \{([^}]+)\} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)


def script(name: str) -> str:
    """Return a script with all that it imports, as one module.

    A notebook's page loads the text of a widget from nowhere: it has no neighbour to import from. Each script that
    it imports becomes a constant that holds what the script exports, once, before those that use it.

    Parameters
    ----------
    name : str
        The script, without suffix; its imports name what they take, from scripts beside it.
    """
    parts: dict[str, str] = {}
    own = _linked(name, parts)
    return "\n".join((*parts.values(), own))


def _linked(name: str, parts: dict[str, str]) -> str:
    """Return a script whose imports read constants; add those constants to the parts."""
    text = packaged("tpelib.screens.widgets", f"{name}.js")
    for _, other in _IMPORT.findall(text):
        if other not in parts:
            parts[other] = _constant(other, _linked(other, parts))
    return _IMPORT.sub(r"const {\1} = $\2;", text)


def _constant(name: str, text: str) -> str:
    return f"const ${name} = (() => {{\n{_EXPORT.sub('', text)}\nreturn {{ {', '.join(_EXPORT.findall(text))} }};\n}})();"
