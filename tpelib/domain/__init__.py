"""The trade itself, as pure functions and models: no form, no widget, no nbgrader, no frame on a hot path."""
