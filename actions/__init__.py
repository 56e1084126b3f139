"""What Rasa's action server runs: one thin action per file, over `bot.dialogue`."""
