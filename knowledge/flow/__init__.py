"""Flows: guided conversations as data, and the pure rules that lead a person through them."""
