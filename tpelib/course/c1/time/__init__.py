"""« Mon temps »: what a week of posts and answers takes, against the hours there are."""
