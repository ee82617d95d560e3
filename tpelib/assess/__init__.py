"""What is done with an answer once handed in: grading, the jury, the exam at the certifier's."""
