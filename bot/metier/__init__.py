"""The pure core: facts of a contract, the guide's rules, the verdict and the next question.

It imports neither Rasa nor anything that reads or writes; its data comes in as arguments.
"""
