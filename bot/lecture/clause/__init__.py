"""What a sentence says of the clause.

`modalites` reads decisions (a delay, a ceiling, a CCAG…), with `delais` and `penalites`;
`selections` a choice in a numbered list; `actions` an action in the buyer's own words, and
`souhaits` what keeps it from being an obligation. Words: the files of the same names in
`data/lecture`, and `perimetre.yml` for wishes.
"""
