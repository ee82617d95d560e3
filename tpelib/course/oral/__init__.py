"""The oral: slides from the same dossier as the report, and the questions a jury may ask about it."""
