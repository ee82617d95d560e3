"""The exam at the certifier's: a subject per candidate, a sealed folder, its journal and its manifest."""
