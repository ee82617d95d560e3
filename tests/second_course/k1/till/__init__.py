"""The till of a day."""
