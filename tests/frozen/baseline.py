"""Numbers that change only on purpose: a small world under two policies, year by year, against a file.

Results are the same to the bit wherever ``exp``, ``log`` and their kind are. The file keeps a fingerprint of them;
where it differs, a last digit may tip a decision and only the means of the headline outcomes are compared, loosely.
"""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from model.chance import exponential, normal
from model.classifications import CAUSES_OF_DEATH, STAGES
from model.indicators import COLUMN, OUTCOMES
from model.scenario import Scenario
from model.world import World

FILE = Path(__file__).with_name("baseline.csv")
FIRMS, SEEDS, SCENARIOS = 400, (0, 1), ("baseline", "all_three")
TOLERANCE = 1e-9
OTHER_ARITHMETIC_TOLERANCE = 0.1
SHOWN = 40
"""Lines of a difference that are printed; the worst come first."""

FROZEN = (
    *(name for name, outcome in OUTCOMES.items() if outcome.headline),
    "conversion_rate_firm", "conversion_rate_university", "cohort_conversion", "time_to_market",
    "patent_use", "patent_use_firm", "patent_use_university", "patent_use_institute",
    "technologies_born", "technologies_dead", "technologies_open",
    "revenue", "output_price", "input_price", "leverage", "receivable_days", "entry_rate", "exit_rate",
    "productivity", "ai_adoption", "margin_large", "margin_small",
    "rd_basic_share", "rd_firm_share", "rd_east_share", "rd_reported_ratio", "contract_income_ratio",
    "researcher_wage", "tech_loans", "tech_loan_access", "loan_rate", "npl_ratio", "loans_rejected",
    "venture_investment", "slots_filled", "pilot_load", "cost_re_deduction_forgone", "cost_risk_pool_cash",
    "cost_scenario_opening_cash",
)  # fmt: skip
"""Outcomes of the file; deaths are added by cause, over all stages."""

Key = tuple[str, int, str]
Series = dict[int, float]  # year -> mean of its quarters
Table = dict[Key, Series]  # (scenario, seed, outcome) -> series


@dataclass(frozen=True)
class Move:
    """One number that is not what the file says."""

    scenario: str
    seed: str
    outcome: str
    year: str
    old: float
    new: float

    @property
    def relative(self) -> float:
        """Change relative to the larger of the two; infinite where only one of them is a number."""
        if math.isnan(self.old) or math.isnan(self.new):
            return 0.0 if math.isnan(self.old) and math.isnan(self.new) else math.inf
        size = max(abs(self.old), abs(self.new))
        return abs(self.new - self.old) / size if size else 0.0


def simulate() -> Table:
    """Run the frozen worlds: 400 firms, two seeds, the baseline and all three flagship policies."""
    table: Table = {}
    for name in SCENARIOS:
        scenario = Scenario.load(name).replace(firms=FIRMS)
        for seed in SEEDS:
            world = World(scenario, seed).run()
            years = [int(date[:4]) for date in world.dates]
            for outcome, quarters in _columns(world.records).items():
                table[name, seed, outcome] = _yearly(quarters, years)
    return table


def _columns(records: np.ndarray) -> dict[str, np.ndarray]:
    """The frozen series by quarter."""
    series = {outcome: records[:, COLUMN[outcome]] for outcome in FROZEN}
    for cause in CAUSES_OF_DEATH:
        columns = [COLUMN.get(f"died_{stage.id}_{cause.id}") for stage in STAGES]
        series[f"died_{cause.id}"] = sum(records[:, column] for column in columns if column is not None)
    return series


def _yearly(quarters: np.ndarray, years: list[int]) -> Series:
    """Mean of the quarters of each year that have a value; NaN for a year without one."""
    means = {}
    for year in dict.fromkeys(years):
        known = [float(value) for value, at in zip(quarters, years, strict=True) if at == year and not np.isnan(value)]
        means[year] = math.fsum(known) / len(known) if known else math.nan
    return means


def arithmetic() -> str:
    """Fingerprint of the mathematical functions that draws and rules use on this machine."""
    digest = hashlib.sha256()
    for n in range(2000):
        x = 0.001 + 0.0137 * n
        values = (
            float(normal(1, 2, 3, n, 0)), float(exponential(1, 2, 3, n, 0)),
            math.exp(-x), math.log(x), math.pow(x, 0.37), math.tanh(x), math.cos(x), math.sqrt(x),
        )  # fmt: skip
        digest.update("".join(value.hex() for value in values).encode())
    return digest.hexdigest()[:16]


def write(table: Table, path: Path = FILE) -> None:
    """Write the file: one line a scenario, seed and outcome, one column a year."""
    years = list(next(iter(table.values())))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# arithmetic {arithmetic()}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["scenario", "seed", "outcome", *years])
        for (scenario, seed, outcome), series in table.items():
            writer.writerow([scenario, seed, outcome, *(f"{value:.12g}" for value in series.values())])


def read(path: Path = FILE) -> tuple[Table, str]:
    """The frozen table and the arithmetic it was made with."""
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    years = next(csv.reader(rest[:1]))[3:]
    table: Table = {}
    for scenario, seed, outcome, *values in csv.reader(rest[1:]):
        table[scenario, int(seed), outcome] = {
            int(year): float(value) for year, value in zip(years, values, strict=True)
        }
    return table, first.rpartition(" ")[2]


def moves(old: Table, new: Table) -> list[Move]:
    """Every number that moved by more than the tolerance, or is in one of the tables only; the largest first."""
    found = []
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key, {}), new.get(key, {})
        for year in dict.fromkeys([*before, *after]):
            move = Move(key[0], str(key[1]), key[2], str(year), before.get(year, math.nan), after.get(year, math.nan))
            if move.relative > TOLERANCE or (year in before) != (year in after):
                found.append(move)
    return sorted(found, key=lambda move: -move.relative)


def loose_moves(old: Table, new: Table) -> list[Move]:
    """Headline outcomes whose mean over seeds and years is another beyond what a tipped decision explains."""
    found = []
    for scenario in SCENARIOS:
        for outcome in (name for name in FROZEN if OUTCOMES[name].headline):
            before, after = (_mean(table, lambda key: key[0] == scenario and key[2] == outcome) for table in (old, new))
            move = Move(scenario, "all", outcome, "all", before, after)
            if move.relative > OTHER_ARITHMETIC_TOLERANCE:
                found.append(move)
    return found


def _mean(table: Mapping[Key, Series], chosen: Callable[[Key], bool]) -> float:
    values = [value for key, series in table.items() if chosen(key) for value in series.values()]
    known = [value for value in values if not math.isnan(value)]
    return math.fsum(known) / len(known) if known else math.nan


def show(found: list[Move]) -> str:
    """What moved, as a table: by outcome how much and since when, then the largest moves one by one."""
    summary = ["outcome                        moved  first year  largest relative move"]
    for outcome in dict.fromkeys(move.outcome for move in found):
        own = [move for move in found if move.outcome == outcome]
        first = min(move.year for move in own)
        summary.append(f"{outcome:<30} {len(own):>5}  {first:>10}  {own[0].relative:>21.3g}")
    lines = ["scenario    seed  outcome                        year             old             new  relative"]
    lines += [
        f"{move.scenario:<10} {move.seed:>5}  {move.outcome:<30} {move.year:<4} {move.old:>15.9g} {move.new:>15.9g}"
        f"  {move.relative:>8.2g}"
        for move in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        lines.append(f"... and {len(found) - SHOWN} more")
    return "\n".join([f"{len(found)} numbers moved", "", *summary, "", *lines])
