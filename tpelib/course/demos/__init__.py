"""Explorations of the public calculators that no notebook of the path has: they start from nobody's dossier."""
