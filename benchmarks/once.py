"""One run of one competitor from file to file: ``python -m benchmarks.once FUNCTION FEW SOURCE TARGET``.

It prints the seconds that it took and the most memory that the process held, in bytes, as JSON.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.peers import function


def main(name: str, few: Path, source: Path, target: Path) -> None:
    """Warm up on a few units, which imports and starts threads, then score against the clock."""
    score = function(name)
    score(few, target)
    target.unlink()
    start = perf_counter()
    score(source, target)
    seconds = perf_counter() - start
    json.dump({"seconds": seconds, "peak": peak()}, sys.stdout)


def peak() -> int:
    """Return the most memory that this process has held, in bytes.

    Linux counts it for the program that runs now; what ``getrusage`` tells there begins with the
    memory of the process that started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1_024
    import resource  # Windows has none, and no other way in the standard library

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1_024


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
