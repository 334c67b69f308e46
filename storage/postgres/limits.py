"""How long the store waits for its server before it says that it can't be reached."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Waits in seconds, and the most connections of a process: two at least.

    Together they end a turn within half a minute, well before Telegram gives up on a webhook.
    A server that restarts is waited for as long as `pool`. `queue` is for more people at once than
    there are seats, which others get meanwhile; the webhook answers in its own patience all the
    same (handlers/webhook/intake.py).
    """

    connections: int = 8
    queue: float = 20.0
    pool: float = 8.0
    connect: int = 4
    statement: float = 8.0
    lock: float = 6.0
    idle_in_transaction: float = 30.0

    @property
    def seats(self) -> int:
        """How many turns there may be at once: one connection is left for questions."""
        return self.connections - 1

    def of_session(self) -> dict[str, str]:
        """Return the limits that the server keeps for each connection."""
        return {
            "statement": f"{self.statement * 1000:.0f}ms",
            "lock": f"{self.lock * 1000:.0f}ms",
            "idle": f"{self.idle_in_transaction * 1000:.0f}ms",
        }

    def of_network(self) -> dict[str, int]:
        """Return libpq's parameters: a peer that is silently gone is noticed in 15 seconds."""
        return {
            "connect_timeout": self.connect,
            "keepalives_idle": 5,
            "keepalives_interval": 5,
            "keepalives_count": 2,
            "tcp_user_timeout": 15_000,
        }
