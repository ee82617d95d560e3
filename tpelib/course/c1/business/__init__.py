"""« Mon entreprise »: what it sells, to how many, and what it can spend."""
