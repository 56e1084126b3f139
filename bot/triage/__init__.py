"""The service room of the facilitators: the queue of requests, whatever the tool that shows it."""
