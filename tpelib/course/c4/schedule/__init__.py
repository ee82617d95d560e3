"""« Mon calendrier »: proposed, edited by hand, measured as it changes, written out and read back."""
