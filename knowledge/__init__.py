"""What Wayfinder knows: tracks as data, and the rules that work on them as pure functions."""
