"""The notebooks run as they stand, and what their sentences point at is there; no number is fixed."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from notebooks.execute import NOTEBOOKS, ROOT, executed

# What has to hold in a notebook's own names once all its cells have run.
SANE = {
    "1_first_policy_experiment": """
assert set(found.table.index.get_level_values("scenario")) == {"deduction", "orders", "both"}
known = found.table.dropna(subset=["difference", "low", "high"])
assert ((known["low"] <= known["difference"]) & (known["difference"] <= known["high"])).all()
assert len(table) == 12 and set(table["baseline"].groupby("outcome").nunique()) == {1}
assert table.xs("conversion_rate", level="outcome")["baseline"].between(0.05, 0.6).all()
assert (table.xs("public_cost", level="outcome")["difference"] > 0).all()
assert set(found.costs.index) == {"deduction", "orders", "both"}
early = found.outcomes.query("outcome == 'conversion_rate' and date < '2026'")
early = early.pivot_table(index=["replicate", "date"], columns="scenario", values="value")
assert (early["orders"] == early["baseline"]).all()
assert len(gains) == 20 and gains.std() > 0
""",
    "2_sweep_and_sensitivity": """
assert study.complete and study.failures.empty and again.outcomes.equals(study.outcomes)
orders = study.points.query("kind == 'setting'")["levers.scenario_opening.orders"]
assert orders.is_monotonic_increasing and (orders.iloc[0], orders.iloc[-1], len(orders)) == (0, 60, 5)
cost = study.values().of("public_cost").mean(axis=(1, 2))
assert cost[-1] > cost[0]
assert set(indices["factor"]) == {"parameters." + name for name in factors}
assert (indices["value"] >= 0).all() and indices["value"].max() > 0
assert ((indices["low"] <= indices["value"]) & (indices["value"] <= indices["high"])).all()
assert not screening.refused
""",
    "3_finding_a_policy_mix": """
assert not best.failures and len(front) >= 2
for outcome in ("conversion_rate", "margin", "public_cost"):
    low, mean, high = (front[f"gain_{outcome}{end}"] for end in ("_low", "", "_high"))
    assert ((low <= mean) & (mean <= high)).all()
assert front["gain_public_cost"].max() < 2 * best.budget
assert all(front[f"levers.{name}"].between(levers[name]["low"], levers[name]["high"]).all() for name in levers)
assert moves["taken"].sum() <= 1 and set(moves["lever"]) <= {f"levers.{name}" for name in levers}
robust = failures.robustness
assert list(robust["levers.scenario_opening.orders"]) == [0, 60]
assert robust["satisfied"].between(0, 1).all() and robust["satisfied"].iloc[0] == 0
assert robust["mean_regret"].min() >= 0 and robust["mean_regret"].max() > 0
""",
}


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_its_results_are_sane(path: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(SANE[path.stem]))
    done = executed(notebook, tmp_path)
    code = [cell for cell in done.cells[:-1] if cell.cell_type == "code"]
    drawn = [output for cell in code for output in cell.outputs if "image/png" in output.get("data", {})]
    assert drawn
    assert (tmp_path / "results").is_dir()


def test_a_failing_cell_fails_the_notebook(tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("assert not 'sane'")])
    with pytest.raises(CellExecutionError, match="sane"):
        executed(notebook, tmp_path)


def test_every_notebook_is_looked_at() -> None:
    assert [path.stem for path in NOTEBOOKS] == sorted(SANE)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_is_kept_of_a_notebook(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1)), "run make notebooks"
    assert all(not cell.metadata for cell in code)
    outputs = [output for cell in code for output in cell.outputs]
    assert {output.output_type for output in outputs} == {"execute_result"}
    texts = [output.data.get("text/plain", "") for output in outputs]
    assert not [text for text in texts if str(ROOT) in text or "/tmp" in text or " at 0x" in text]
