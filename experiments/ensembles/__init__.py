"""Ensembles of parameter draws: the uncertain worlds in which every policy is tried."""

from __future__ import annotations

from .library import Ensemble, load_ensemble

__all__ = ["Ensemble", "load_ensemble"]
