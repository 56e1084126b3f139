"""Microsoft Teams, as requests are shown in it: cards, the token, the connector, where to write."""
