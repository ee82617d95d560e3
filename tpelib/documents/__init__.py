"""What is written for a reader or read back from one: reports, letters, and the course as a document."""
