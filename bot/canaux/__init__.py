"""Where messages come in and answers go out: Rasa channels of ours."""
