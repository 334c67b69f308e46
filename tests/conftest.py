"""What every test stands on."""

import os

# PTB warns of a RetryAfter in whole seconds, and here warnings are errors; this asks for the new
# form. It is read when an error is made, so it must be set before the first one.
os.environ.setdefault("PTB_TIMEDELTA", "true")
