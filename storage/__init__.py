"""What Wayfinder remembers: the record of a person, and the stores that keep it."""
