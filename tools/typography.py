"""Read every French text a user can see, and say what French typography or the course's vocabulary refuses.

Texts are read where they are written: lessons (Markdown), data (TOML), sentences in the library (Python
strings), pages (HTML, JavaScript, typst), documentation. What the course sets when it shows a text
(:func:`tpelib.base.french.typography`) is set first, so that only what would be wrong on a screen is said; pages
are shown as they are written, and read so. Words to avoid, and what is allowed with its reason, are in
``typography.toml``.

``python tools/typography.py`` prints one line per fault and ends with status 1 when there is one.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from tpelib.base import french

ROOT = Path(__file__).resolve().parent.parent
RULES = Path(__file__).with_suffix(".toml")
NARROW, WIDE = french.NNBSP, french.NBSP
_SPACE = f"[{NARROW}{WIDE}]"

FAULTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("apostrophe droite", re.compile(r"(?<=\w)'(?=\w)")),
    ("guillemets droits ou anglais", re.compile(r"[\"“”„]")),
    ("trois points au lieu de « … »", re.compile(r"\.\.\.")),
    ("deux espaces", re.compile(r"(?<=\S)  +(?=\S)")),
    ("pas d'espace insécable avant ; ! ?", re.compile(r"(?<=[\w)»’]{2})(?: [;!?]|[;!?])(?=\s|$)")),
    ("pas d'espace insécable avant :", re.compile(r"(?<=[\w)»’])(?: :|:)(?=\s|$)")),
    ("pas d'espace insécable dans « »", re.compile(rf"«(?!{_SPACE})|(?<!{_SPACE})»")),
    ("pas d'espace insécable avant % ou €", re.compile(r"(?<=\d)(?: [%€]|[%€])")),
    ("point décimal", re.compile(r"(?<![\w.])\d+\.\d+(?![\w.]*\d)(?!\w)")),
)
_PATTERN = re.compile(r"\\[bwds]|\(\?|\w\?[|) ]\S*[|]|\w\?:")
_FRENCH = re.compile(
    r"[éèêàçùôîœÉÈÀ«»]|\b(?:le|la|les|un|une|des|du|et|vous|votre|vos|est|pour|pas|sur|dans|avec|ce|qui|que|ne|au)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Text:
    """A French text as it is shown, and where it is written."""

    file: str
    line: int
    shown: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a text: which rule, and the words around it."""

    text: Text
    rule: str
    found: str

    def __str__(self) -> str:
        return f"{self.text.file}:{self.text.line}: {self.rule} : {self.found}"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a rule does not apply to: the files, the words, and why."""

    files: str
    rule: str
    words: re.Pattern[str]
    reason: str


@cache
def _rules() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], tuple[Allowed, ...]]:
    document = tomllib.loads(RULES.read_text(encoding="utf-8"))
    words = tuple(
        (
            f"dites « {item['say']} »",
            re.compile(rf"(?<![\w#@/.-])(?:{item['avoid']})(?![\w/-])", re.IGNORECASE),
        )
        for item in document["word"]
    )
    allowed = tuple(
        Allowed(item["files"], item.get("rule", ""), re.compile(item["words"]), item["reason"])
        for item in document["allow"]
    )
    return words, allowed


def faults(text: Text) -> Iterator[Fault]:
    """Yield what is wrong in a text, but for what is allowed."""
    words, allowed = _rules()
    for rule, pattern in (*FAULTS, *words):
        for match in pattern.finditer(text.shown):
            start, end = max(0, match.start() - 24), match.end() + 24
            around = " ".join(text.shown[start:end].split())
            if not any(
                fnmatch(text.file, one.files) and one.rule in rule and _covers(one.words, match)
                for one in allowed
            ):
                yield Fault(text, rule, around)


def _covers(words: re.Pattern[str], match: re.Match[str]) -> bool:
    """Return True when allowed words stand where the fault is."""
    start, end = match.span()
    return any(found.start() <= start and end <= found.end() for found in words.finditer(match.string))


# ── Where texts are written ───────────────────────────────────────────────────────────────────────


def texts(root: Path = ROOT) -> Iterator[Text]:
    """Yield every French text of the project."""
    for pattern, read in READERS:
        for path in sorted(root.glob(pattern)):
            name = path.relative_to(root).as_posix()
            for line, shown in read(path.read_text(encoding="utf-8")):
                if _is_french(shown) and not _PATTERN.search(shown):
                    yield Text(name, line, shown)


def _is_french(text: str) -> bool:
    return " " in text.strip() and bool(_FRENCH.search(text))


_HIDDEN_MARKDOWN = re.compile(
    r"\A---.*?^---$|```.*?```|<!--.*?-->|`[^`\n]*`|(?<=\]\()[^)\n]*(?=\))|<[^>\n]+>|https?://\S+|^\|[ :|-]+\|$",
    re.DOTALL | re.MULTILINE,
)


def read_markdown(source: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a Markdown text as they are shown: code, addresses and tags left out."""
    blank = _HIDDEN_MARKDOWN.sub(lambda match: "\n" * match[0].count("\n") or "X", source)
    for number, line in enumerate(blank.splitlines(), 1):
        for part in re.split(r"\s*\|\s*", line.strip()):
            yield number, french.typography(re.sub(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}", "", part))


def read_documentation(source: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page of documentation, unless it is written in English."""
    lines = list(read_markdown(source))
    if sum(map(_is_french, (line for _, line in lines))) > len([line for _, line in lines if line]) / 3:
        yield from lines


def read_toml(source: str) -> Iterator[tuple[int, str]]:
    """Yield the texts of a data file, set as the course sets them."""

    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for item in value.values():
                yield from strings(item)
        elif isinstance(value, list):
            for item in value:
                yield from strings(item)

    for text in strings(tomllib.loads(source)):
        start = source.find(text.splitlines()[0]) if text else -1
        line = source.count("\n", 0, start) + 1 if start >= 0 else 1
        for part in text.splitlines():
            yield line, french.typography(_without_marks(part))


_CODE = re.compile(r"--tpe-|\{\{|^\s*[.#@]?[\w-]+ \{|\bvar\(|^SELECT|\\[wdsb]|\(\?")
_NOT_SHOWN = {"compile", "getLogger", "error", "warning", "finditer", "fullmatch", "search", "sub", "findall"}


def read_python(source: str) -> Iterator[tuple[int, str]]:
    """Yield the string literals of a module that read as sentences: neither docstrings nor code."""
    tree = ast.parse(source)
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # a docstring
            skipped.add(node.value)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _NOT_SHOWN
        ):
            skipped.update(ast.walk(node))
        elif isinstance(node, ast.JoinedStr):
            skipped.update(part for value in node.values for part in ast.walk(value) if part in node.values)
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(map(_part, node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if not _CODE.search(text):
            for part in text.splitlines():
                yield node.lineno, french.typography(_without_marks(part))


def _part(node: ast.expr) -> str:
    """Return a part of an f-string as it may be shown: its words, a space it names, or a stand-in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    spaces = {"NBSP": WIDE, "NNBSP": NARROW}
    return spaces.get(ast.unparse(node).strip("f'{}").rsplit(".", 1)[-1], "X")


def read_page(source: str) -> Iterator[tuple[int, str]]:
    """Yield what a page of HTML or Jinja shows, as it is written."""
    hidden = r"<(style|script)\b.*?</\1>|\{#.*?#\}|\{%.*?%\}|<!--.*?-->"
    blank = re.sub(hidden, lambda match: "\n" * match[0].count("\n"), source, flags=re.DOTALL)
    blank = (
        re.sub(r"\{\{.*?\}\}", "X", blank, flags=re.DOTALL).replace("&nbsp;", WIDE).replace("&#8239;", NARROW)
    )
    said = re.sub(r'\b(?:aria-label|title|placeholder|content)="([^"]*)"', r">\1<", blank)
    for match in re.finditer(r"<[^<>]*>|([^<>]+)", said):
        if match[1]:
            yield said.count("\n", 0, match.start()) + 1, re.sub(r"[ \n\t]+", " ", match[1]).strip(" ")


_JS_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`|(//[^\n]*|/\*.*?\*/)', re.DOTALL)


def read_script(source: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a JavaScript file, as they are written."""
    for match in _JS_STRING.finditer(source):
        text = match[1] or match[2]
        if text and not match[3] and not re.search(r"[{};]\s*$|=>|</", text):
            text = re.sub(r"\$\{[^}]*\}", "X", text)
            text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
            yield source.count("\n", 0, match.start()) + 1, text


def read_typst(source: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between brackets and quotes in a typst file, as it is written."""
    bare = re.sub(r"//[^\n]*", "", source)
    for match in re.finditer(r'"([^"\n]*)"|\[([^\[\]#]*)\]', bare):
        yield bare.count("\n", 0, match.start()) + 1, match[1] or match[2] or ""


def _without_marks(text: str) -> str:
    """Return a text without its tags and addresses."""
    return re.sub(r"<[^<>]*>|https?://\S+|&\w+;", "", text).strip()


Reader = Callable[[str], Iterator[tuple[int, str]]]
READERS: tuple[tuple[str, Reader], ...] = (
    ("notebooks/**/*.md", read_markdown),
    ("docs/**/*.md", read_documentation),
    ("README.md", read_documentation),
    ("data/**/*.toml", read_toml),
    ("grading/*.toml", read_toml),
    ("tpelib/course/**/*.toml", read_toml),
    ("tpelib/**/*.py", read_python),
    ("tpelib/**/*.html", read_page),
    ("tpelib/**/*.j2", read_page),
    ("tpelib/**/*.js", read_script),
    ("tpelib/**/*.typ", read_typst),
)


def main(root: Path = ROOT) -> int:
    """Print the faults; return the exit status."""
    found = [fault for text in texts(root) for fault in faults(text)]
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
