"""The notebooks of the course, built from their Markdown sources."""
