"""The public library: what it answers prints, becomes a frame and a figure, is documented, and is right."""

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from types import ModuleType
from typing import Any, get_args, get_type_hints

import pandas as pd
import plotly.graph_objects as go
import pytest
from lxml import html
from scipy import stats as oracle
from statsmodels.stats.proportion import proportion_confint, proportions_ztest
from statsmodels.stats.weightstats import DescrStatsW

import tpelib
from tpelib.base import stats
from tpelib.base.errors import DomainError, TpeError
from tpelib.base.resources import data_path
from tpelib.charts.picture import Picture, Table
from tpelib.charts.result import DataResult, Dataset, ResultColumn
from tpelib.charts.shown import as_json
from tpelib.engine.live import NOBODY, shown
from tpelib.engine.registry import exploration

FAMILIES = tuple(name for name in tpelib.__all__ if not name.startswith("_"))
CAMPAIGN: dict[str, Any] = {
    "cpm": 7.5,
    "ctr": 0.012,
    "conversion_rate": 0.025,
    "basket": 42,
    "margin_rate": 0.45,
}
MARKS = {"Instagram": (4, 5, 3), "Facebook": (4, 3, 4), "TikTok": (2, 5, 2)}


@cache
def results() -> dict[str, DataResult]:
    """Return one answer of each kind."""
    line = tpelib.calendar.PostingCadence("Instagram", "Photo", minutes=40, per_week=2)
    calendar = tpelib.calendar.build("2027-03-01", "2027-05-30", hours=3, lines=[line], closed=["dimanche"])
    idea = tpelib.planning.PlanOption
    found: list[DataResult] = [
        tpelib.audience.breakdown(by="region"),
        tpelib.audience.accounts(),
        tpelib.audience.trend(),
        tpelib.budget.scenarios(budget=150, people=8000, **CAMPAIGN),
        calendar,
        calendar.hours,
        tpelib.campaign.estimate(total=140, people=20_000, cpm=7.5, ctr=0.012, conversion_rate=0.025),
        tpelib.campaign.simulate(
            daily=10, days=14, people=20_000, basket=42, margin_rate=0.45, start=date(2027, 3, 1)
        ),
        tpelib.fit.best_fits("photos", "near", hours=3),
        tpelib.market.decide(MARKS, (40, 30, 30)),
        tpelib.market.sensitivity(MARKS, (40, 30, 30)),
        tpelib.media.funnel(budget=300, **CAMPAIGN),
        tpelib.planning.cumulative([(date(2027, 1, 1), date(2027, 2, 28), 118)], per_month=60),
        tpelib.planning.best_plan([idea("Photo", 2, 0, 0.5, 8), idea("Vidéo", 5, 10, 2, 4)], 20, 6)
        or _none(),
    ]
    return {type(one).__name__: one for one in found}


def _none() -> DataResult:
    raise AssertionError("this plan holds")


def kinds(root: type[DataResult] = DataResult) -> Iterator[type[DataResult]]:
    """Yield the classes of the library's answers."""
    for kind in root.__subclasses__():
        if kind.__module__.startswith("tpelib."):
            yield kind
        yield from kinds(kind)


NAMES = (
    "Breakdown",
    "Accounts",
    "Series",
    "Scenarios",
    "Calendar",
    "WeeklyHours",
    "CampaignEstimate",
    "Simulation",
    "Fits",
    "WeightedDecision",
    "Sensitivity",
    "Funnel",
    "Cumulative",
    "BestPlan",
)
every_result = pytest.mark.parametrize("name", NAMES)


def test_every_kind_of_answer_is_looked_at_here() -> None:
    """Is there one answer of each class below, so that what is added is held to the same rules?"""
    assert set(results()) == set(NAMES) == {kind.__name__ for kind in kinds()}


# ── The names ─────────────────────────────────────────────────────────────────────────────────────


def test_a_family_is_one_thing() -> None:
    """Is ``tpelib.audience`` the module of the domain itself, completed by editors, and any other name an error?"""
    for name in FAMILIES:
        assert getattr(tpelib, name) is importlib.import_module(f"tpelib.domain.{name}")
    assert set(FAMILIES) < set(dir(tpelib))
    with pytest.raises(AttributeError, match="audiance"):
        getattr(tpelib, "audiance")  # noqa: B009  # the name is wrong on purpose


