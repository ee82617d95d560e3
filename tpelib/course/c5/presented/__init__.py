"""« La publication que je présente »: the post for the jury, why its tone fits and what it does for the project."""
