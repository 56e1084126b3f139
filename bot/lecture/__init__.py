"""From a sentence to facts: durations, amounts, forms and recurrence, as French buyers write them.

Pure: no Rasa, no reading of files; the words to look for come in as data (`data/lecture`).
"""
