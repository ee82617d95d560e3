"""« Mon nom, mes couleurs »: one name and one palette, that networks accept and that everybody can read."""
