"""Moving what is counted of people together: as one value, since that is how it is kept."""

from storage.counting import Counting
from storage.moving import Difference
from storage.store import StorageError
from storage.tally import Tally


async def wanted(source: Counting, target: Counting, difference: Difference) -> Tally | None:
    """Return what the target is to have in place of what it has; None where that stays.

    Raises StorageError where it has other counts, and that is to be refused.
    """
    here, there = await source.tally(), await target.tally()
    if here == there or (there != Tally() and difference is Difference.KEEP):
        return None
    if there != Tally() and difference is Difference.REFUSE:
        raise StorageError(
            "In the target other questions and votes are counted than here. Nothing was changed. "
            "Keep those with --keep, or make the target like this one with --replace."
        )
    return here


async def replace(target: Counting, tally: Tally) -> None:
    """Let the target have these counts, and read them back. Raises StorageError."""
    await target.replace(tally)
    if await target.tally() != tally:
        raise StorageError(
            "The counts changed while they were moved: stop the bot, then try again."
        )
