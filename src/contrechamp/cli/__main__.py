"""`python -m contrechamp.cli`."""

import sys

from contrechamp.cli.main import main

sys.exit(main())
