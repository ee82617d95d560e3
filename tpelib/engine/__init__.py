"""The exercise: its questions, its check, its sheet, the dossier that keeps the answers. It knows no course."""
