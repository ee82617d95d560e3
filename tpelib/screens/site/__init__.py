"""The public demos as a static site: whole pages, made live by the same Python in the visitor's own browser."""
