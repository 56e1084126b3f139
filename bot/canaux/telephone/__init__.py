"""The telephone: calls, by Twilio or by a neutral endpoint, and a handset to try them with."""
