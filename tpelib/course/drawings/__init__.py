"""The drawings that several exercises share."""
