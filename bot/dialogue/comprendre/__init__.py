"""What a message means, worked out once: `Comprehension.comprendre` goes through it in order.

message.py      what was said, and its turns of phrase (tournures.py, expres.py)
d_emblee.py     what is wanted, by the words alone: what Rasa is told too
lots_nommes.py  lots called by what they are, numbered
intention.py    what is wanted, in the light of the file (en_toutes_lettres.py: in so many words)
apprises.py     what a whole sentence was learnt to answer
decisions.py    what is decided of the clause, one file per kind of answer (reponses/)
                (nommees.py, par_axe.py, listes_dites.py, actions_dites.py, penalites_dites.py,
                en_passant.py, dans_une_question.py: without being asked; illicites.py: what is
                stopped wherever it is said)
contrat.py      what is said of the contract (quantites.py, forme.py, probable.py)
compris.py      what all this comes to
"""
