"""Asking: how free-text questions are understood beside the matcher: parts, context, places."""
