"""Serving Telegram by a webhook: what it posts is answered only after it is saved."""
