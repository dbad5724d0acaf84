"""The sweep of all levers: its plan, what it reads out of numbers made by hand, its page, and a small real run."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from experiments.comparative_statics.__main__ import main, publish
from experiments.comparative_statics.companions import COMPANIONS
from experiments.comparative_statics.explanations import FILE, read, unexplained
from experiments.comparative_statics.findings import clear, find, surprises
from experiments.comparative_statics.sweep import STEPS, outcomes_of, study_of, values_of
from experiments.errors import InvalidInputError, UsageError
from experiments.study.opened import Values
from model.levers import LEVERS

YEARS = [str(year) for year in range(2021, 2036)]
LEVER = "scenario_opening.orders"


def made(lever: str, effects: dict[str, list[float]], from_year: int = 2026, noise: float = 0.01):
    """Values of a study in which a lever moves outcomes by these amounts at its four steps."""
    plan, (swept,) = study_of([lever], 100, 8, 0, "2035-Q4")
    outcomes = sorted(plan.recorder.outcomes)
    draws = np.random.default_rng(4)
    array = np.repeat(draws.normal(1.0, 0.2, (1, 8, len(YEARS), len(outcomes))), len(plan.points), axis=0)
    for outcome, steps in effects.items():
        for point, step in zip(swept.points[1:], steps, strict=True):
            late = array[point, :, YEARS.index(str(from_year)) :, outcomes.index(outcome)]
            late += step * (1.0 + noise * draws.normal(size=late.shape))
    return Values(array, pd.DataFrame(), list(range(8)), YEARS, outcomes), swept


def test_every_lever_is_swept_from_its_baseline_to_very_strong() -> None:
    plan, swept = study_of([], 100, 2, 0, "2027-Q4")
    assert [sweep.lever.id for sweep in swept] == list(LEVERS)
    for sweep in swept:
        assert sweep.values[0] == sweep.lever.baseline
        assert sweep.values[-1] == sweep.lever.levels["very_strong"]
        assert len(sweep.points) == len(sweep.values)
        for point in sweep.points:
            assert plan.points[point].levers.keys() >= COMPANIONS.get(sweep.lever.id, {}).keys()
        assert set(outcomes_of(sweep.lever)) <= set(plan.recorder.outcomes)
    for point in plan.points:
        plan.scenario(point)  # every setting is allowed


def test_a_companion_is_in_the_reference_too() -> None:
    plan, (swept,) = study_of(["scenario_opening.openness"], 100, 2, 0, "2027-Q4")
    reference, *steps = (plan.points[point] for point in swept.points)
    assert set(reference.levers) == {LEVER}
    assert all(step.levers[LEVER] == reference.levers[LEVER] for step in steps)


def test_companions_are_levers_within_bounds() -> None:
    for lever, around in COMPANIONS.items():
        assert lever in LEVERS
        for name, value in around.items():
            assert LEVERS[name].minimum <= value <= LEVERS[name].maximum
            assert name != lever


def test_what_moves_first_and_whether_as_expected() -> None:
    values, swept = made(LEVER, {"slots_offered": [1.0, 2.0, 3.0, 4.0], "conversion_rate": [-0.1, -0.2, -0.3, -0.4]})
    finding = find(values, swept)
    effects = {effect.outcome: effect for effect in finding.effects}
    assert effects["slots_offered"].verdict == "as expected"
    assert effects["conversion_rate"].verdict == "surprise"
    assert effects["technologies_industrialised"].verdict == "no clear effect"
    assert [effect.outcome for effect in surprises([finding])] == ["conversion_rate"]
    assert (finding.first_mover.outcome, finding.first_mover.first_year) == ("slots_offered", "2026")
    assert effects["slots_offered"].top.estimate == pytest.approx(4.0, rel=0.02)
    assert finding.saturation == "keeps on"


def test_an_effect_that_comes_later_has_a_later_year() -> None:
    values, swept = made(LEVER, {"conversion_rate": [0.1, 0.2, 0.3, 0.4]}, from_year=2030)
    effect = next(effect for effect in find(values, swept).effects if effect.outcome == "conversion_rate")
    assert effect.first_year == "2030"
    assert clear(effect.top)


@pytest.mark.parametrize(
    ("steps", "saturation"),
    [([1.0, 2.0, 3.0, 4.0], "keeps on"), ([1.0, 1.6, 2.0, 2.3], "fades"), ([1.0, 1.2, 1.25, 1.26], "saturates"),
     ([1.0, 1.5, 1.8, 1.2], "turns back")],
)  # fmt: skip
def test_where_it_saturates(steps: list[float], saturation: str) -> None:
    values, swept = made(LEVER, {"slots_offered": steps}, noise=0.001)
    assert find(values, swept).saturation == saturation


def test_an_effect_that_fades_is_seen_in_the_first_years(tmp_path) -> None:
    values, swept = made(LEVER, {"conversion_rate": [0.1, 0.2, 0.3, 0.4]})
    early, late = YEARS.index("2026"), YEARS.index("2028")
    values.array[:, :, late:, values.outcomes.index("conversion_rate")] = 1.0
    finding = find(values, swept)
    effect = next(effect for effect in finding.effects if effect.outcome == "conversion_rate")
    assert effect.verdict == "no clear effect"
    assert effect.verdict_at_first == "as expected"
    assert effect.at_first.estimate == pytest.approx(0.4, rel=0.02)
    assert late - early == 2
    publish([finding], tmp_path, 100, 8, "2035-Q4")
    assert "in the first years" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_a_lever_that_is_lowered_turns_its_expectations() -> None:
    values, swept = made(LEVER, {"slots_offered": [-1.0, -2.0, -3.0, -4.0]})
    lowered = replace(swept, values=tuple(reversed(swept.values)))
    assert lowered.direction == -1
    effect = next(effect for effect in find(values, lowered).effects if effect.outcome == "slots_offered")
    assert effect.expected == -1
    assert effect.verdict == "as expected"


def test_a_lever_whose_strongest_level_is_its_baseline_has_nothing_to_sweep() -> None:
    lever = replace(LEVERS[LEVER], levels={"very_strong": LEVERS[LEVER].baseline})
    assert values_of(lever) == (lever.baseline,)
    values, swept = made(LEVER, {})
    assert find(values, replace(swept, values=values_of(lever), points=swept.points[:1])).effects == ()


def test_surprises_stand_apart_until_they_are_explained(tmp_path) -> None:
    values, swept = made(LEVER, {"conversion_rate": [-0.1, -0.2, -0.3, -0.4]})
    finding = find(values, swept)
    publish([finding], tmp_path, 100, 8, "2035-Q4")
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "not explained yet" in page
    assert "**against expectation**" in page
    (tmp_path / FILE).write_text(f"{LEVER}:\n  conversion_rate: 'finding: orders draw engineers'\n", encoding="utf-8")
    assert unexplained(surprises([finding]), read(tmp_path)) == []
    publish([finding], tmp_path, 100, 8, "2035-Q4")
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "orders draw engineers" in page
    assert "not explained yet" not in page
    (tmp_path / FILE).write_text("- a list\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match=FILE):
        read(tmp_path)


def test_an_unknown_lever_is_named() -> None:
    with pytest.raises(UsageError, match="scenario_opening.orders"):
        study_of(["scenario_opening.order"], 100, 2, 0, "2027-Q4")


def test_a_small_real_sweep(tmp_path, capsys) -> None:
    words = [LEVER, "--firms", "60", "--replicates", "2", "--until", "2027-Q4", "--workers", "1"]
    assert main([*words, "--out", str(tmp_path / "page"), "--study", str(tmp_path / "study")]) == 0
    with (tmp_path / "page" / "effects.csv").open(encoding="utf-8-sig") as stream:
        rows = [row for row in csv.DictReader(stream) if row["outcome"] == "slots_offered"]
    assert [int(row["step"]) for row in rows] == list(range(1, STEPS + 1))
    offered = [float(row["difference"]) for row in rows]
    assert offered == sorted(offered)
    assert offered[0] > 0.0
    assert (tmp_path / "page" / "figures" / "scenarios.png").stat().st_size > 5000
    assert f"`{LEVER}`" in (tmp_path / "page" / "README.md").read_text(encoding="utf-8")
    assert main(["nonsense", "--out", str(tmp_path / "other")]) == 2
    assert not (tmp_path / "other").exists()