def modules(name: str) -> Iterator[ModuleType]:
    """Yield the modules of a family."""
    family = getattr(tpelib, name)
    yield family
    for found in pkgutil.iter_modules(getattr(family, "__path__", ())):
        yield importlib.import_module(f"{family.__name__}.{found.name}")


class _PlainSpaces(doctest.OutputChecker):
    """Compares what is printed with its spaces plain: an example is typed with an ordinary keyboard."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        plain = got.replace("\u202f", " ").replace("\u00a0", " ")
        return super().check_output(want, plain, optionflags)


@pytest.mark.parametrize("name", ["", *FAMILIES])
def test_the_examples_are_true(name: str) -> None:
    """Does each example of the documentation print what it says?"""
    runner = doctest.DocTestRunner(
        checker=_PlainSpaces(), optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    )
    for module in modules(name) if name else (tpelib,):
        for example in doctest.DocTestFinder(exclude_empty=True).find(module):
            runner.run(example)
    assert runner.tries > 0
    assert runner.failures == 0


def answered_by(member: object) -> Iterator[type[DataResult]]:
    """Yield the results that a public function may give."""
    given = get_type_hints(member).get("return") if inspect.isfunction(member) else None
    for kind in get_args(given) or (given,):
        if isinstance(kind, type) and issubclass(kind, DataResult):
            yield kind


def test_every_function_that_answers_shows_an_example() -> None:
    """Has each public function that gives a result its parameters, its errors and an example in numpydoc?"""
    seen = set()
    for name in FAMILIES:
        family = getattr(tpelib, name)
        for public in family.__all__:
            member = getattr(family, public)
            for kind in answered_by(member):
                text = inspect.getdoc(member) or ""
                for section in ("Parameters\n---", "Examples\n---"):
                    assert section in text, (name, public, section)
                seen.add(kind.__name__)
    assert seen == set(NAMES) - {"WeeklyHours"}  # that one is asked of a calendar


# ── What an answer gives ──────────────────────────────────────────────────────────────────────────


@every_result
def test_a_frame_is_typed_and_says_its_units_and_its_source(name: str) -> None:
    """Has each column the type its kind calls for, each row its place, and attrs title, sentence, units and source?"""
    result = results()[name]
    data, frame = result.dataset(), result.to_frame()
    assert list(frame.columns) == [column.name for column in data.columns]
    assert len(frame) == len(data.rows) > 0
    for column in data.columns:
        found = frame[column.name].dtype
        wanted: Callable[[Any], bool] = {
            "category": lambda dtype: isinstance(dtype, pd.CategoricalDtype),
            "text": pd.api.types.is_string_dtype,
            "date": pd.api.types.is_datetime64_dtype,
            "moment": pd.api.types.is_datetime64_dtype,
            "count": pd.api.types.is_integer_dtype,
            "year": pd.api.types.is_integer_dtype,
            "flag": pd.api.types.is_bool_dtype,
        }.get(column.kind, pd.api.types.is_float_dtype)
        assert wanted(found), (column.name, found)
    assert frame.attrs["source"].startswith("Source")
    assert frame.attrs["sentence"] == result.sentence
    assert frame.attrs["title"]
    assert set(frame.attrs["units"]) <= set(frame.attrs["labels"]) == set(frame.columns)
    # A unit where there is something to measure.
    measured = {column.name for column in data.columns if column.kind in ("ratio", "euros", "hours")}
    assert measured <= set(frame.attrs["units"])


@every_result
def test_an_answer_prints_well_in_a_notebook(name: str) -> None:
    """Does the page hold the sentence, one table with its headings and the source, in French, well formed?"""
    result = results()[name]
    (page,) = [part for part in html.fragments_fromstring(result._repr_html_()) if part.tag == "div"]
    said = page.text_content()
    assert page.get("lang") == "fr"
    assert result.sentence in said
    assert tpelib.base.french.typography(result.dataset().source) in said
    (table,) = page.findall("table")
    heads = [len(row.findall("th")) + len(row.findall("td")) for row in table.iter("tr")]
    assert len(set(heads)) == 1
    assert "None" not in said
    assert "nan" not in said


@every_result
def test_an_answer_prints_well_in_a_terminal(name: str) -> None:
    """Does the text hold the sentence first, then columns that stand under each other, then the source?"""
    lines = repr(results()[name]).splitlines()
    assert lines[0] == results()[name].sentence
    assert lines[-1].startswith("Source")
    assert lines[1] == lines[-2] == ""
    assert len(lines) < 24
    assert "<" not in "".join(lines)


@every_result
def test_a_figure_is_the_picture_the_page_draws(name: str) -> None:
    """Has the plotly figure the very marks of the picture, in the course's template with French separators?"""
    result = results()[name]
    figure, wanted = result.figure(), as_json(result.picture())["spec"]
    assert isinstance(figure, go.Figure)
    drawn = figure.to_plotly_json()
    assert len(drawn["data"]) == len(wanted["data"]) > 0
    for trace, page in zip(drawn["data"], wanted["data"], strict=True):
        for key in ("x", "y", "z", "base", "text", "error_x", "error_y"):
            assert _plain(trace.get(key)) == _plain(page.get(key)), key
    for axis in ("xaxis", "yaxis"):
        assert (figure.layout[axis].title.text or "") == wanted["layout"].get(axis, {}).get("title", {}).get(
            "text", ""
        )
    assert figure.layout.template.layout.separators == ",\u202f"
    assert figure.layout.template.layout.colorway[0] == "#0072b2"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


