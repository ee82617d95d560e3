"""The drawings that several exercises share, or that lessons and public pages show; another stands with its exercise."""
