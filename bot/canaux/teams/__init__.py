"""What comes from Microsoft Teams: verified, then told as a `Venue` that knows no tool."""
