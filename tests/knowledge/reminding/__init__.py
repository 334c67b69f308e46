"""Tests of what a reminder says, and of what people say about reminders."""
