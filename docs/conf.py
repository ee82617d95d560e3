"""How the site of the documentation is made: ``make docs`` writes it to build/docs, where it opens from the disk.

Sphinx loads nothing from anywhere: theme, search (with French stems) and fonts are files of the site. The look is
that of the course: the same tokens and the same font, see ``tpelib/base/look``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

import tpelib
from tpelib.base import french, look
from tpelib.base.version import __version__

project = "Communiquer sur les réseaux sociaux pour promouvoir sa TPE"
author = "les auteurs du cours"
project_copyright = "les auteurs du cours. Textes sous CC BY 4.0, code sous BSD-3-Clause"
version = release = __version__
language = "fr"
extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
root_doc = "index"
templates_path = ["_templates"]
nitpicky = True
# numpydoc names types in plain words (« sequence of str »); constants and errors are said where they are met.
nitpick_ignore_regex = [("py:class", ".*"), ("py:data", ".*"), ("py:exc", ".*")]
smartquotes = False  # French quotation marks are typed; spaces are set below, as everywhere in the course
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3  # so that a link to a heading is checked too

# The pages of the library are written from its docstrings, under the names that one types. Python imports the
# families as attributes of ``tpelib``; autodoc only knows modules.
# Functions come before the classes of what they answer.
for name in tpelib.__all__:
    if not name.startswith("_"):
        family = sys.modules[f"tpelib.{name}"] = getattr(tpelib, name)
        family.__all__ = sorted(family.__all__, key=lambda member: isinstance(getattr(family, member), type))
add_module_names = False
autodoc_default_options = {"members": True, "member-order": "bysource", "no-value": True}
autodoc_typehints = "none"  # numpydoc says them in words
numpydoc_show_class_members = False  # they are described where they stand

html_theme = "pydata_sphinx_theme"
html_title = "Communiquer sur les réseaux sociaux : la documentation"
html_short_title = "Documentation du cours"
html_css_files = ["tpe.css"]
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
html_sidebars = {"**": ["sidebar-all"]}
html_context = {"default_mode": "auto"}  # light or dark, as the reader's machine is set
html_theme_options: dict[str, Any] = {
    "logo": {"text": "Documentation du cours"},
    "navbar_center": [],
    "navbar_end": [],
    "navbar_persistent": ["search-button-field"],
    "search_bar_text": "Chercher…",
    "secondary_sidebar_items": ["page-toc"],
    "primary_sidebar_end": [],
    "footer_start": ["copyright"],
    "footer_end": [],
}


def setup(app: Sphinx) -> None:
    """Add the look of the course, its typography, and the language of the English pages."""
    app.connect("builder-inited", _write_look)
    app.connect("doctree-read", _set_typography)
    app.connect("html-page-context", _say_language)


def _write_look(app: Sphinx) -> None:
    own = Path(app.srcdir, "site.css").read_text(encoding="utf-8")
    target = Path(app.outdir, "_static", "tpe.css")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(look.stylesheet(own), encoding="utf-8")


def _english(app: Sphinx, page: str) -> bool:
    return app.env.metadata.get(page, {}).get("lang") == "en"


def _set_typography(app: Sphinx, document: nodes.document) -> None:
    if _english(app, app.env.docname):
        return
    for text in list(document.findall(nodes.Text)):
        if not isinstance(text.parent, nodes.literal | nodes.literal_block | nodes.raw):
            text.parent.replace(text, nodes.Text(french.typography(str(text))))


def _say_language(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    if _english(app, page):
        context["body"] = f'<div lang="en">{context["body"]}</div>'
