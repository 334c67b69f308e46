"""Telegram's limits on sending, on the injected clock."""

import math
from dataclasses import dataclass, field
from datetime import datetime

from localchat.clock import Clock
from localchat.refusals import flooded

_DIGITS = 6
"""Digits after the point that count, so that waiting as long as told is always enough."""


@dataclass(frozen=True, kw_only=True)
class Rate:
    """How much may leave: `per_second` on average, `burst` at once after a rest."""

    per_second: float
    burst: int


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Telegram's limits: 30 messages a second overall, 1 a chat, 20 a minute in a group.

    Source: core.telegram.org/bots/faq#my-bot-is-hitting-limits (2026), which names no size of the
    short bursts that it allows; three is a judgement.
    """

    overall: Rate = Rate(per_second=30, burst=30)
    chat: Rate = Rate(per_second=1, burst=3)
    group: Rate = Rate(per_second=20 / 60, burst=20)


@dataclass(kw_only=True)
class _Bucket:
    """What is left of a rate, filled up again as time passes."""

    rate: Rate
    left: float
    at: datetime

    def wait(self, now: datetime) -> float:
        """Fill up; return the seconds until one more may leave."""
        passed = max(0.0, (now - self.at).total_seconds())
        self.left = min(float(self.rate.burst), self.left + passed * self.rate.per_second)
        self.at = now
        return max(0.0, round((1 - self.left) / self.rate.per_second, _DIGITS))


@dataclass(kw_only=True)
class Flood:
    """Counts what leaves, and refuses what comes too soon."""

    clock: Clock
    limits: Limits = field(default_factory=Limits)
    _overall: _Bucket | None = None
    _chats: dict[int, _Bucket] = field(default_factory=dict)

    def count(self, chat: int) -> None:
        """Count one message to a chat. Raises RefusedError (429) if it comes too soon."""
        now = self.clock.now()
        if self._overall is None:
            self._overall = self._full(self.limits.overall, now)
        rate = self.limits.chat if chat > 0 else self.limits.group
        own = self._chats.setdefault(chat, self._full(rate, now))
        wait = max(self._overall.wait(now), own.wait(now))
        if wait > 0:
            raise flooded(math.ceil(wait))
        self._overall.left -= 1
        own.left -= 1

    def _full(self, rate: Rate, now: datetime) -> _Bucket:
        return _Bucket(rate=rate, left=float(rate.burst), at=now)
