"""What a message means, worked out once: `Comprehension.comprendre` goes through it in order.

message.py      what was said, and its turns of phrase (tournures.py)
intention.py    what is wanted, decided here and nowhere else
decisions.py    what is decided of the clause, one file per kind of answer (reponses/)
contrat.py      what is said of the contract (quantites.py, forme.py, probable.py)
compris.py      what all this comes to
"""
