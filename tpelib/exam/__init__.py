"""The exam of C6 at the certifier's: a subject per candidate, a sealed folder, its journal and its manifest."""
