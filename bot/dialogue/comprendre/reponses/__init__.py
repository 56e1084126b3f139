"""Answers to a question about the clause, one file per kind of answer."""
