"""Builders: functions that make a state by calling actions, so that it is never an impossible one.

The told story and the tests use the same ones. One module a noun, in the order of the journey.
"""
