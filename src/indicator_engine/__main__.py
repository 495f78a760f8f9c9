"""``python -m indicator_engine`` is the command ``indicator-engine``."""

import sys

from indicator_engine.cli import main

if __name__ == "__main__":
    sys.exit(main())
