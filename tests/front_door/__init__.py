"""The front door: what `bot.py` takes, prints and returns."""
