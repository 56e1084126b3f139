"""What any French sentence is: tokens, spelling, numbers, clauses, denials, turns of phrase.

It knows nothing of contracts. Its words are data (`data/francais`), read through `mots`.
"""
