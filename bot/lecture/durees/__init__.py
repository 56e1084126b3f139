"""Durations: of the contract, reconductions included, and of its marchés subséquents.

`lecture` reads them, by the turns of phrase of `grammaire`; `subsequents` tells whose duration it
is, `choix` which one counts; `periodes` reads two dates. Words: `data/lecture/durees.yml`,
`subsequents.yml`, `periodes.yml`.
"""
