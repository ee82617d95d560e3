"""« Tenir et ajuster »: slack, follow-up, what one changes and when, and the word to the jury."""
