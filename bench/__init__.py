"""Benchmarks against peers, measured alternately in one run and told as ratios: `python3 start.py bench [name …]`.

Absolute times depend on the machine; a ratio taken in the same run hardly does. Nothing here is a test.
"""
