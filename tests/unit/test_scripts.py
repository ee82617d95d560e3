"""The scripts of the pages: what they share is written once, and no line runs off a screen."""

import re
from pathlib import Path

import pytest

import tpelib
from tpelib.screens.widgets.scripts import script

PACKAGE = Path(tpelib.__file__).parent
WIDGETS = PACKAGE / "screens" / "widgets"
EXPORTED = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)


@pytest.mark.parametrize(("name", "parts"), [("form", 4), ("controls", 1), ("chart", 1)])
def test_a_widget_is_handed_over_whole(name: str, parts: int) -> None:
    """Does a widget's script import nothing, hold each part once before those that use it, and export the widget alone?"""
    whole = script(name)
    assert not re.findall(r"^import\b", whole, re.MULTILINE)
    assert re.findall(r"^export\b.*", whole, re.MULTILINE) == ["export default { render };"]
    made = re.findall(r"^const \$(\w+) = \(\(\) => \{$", whole, re.MULTILINE)
    assert len(made) == len(set(made)) == parts
    for part in made:
        for used in re.finditer(rf"^const \{{([^}}]+)\}} = \${part};$", whole, re.MULTILINE):
            assert used.start() > whole.index(f"const ${part} = ")
            taken = {taken.strip() for taken in used[1].split(",")} - {""}
            assert taken <= set(EXPORTED.findall((WIDGETS / f"{part}.js").read_text(encoding="utf-8")))


@pytest.mark.parametrize("suffix", ["js", "css"])
def test_no_line_runs_off_a_screen(suffix: str) -> None:
    """Has no line of a script or a style sheet, sentences and comments included, more than 120 signs?"""
    long = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in sorted(PACKAGE.rglob(f"*.{suffix}"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert long == []
