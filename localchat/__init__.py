"""Telegram without Telegram: an in-process Bot API, and a terminal to chat in."""
