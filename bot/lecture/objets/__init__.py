"""What is bought: found in a text by a learned model, or taken from an answer.

`traits` says what is seen of each word, `modele` what follows of it, `lecture` reads. The model is
learnt by `bot/nlu/objets.py`; words: `data/lecture/objets.yml`.
"""
