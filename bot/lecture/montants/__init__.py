"""Amounts: what the contract is worth, in euros excluding tax, for its whole duration.

`lecture` finds and reads them; `argent` tells money from other numbers and other sums, `choix`
which of several counts and what the words leave open. Words: `data/lecture/montants.yml`.
"""
