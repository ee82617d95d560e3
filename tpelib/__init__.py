"""Course and workbook: run a very small business's presence on social networks.

The public library is one module per family, loaded when it is first named, so that ``import tpelib`` costs nothing:

>>> import tpelib
>>> tpelib.audience.breakdown(by="sex").hidden
()

``audience``   who uses social networks (a weighted survey), and the accounts that platforms declare
``budget``     what a budget buys and must bring back; what a customer is worth
``calendar``   an editorial calendar built from wishes, and the hours it takes
``campaign``   what an ad campaign may bring, its bill, and a simulated run
``events``     holidays, sales, feasts and trade events, 2024–2035
``fit``        which networks suit what one shows and to whom
``market``     a small survey's margin, a weighted decision and whether it holds
``media``      formulas of media buying: impressions, clicks, reach, GRP
``planning``   regularity, hours, running totals, the best plan for the means
``platforms``  the networks: norms, formats, minimum budgets, each with its source
``season``     the seasons of a business, read in its own turnover
``sources``    every figure the course quotes, and where it comes from

What they answer prints well, becomes a pandas frame (``to_frame()``) and a plotly figure (``figure()``).
"""

from tpelib.base.version import __version__

TYPE_CHECKING = False  # typing's own would cost an import; type checkers read this one as true
if TYPE_CHECKING:
    from tpelib.domain import (
        audience,
        budget,
        calendar,
        campaign,
        events,
        fit,
        market,
        media,
        planning,
        platforms,
        season,
        sources,
    )

__all__ = [
    "__version__",
    "audience",
    "budget",
    "calendar",
    "campaign",
    "events",
    "fit",
    "market",
    "media",
    "planning",
    "platforms",
    "season",
    "sources",
]

if not TYPE_CHECKING:  # so that a name which does not exist is still an error for who checks types

    def __getattr__(name):
        """Load a family the first time it is named."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        globals()[name] = family = import_module(f"{__name__}.domain.{name}")
        return family


def __dir__() -> list[str]:
    """Return the families beside what every module has, for completion."""
    return sorted({*globals(), *__all__})
