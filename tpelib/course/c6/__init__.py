"""C6 « Mon e-réputation »: a campaign that is set up and piloted, reviews answered, partners weighed, figures read."""
