"""The bot as a process whose clock runs ahead. Run as `python -m tests.hurried SINCE TIMES`.

All is as with `bot.py run`, but leases, ticks and Telegram's limits pass that many times as fast,
so that what takes minutes is tried in seconds.
"""

import asyncio
import sys

import bot
from handlers.environment import read_settings
from tests.clocks import HurriedClock


def main() -> int:
    """Serve as the settings say."""
    since, times = map(float, sys.argv[1:])
    return asyncio.run(bot.serve(read_settings(), HurriedClock(since, times)))


if __name__ == "__main__":
    sys.exit(main())
