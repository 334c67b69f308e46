"""The in-process Telegram and the terminal."""
