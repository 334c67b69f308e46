"""Benchmarks: what is measured, printed beside the alternative measured in the same run."""
