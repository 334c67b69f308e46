"""The bot as a process without Telegram's limits on sending, to be measured by others.

Run as `python -m benchmarks.unlimited`; the settings are those of `bot.py run`.
"""

import asyncio
import sys

import bot
from handlers.clock import WallClock
from handlers.environment import read_settings
from handlers.pace import UNLIMITED

if __name__ == "__main__":
    sys.exit(asyncio.run(bot.serve(read_settings(), WallClock(), limits=UNLIMITED)))
