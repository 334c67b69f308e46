"""Knowing: the knowledge in service, replaced as a whole as soon as something better is there."""

from knowledge.library import Knowledge


class Knowing:
    """Holds what the bot knows now; call it to get it."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Begin with this knowledge."""
        self._knowledge = knowledge

    def __call__(self) -> Knowledge:
        """Return the knowledge as it is now; it never changes under whoever holds it."""
        return self._knowledge

    def replace(self, knowledge: Knowledge) -> None:
        """Put other knowledge into service: turns that have begun end with what they hold."""
        self._knowledge = knowledge
