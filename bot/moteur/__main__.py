"""Rasa's own commands, without what nothing here uses: `python -m bot.moteur train …`."""

from bot.moteur import doublures

doublures.installer()

if __name__ == "__main__":
    from rasa.__main__ import main

    main()
