"""What everything stands on: words, files, settings, tables, the look. It knows nothing of a course."""
