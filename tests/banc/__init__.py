"""`make bench`: what is understood, and what it costs, against Rasa's own pipeline.

`comprehension` measures on `tests/comprehension/`, sentences written by people who saw neither
the training data nor the code. `conversation` plays a whole guided conversation over HTTP.
Speeds are compared within one run, so that machines can be.
"""
