"""« Mon tableau de bord »: figures read, indicators with their denominators, and what to do next week."""
