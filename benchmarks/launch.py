"""Run a command to its end: `python -I -S launch.py COMMAND...` prints its CPU time and its memory, as JSON.

Small on purpose: the kernel counts the memory of the process that starts a command as the command's own.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    line = sys.argv[1:]
    silenced = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawnp(line[0], line, os.environ, file_actions=silenced)
    _pid, status, used = os.wait4(child, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    told = {
        "code": os.waitstatus_to_exitcode(status),
        "cpu_ms": 1000 * (used.ru_utime + used.ru_stime),
        "peak_mb": used.ru_maxrss * unit / 1e6,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
