"""The conversation as a pure function: a message and a state in, a state and things to say out.

Repair lives here once for all questionnaires. No Rasa: `actions/` only translates.
"""
