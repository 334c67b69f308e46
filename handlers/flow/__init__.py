"""Guided flows as a conversation: one question at a time, and back to it from anywhere.

A flow is data and its rules are pure (knowledge/flow); here a turn is led through them. Where a
person stands is part of their record, so that a restart, an edited flow or an old button never
strands them.
"""