class _Typed(DataResult):
    """An answer that holds what somebody typed."""

    def dataset(self) -> Dataset:
        columns = (ResultColumn("idea", "<b>Idée</b>", "category"), ResultColumn("n", "Combien", "count"))
        return Dataset(
            "Mes <i>idées</i>", "<script>alert(1)</script> d'abord", "Source : moi.", columns, [("<img>", 2)]
        )

    def picture(self) -> Picture:
        return Picture("t", "r", "a", {}, Table("", [], []), html="<p>un dessin</p>")


def test_what_was_typed_is_shown_and_never_read_as_html() -> None:
    """Are names, headings and sentences that hold HTML escaped, and is a drawing no plotly chart?"""
    page = _Typed()._repr_html_()
    assert "<script>" not in page
    assert "<img>" not in page
    assert "<b>" not in page
    assert "d’abord" in page
    with pytest.raises((DomainError, ValueError)):
        _Typed().figure()


def test_a_long_answer_says_what_it_leaves_out() -> None:
    """Do notebook and terminal show a few rows and say how many are left, while the frame has them all?"""
    calendar = results()["Calendar"]
    assert len(calendar.to_frame()) == len(calendar.dataset().rows) > 20
    for shown_text in (calendar._repr_html_(), repr(calendar)):
        assert "autres lignes" in shown_text


def test_hidden_groups_stay_hidden() -> None:
    """Has a group of eight people no share in the frame, « masqué » in the table, and its number?"""
    regions = tpelib.audience.breakdown(by="region")
    frame = regions.to_frame().set_index("region")
    assert frame.loc["Corse"][["share", "low", "high"]].isna().all()
    assert frame.loc["Corse", "n"] == 8
    assert "masqué" in repr(regions)
    assert regions.hidden == ("cor",)
    assert "Corse" in regions.sentence


# ── Equal to the pages ────────────────────────────────────────────────────────────────────────────


def drawn(name: str, settings: dict[str, Any]) -> Picture:
    """Return what a page of the course draws for some settings of an exploration."""
    found = shown(exploration(name), settings, NOBODY).picture
    assert found is not None
    return found


def test_pages_draw_what_the_library_answers() -> None:
    """Are the charts of the course's explorations, dot for dot, those of the answers?"""
    pages = {
        "audience": drawn(
            "c2-public-explorer",
            {"question": "trusts", "by": "town", "first_age": "18-24", "last_age": "25-39", "sex": "women"}
            | {"town": "all", "region": "all", "occupation": "all"},
        ),
        "accounts": drawn("c2-comptes-pays", {"country": "DE", "period": "latest"}),
        "budget": drawn(
            "c1-campagne-scenarios",
            {
                "budget": 150,
                "people": 8000,
                "cpm": 7.5,
                "ctr": 1.2,
                "conversion": 2.5,
                "basket": 42,
                "margin": 45,
            },
        ),
        "fit": drawn("demo-reseaux", {"shows": "videos", "people": "young", "hours": 4}),
    }
    answers: dict[str, DataResult] = {
        "audience": tpelib.audience.breakdown("town", "trusts", {"age": ["18-24", "25-39"], "sex": "women"}),
        "accounts": tpelib.audience.accounts(country="DE"),
        "budget": tpelib.budget.scenarios(budget=150, people=8000, **CAMPAIGN),
        "fit": tpelib.fit.best_fits("videos", "young", hours=4),
    }
    for name, answer in answers.items():
        assert answer.picture() == pages[name], name


