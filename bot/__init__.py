"""Everything of value in the assistant that is not Rasa's own configuration.

Imports point downwards: canaux, nlu → dialogue → lecture, metier. See docs/architecture.md.
"""
