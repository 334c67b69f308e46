"""Reminding: what a record says of reminders, the tick that finds who is due, and what it sends."""
