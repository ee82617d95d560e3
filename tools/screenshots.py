"""Take the pictures of the documentation, in docs/images: ``python -m tools.screenshots [NAME …]``.

Each is taken on a temporary workspace filled with the answers of a fictional case, at a fixed width and in light
colours. What a machine cannot help (the time of the last saving) is set to one same value.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect, Page

from tools.screens import Screen, chromium, walk

TARGET = Path(__file__).resolve().parent.parent / "docs" / "images"
MARGIN = 12
COLOURS = 128
SETTLED = """() => {
    document.activeElement?.blur();
    for (const node of document.querySelectorAll('.tpe-saved'))
        node.textContent = node.textContent.replace(/\\d{2}:\\d{2}/, '14:32');
}"""
TO_TOP = """(node, above) => {
    node.style.scrollMarginTop = `${above}px`;
    node.scrollIntoView({block: 'start'});
}"""


def taken(page: Page, screen: Screen) -> bytes:
    """Return the picture of a screen, as a PNG of few colours."""
    clip = framed(page, screen) if screen.parts else None
    page.evaluate("document.fonts.ready")
    page.evaluate(SETTLED)
    page.mouse.move(0, 0)
    shot = page.screenshot(clip=None if screen.whole else clip, animations="disabled")
    few = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    few.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def framed(page: Page, screen: Screen) -> FloatRect:
    """Make the window as tall as the parts of a screen take, scroll to them, and return where they are."""
    first = page.locator(screen.parts[0]).first
    for _ in range(2):  # the height of the window changes where the parts are
        first.evaluate(TO_TOP, 2 * MARGIN)
        boxes = [box for part in screen.parts if (box := page.locator(part).first.bounding_box())]
        bottom = max(box["y"] + box["height"] for box in boxes)
        page.set_viewport_size({"width": screen.width, "height": int(bottom) + 2 * MARGIN})
    left = max(min(box["x"] for box in boxes) - MARGIN, 0)
    top = max(min(box["y"] for box in boxes) - MARGIN, 0)
    right = min(max(box["x"] + box["width"] for box in boxes) + MARGIN, screen.width)
    return {"x": left, "y": top, "width": right - left, "height": bottom + MARGIN - top}


def main(names: list[str]) -> int:
    """Take the pictures named, or all."""
    with chromium() as browser:
        for _, screen, page in walk(browser, lambda one: one.pictured and (not names or one.name in names)):
            path = TARGET / f"{screen.name}.png"
            path.write_bytes(taken(page, screen))
            print(f"{path.name}: {path.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
