"""What in a page could act, or load something from outside: nothing that a learner typed may."""

import re
from html.parser import HTMLParser

ACTING = {"script", "iframe", "object", "embed", "base", "form", "applet", "frame", "portal"}
LOADING = {"src", "srcset", "data", "poster", "action", "formaction", "background", "xlink:href"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: (value or "").strip().lower() for name, value in attrs}
        if (
            tag in ACTING
            or (tag == "link" and "href" in values)
            or (tag == "meta" and "http-equiv" in values)
        ):
            self.found.append(f"<{tag}>")
        for name, value in values.items():
            leads_out = name in LOADING and not value.startswith(("data:image/", "#"))
            runs = name.startswith("on") or value.startswith(("javascript:", "data:text", "data:application"))
            if leads_out or runs or (name == "style" and re.search(r"url\((?!data:image/)", value)):
                self.found.append(f"<{tag} {name}={value[:60]!r}>")


def acting(page: str) -> list[str]:
    """Return the elements and attributes of a page that run something or fetch it from elsewhere."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found
