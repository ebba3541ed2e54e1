"""``python -m verify.cli``: the command without its installed script."""

import sys

from verify.cli import main

if __name__ == "__main__":
    sys.exit(main())
