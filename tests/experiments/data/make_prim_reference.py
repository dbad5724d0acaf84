"""Peeling trajectories of ema_workbench on its own example, written to ``prim_reference.csv``."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent


def trajectory(x: pd.DataFrame, failed, slice_share: float) -> pd.DataFrame:
    """Boxes as ema_workbench peels them."""
    from ema_workbench.analysis import prim

    box = prim.Prim(x, failed, threshold=0.8, peel_alpha=slice_share).find_box()
    names = {"id": "step", "n": "cases", "k": "failures", "res_dim": "restricted"}
    steps = box.peeling_trajectory.rename(columns=names)
    first = box.box_lims[0]
    steps["limits"] = [
        ";".join(
            f"{name}:{limits[name].iloc[0]:.8g}:{limits[name].iloc[1]:.8g}"
            for name in x.columns
            if (limits[name] != first[name]).any()
        )
        for limits in (box.box_lims[step] for step in steps["step"])
    ]
    columns = ["step", "cases", "failures", "coverage", "density", "mass", "restricted", "limits"]
    return steps[columns].assign(slice_share=slice_share)


if __name__ == "__main__":
    cases = pd.read_csv(FOLDER / "bryant_lempert_2010.csv")
    outcome = cases.pop("failed").to_numpy()
    found = pd.concat([trajectory(cases, outcome, share) for share in (0.1, 0.05)])
    found.to_csv(FOLDER / "prim_reference.csv", index=False, float_format="%.8g")