# ── Wrong questions ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: tpelib.audience.breakdown("aeg"), "« age »"),
        (lambda: tpelib.audience.breakdown(question="socail"), "« social »"),
        (lambda: tpelib.audience.breakdown(where={"age": "18-25"}), "« 18-24 »"),
        (lambda: tpelib.audience.breakdown("age", where={"age": "18-25"}), "« 18-24 »"),
        (lambda: tpelib.audience.trend("age"), "70\\+"),
        (lambda: tpelib.audience.trend("metier", "x"), "occupation"),
        (lambda: tpelib.audience.accounts("Instagramm"), "« Instagram »"),
        (lambda: tpelib.audience.accounts(country="FRA"), "« FR »"),
        (lambda: tpelib.audience.accounts(country="Suisse"), "deux lettres"),
        (lambda: tpelib.audience.accounts(period="2026"), "2026-01-01/2026-06-30"),
        (lambda: tpelib.audience.accounts("Snapchat", period="2026-01-01/2026-06-30"), "Snapchat"),
        (lambda: tpelib.platforms.platform("instagran"), "« instagram »"),
        (
            lambda: tpelib.campaign.simulate("snapchat", daily=1, days=3, people=9, basket=1, margin_rate=1),
            "TikTok",
        ),
        (lambda: tpelib.fit.best_fits("photo", "near"), "« photos »"),
        (lambda: tpelib.fit.best_fits("photos", "loin"), "near, far"),
        (lambda: tpelib.sources.figure("instagram-reach"), "« instagram-ad-reach »"),
        (lambda: tpelib.sources.source("barometre"), "« barometre-"),
        (lambda: tpelib.calendar.build("4 janvier", "2027", hours=1, lines=[]), "date"),
        (
            lambda: tpelib.calendar.build("2027-01-04", "2027-02-01", hours=1, lines=[], closed=["dimanch"]),
            "« dimanche »",
        ),
        (lambda: tpelib.calendar.build("2027-01-04", "2027-02-01", hours=1, lines=[]), "au moins un réseau"),
        (lambda: tpelib.budget.scenarios(budget=-1, **CAMPAIGN), "positif"),
        (lambda: tpelib.media.funnel(budget=10, **CAMPAIGN | {"ctr": 1.2}), "entre 0 et 100"),
        (lambda: tpelib.market.decide({}, (1,)), "au moins un choix"),
        (lambda: tpelib.planning.cumulative([], 10), "finir après"),
    ],
)
def test_a_wrong_question_gets_a_sentence_that_helps(call: Callable[[], object], sentence: str) -> None:
    """Is each mistake a French sentence that says what is expected, and names what is near?"""
    with pytest.raises(TpeError, match=sentence) as refused:
        call()
    assert str(refused.value).rstrip().endswith((".", "?", "…"))


def test_names_are_read_generously() -> None:
    """May one type a single item, a French name, a name without its capital, a day as text?"""
    audience = tpelib.audience
    assert audience.estimate(where={"region": "Bretagne"}) == audience.estimate(where={"region": ["bre"]})
    assert list(audience.accounts("instagram")) == ["Instagram"]
    assert audience.described({"age": ["18-24", "25-39"], "sex": "women"}) == "18 à 39 ans, Femmes"
    assert audience.described({"age": ["18-24", "60-69"]}) == "18–24 ans, 60–69 ans"


def test_accounts_and_people_never_stand_in_one_calculation() -> None:
    """Are the answers themselves refused together when they count different things?"""
    with pytest.raises(DomainError, match="comptes actifs"):
        tpelib.sources.together(tpelib.audience.accounts(), tpelib.audience.trend())  # type: ignore[type-var]  # the point


