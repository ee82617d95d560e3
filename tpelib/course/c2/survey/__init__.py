"""« Ma mini-enquête »: primary data, with what a few dozen answers are worth."""
