"""The icons of the course: those of the steps of the path, and of the public calculators."""

__all__ = ["CALCULATORS", "ICONS"]

ICONS = {
    "C1": "M24 9v4M24 35v4M9 24h4M35 24h4M24 11a13 13 0 1 0 0 26 13 13 0 0 0 0-26M29 19l-3 7-7 3 3-7z",
    "C2": "M18 23a5 5 0 1 0 0-10 5 5 0 0 0 0 10M9 36c0-6 4-9 9-9s9 3 9 9M31 22a4 4 0 1 0 0-8M32 27c4 1 7 4 7 9",
    "C3": "M11 21v16h26V21M9 21l4-9h22l4 9c0 4-7 4-7 0 0 4-8 4-8 0 0 4-8 4-8 0 0 4-7 4-7 0M21 37v-9h7v9",
    "C4": "M11 14h26v23H11zM11 21h26M18 10v7M30 10v7M17 27h3M24 27h3M31 27h1M17 32h3M24 32h3",
    "C5": "M12 36l2-8 17-17 6 6-17 17zM27 15l6 6M12 36l8-2",
    "C6": "M10 13h28v19H24l-8 6v-6h-6zM24 17l2 4 4 .5-3 3 1 4-4-2-4 2 1-4-3-3 4-.5z",
    "oral.ipynb": "M24 9a5 5 0 0 0-5 5v9a5 5 0 0 0 10 0v-9a5 5 0 0 0-5-5M14 22v1a10 10 0 0 0 20 0v-1M24 33v6M18 39h12",
}
"""The icon of each step of the path: an outline in a square of 48."""

CALCULATORS = {
    "reseaux": (
        '<path d="M36 26v8M31 40 22 48M41 40l9 8"/><circle cx="36" cy="16" r="9" class="tpe-fill"/>'
        '<circle cx="36" cy="38" r="5"/><circle cx="16" cy="54" r="9"/><circle cx="56" cy="54" r="9"/>'
    ),
    "budget": (
        '<path d="M10 60h52"/><path d="M16 60V44h10v16M31 60V32h10v28"/>'
        '<path d="M46 60V18h10v42" class="tpe-fill"/><circle cx="21" cy="24" r="9"/>'
        '<path d="M24.5 20.5a4.5 4.5 0 1 0 0 7M16.5 23h5M16.5 26h4.5"/>'
    ),
    "calendrier": (
        '<rect x="11" y="16" width="50" height="46" rx="5"/><path d="M11 29h50M24 10v11M48 10v11"/>'
        '<rect x="19" y="36" width="9" height="8" class="tpe-fill"/>'
        '<rect x="44" y="48" width="9" height="8" class="tpe-fill"/>'
        '<path d="M33 40h6M47 40h3M22 52h4M33 52h6"/>'
    ),
    "publication": (
        '<rect x="20" y="8" width="32" height="56" rx="5"/>'
        '<rect x="26" y="16" width="20" height="18" class="tpe-fill"/><path d="M26 41h20M26 47h14M34 57h4"/>'
    ),
    "campagne": (
        '<path d="M10 10v52h52"/><path d="M16 52l10-9 9 4 11-17 12-8"/>'
        '<circle cx="46" cy="30" r="4" class="tpe-fill"/><path d="M20 24h12M20 31h7"/>'
    ),
}
"""The drawing of each public calculator in their gallery: SVG elements in a square of 72."""
