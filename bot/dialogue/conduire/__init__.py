"""What comes of a message once it is understood: `Conduite.conduire`.

commandes.py    « récapitulatif », « pourquoi ? », « rédige la clause » (retours.py: « retour »…)
faits.py        facts and decisions that are taken, refused, or asked back
suite.py        the verdict, the next question, the clause
incompris.py    what is not understood
redites.py      never the same sentence three times running
"""
