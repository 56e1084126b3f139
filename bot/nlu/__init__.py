"""Rasa components: the French tokeniser, the lean word vectors, the classifier, the fact reader."""
