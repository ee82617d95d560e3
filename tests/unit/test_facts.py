"""Every dated fact, in one list: what is past its day of review is said, and a maintainer finds what to open."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from typer.testing import CliRunner

from tpelib.base.resources import data_path
from tpelib.cli.commands import app
from tpelib.domain import facts, sources

ROOT = Path(__file__).resolve().parents[2]
DATA = data_path("sources.toml").parent


def test_no_dated_fact_escapes_the_list() -> None:
    """Is each date of verification written under data/ in the list, once, with a name, and its file?"""
    written = sum(
        line.lstrip().startswith("verified_on =")
        for path in DATA.rglob("*.toml")
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    found = facts.all_facts()
    assert len(found) == written
    assert len({(fact.file, fact.what) for fact in found}) == written
    for fact in found:
        assert fact.what
        assert (DATA / fact.file.split(",")[0]).is_file()
    assert {source.id for source in sources.all_sources()} == {
        fact.file.partition(", ")[2] for fact in found if fact.file.startswith("sources.toml")
    }


def test_law_says_what_was_read_and_where() -> None:
    """Does each rule of law in the list have a page to open, and the text that was read?"""
    law = [fact for fact in facts.all_facts() if "regles.toml" in fact.file or "droits" in fact.file]
    assert len(law) >= 20
    for fact in law:
        assert fact.url.startswith("https://")
        assert fact.read


def test_a_fact_is_late_after_its_day_and_not_on_it() -> None:
    """Is the list of late facts empty of those still good on their last day, and full a day later?"""
    newest = facts.all_facts()[-1]
    assert newest not in facts.late(newest.due)
    assert newest in facts.late(newest.due + timedelta(days=1))
    assert set(facts.late(newest.due + timedelta(days=1))) == set(facts.all_facts())


def test_what_could_be_reviewed_was() -> None:
    """On the day of this review, were only the two facts late that no public source gave again?"""
    late = {fact.file.partition(", ")[2] for fact in facts.late(date(2026, 12, 1))}
    assert late <= {"census-seasons", "ad-reach-2024"}


def test_the_command_lists_them_and_fails_nobody() -> None:
    """Does « tpe doctor --donnees » name the late facts and the next ones, without failing?"""
    result = CliRunner().invoke(app, ["doctor", "--donnees"])
    assert result.exit_code == 0
    assert f"{len(facts.all_facts())} faits datés" in result.output.replace("\u00a0", " ").replace(
        "\u202f", " "
    )
    for fact in facts.late():
        assert fact.what in result.output
    said = facts.state(date(2000, 1, 1))
    assert "Aucun" in said[1]
    assert said[2].startswith("Ensuite")


def test_the_page_to_review_is_up_to_date_and_checked() -> None:
    """Is the page that of the data, and do « make check » and the page's own check see it?"""
    command = [sys.executable, str(ROOT / "tools" / "facts.py"), "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    check = (ROOT / "Makefile").read_text(encoding="utf-8").split("\ncheck:")[1].split("\n\n")[0]
    assert "tools/facts.py --check" in check
    assert "tpe doctor --donnees" in check
