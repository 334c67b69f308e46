"""What an operating system's refusal means, and what to do about it."""

import errno
from pathlib import Path

_PERMISSION = "the permission is missing. Give the folder to the bot's user (chown -R, chmod u+rwX)"

_REMEDIES = {
    errno.ENOSPC: "the disk is full. Free some space or give it a larger one",
    errno.EDQUOT: "the disk quota is used up. Free some space or raise the quota",
    errno.EROFS: "the disk is mounted read-only. Look for disk errors, then mount it for writing",
    errno.EACCES: _PERMISSION,
    errno.EPERM: _PERMISSION,
    errno.EMFILE: "too many files are open. Raise the limit (ulimit -n)",
    errno.ENFILE: "too many files are open on this machine. Raise its limit (fs.file-max)",
    errno.EIO: "the disk reports a fault. Make a backup at once and replace the disk",
    errno.ENOENT: "the folder is gone. Put it back or mount its disk, then restart the bot",
    errno.ENOTDIR: "a file stands where the folder should be. Move it away",
    errno.EISDIR: "a folder stands where a file should be. Move it away",
}


def what_and_remedy(error: OSError, folder: Path) -> str:
    """Say where it failed, why, and what to do.

    The folder stands for the file, whose name is somebody's id.
    """
    reason = _REMEDIES.get(error.errno or 0, f"{error.strerror or type(error).__name__}")
    return f"{folder}: {reason}."
