"""What comes of a message once it is understood.

conduite.py      asked « tout effacer ? », « est-ce exact ? » (confirmation.py), or not
avance.py        a question that changes no verdict holds nobody up: what goes on leaves it open
    reponse.py       which of the following takes it
commandes.py     « récapitulatif », « pourquoi ? », « rédige la clause » (retours.py: « retour »)
eclairages.py    what shows and explains, and changes nothing
faits.py         facts and decisions that are taken, refused, or asked back
listes.py        an item more of a list, a wish that cannot stand in it
sans_fait.py     what says nothing of the contract (incompris.py: what is not understood)
changements.py   what a change makes of the file
suite.py         then the verdict, the next question, the clause
oublis.py        what was said and not used is said to be so
redites.py       never the same sentence three times running
"""
