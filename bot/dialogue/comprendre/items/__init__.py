"""What a message wants of the items of lists that it names: axes, and the actions of each."""
