"""K1: keep the till."""
