"""Lots: `decoupe` cuts a message by the lots that it names, `lecture` reads what is said of each.

Words: `data/lecture/lots.yml`.
"""
