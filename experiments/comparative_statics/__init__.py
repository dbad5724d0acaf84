"""Comparative statics: every lever swept from its baseline to very strong, against what was expected beforehand."""
