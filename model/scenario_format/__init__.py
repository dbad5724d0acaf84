"""Scenario files: text with positions, checks, typed overlays, the built-in library, JSON schema."""
