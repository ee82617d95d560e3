"""What draws the course in a browser: the form, the chart, the live exploration, the assessor's view."""
