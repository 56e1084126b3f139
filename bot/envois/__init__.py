"""What is sent to the facilitators' tools: written with what it tells, then delivered for sure."""
