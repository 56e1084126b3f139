"""What each quantity of a sentence is about: found, given a role, then made into facts."""