def test_a_calendar_takes_events_as_they_are() -> None:
    """Is an event of the catalogue announced in its own window, by its name?"""
    (feast,) = tpelib.events.between(date(2027, 5, 20), date(2027, 5, 31), activity="fleurs")
    line = tpelib.calendar.PostingCadence("Facebook", "Photo", minutes=30, per_week=2)
    found = tpelib.calendar.build("2027-05-03", "2027-05-30", hours=2, lines=[line], moments=[feast])
    told = [post.day for post in found.posts if feast.name in post.subject]
    assert told
    assert all(feast.window[0] <= day <= feast.window[1] for day in told)


# ── Oracles ───────────────────────────────────────────────────────────────────────────────────────


@cache
def people() -> pd.DataFrame:
    """Return the people of the survey, as its publisher's own file gives them."""
    return pd.read_csv(
        data_path("audience", "barometre_2022_extrait.csv"), dtype="str", keep_default_na=False
    ).astype({"POND": "float64"})


@pytest.mark.parametrize("question", list(tpelib.audience.QUESTIONS))
@pytest.mark.parametrize("by", list(tpelib.audience.DIMENSIONS))
def test_shares_and_intervals_are_those_of_statsmodels(by: str, question: str) -> None:
    """Are weighted shares, effective sizes and Wilson's intervals what statsmodels finds in the people themselves?"""
    asked = tpelib.audience.QUESTIONS[question]
    everyone = people()
    base = everyone[~everyone[asked.column].isin(asked.excluded)]
    frame = tpelib.audience.breakdown(by, question).to_frame().set_index(by)
    dimension = tpelib.audience.DIMENSIONS[by]
    for item in dimension.items:
        group = base[base[dimension.column] == item.raw]
        row = frame.loc[item.label]
        assert row["n"] == len(group)
        if len(group) < tpelib.audience.MINIMUM:
            assert pd.isna(row["share"])
            continue
        weighted = DescrStatsW(group[asked.column].isin(asked.yes).astype(float), weights=group["POND"])
        effective = weighted.sum_weights**2 / (group["POND"] ** 2).sum()
        low, high = proportion_confint(weighted.mean * effective, effective, method="wilson")
        assert row["share"] == pytest.approx(weighted.mean, abs=1e-6)
        assert row["effective_n"] == pytest.approx(effective, rel=1e-5)
        assert (row["low"], row["high"]) == pytest.approx((low, high), abs=1e-5)


@pytest.mark.parametrize(
    ("acted", "saw"), [((12, 30), (400, 380)), ((3, 9), (55, 61)), ((200, 180), (900, 1000))]
)
def test_two_versions_are_compared_as_statsmodels_does(acted: Sequence[int], saw: Sequence[int]) -> None:
    """Are z and p of two shares those of the pooled test?"""
    found = stats.two_proportions(acted[0], saw[0], acted[1], saw[1])
    assert (found.z, found.p) == pytest.approx(proportions_ztest(acted, saw))


@pytest.mark.parametrize(("answers", "population"), [(30, None), (30, 400), (200, 1000)])
def test_the_margin_of_a_small_survey_is_scipy_s(answers: int, population: int | None) -> None:
    """Is the margin of error the normal one, and with a finite population that of a hypergeometric draw?"""
    z = oracle.norm.ppf(0.975)
    spread = oracle.binom(answers, 0.5).std() / answers
    if population:
        spread = oracle.hypergeom(population, population // 2, answers).std() / answers
    assert tpelib.market.survey_margin(0.5, answers, population) == pytest.approx(z * spread)


@pytest.mark.parametrize("shown_times", [500, 20_000, 90_000])
def test_reach_is_between_two_laws_of_scipy(shown_times: float) -> None:
    """Are people reached those whom a Poisson law, and a negative binomial one, leave above zero?"""
    size, k = 20_000, 0.5
    mean = shown_times / size
    found = tpelib.media.reach_range(size, shown_times, k=k)
    assert found.high == pytest.approx(size * oracle.poisson(mean).sf(0))
    assert found.low == pytest.approx(size * oracle.nbinom(k, k / (k + mean)).sf(0))
