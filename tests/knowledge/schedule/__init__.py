"""Tests of the schedule: tables of odd days, and rules that hold in every zone."""
