"""Examples of records of each version, as the bot of that version wrote them."""
