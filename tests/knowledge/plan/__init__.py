"""Tests of plans: the arithmetic, the order, the changes, and the roadmap's own file."""
