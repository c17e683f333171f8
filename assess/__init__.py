"""Maturity assessment from answers to the board report: customer centricity first."""

__version__ = "0.1.0"
