"""`python -m juesuan` is the command `juesuan`."""

import sys

from juesuan.cli import main

sys.exit(main())
