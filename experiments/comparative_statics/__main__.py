"""``python -m experiments.comparative_statics``: sweep every lever and write results/reference/levers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import ExperimentError
from ..progress import say
from ..study.opened import Study
from ..study.plan import StudyOptions
from ..study.running import run_study
from .explanations import FILE, begin, read, unexplained
from .figures import draw_families
from .findings import Finding, find, rows, surprises
from .page import page, summary_rows
from .sweep import study_of
from .tested import read as read_tested

REFERENCE = Path("results/reference/levers")


def main(words: Sequence[str] | None = None) -> int:
    """Run the study (or resume it), write the page; returns the exit code."""
    asked = _options().parse_args(words)
    try:
        return write(asked)
    except ExperimentError as error:
        for problem in error.problems:
            say(f"error: {problem}")
        return error.exit_code


def write(asked: Any) -> int:
    """Simulate, read, write tables, figures and the page; 4 where runs failed, which are left out."""
    plan, swept = study_of(asked.levers, asked.firms, asked.replicates, asked.seed, asked.until)
    study = run_study(plan, StudyOptions(asked.study, asked.engine, asked.workers, replace=True))
    values = study.values()
    findings = [find(values, sweep) for sweep in swept]
    publish(findings, asked.out, asked.firms, asked.replicates, asked.until)
    known = read(asked.out)
    left = unexplained(surprises(findings), known)
    say(f"{len(findings)} levers in {asked.out}; {len(left)} surprises not explained in {asked.out / FILE}")
    return _exit_code(study)


def publish(findings: Sequence[Finding], out: Path, firms: int, replicates: int, until: str) -> None:
    """Write effects.csv, summary.csv, the figures and README.md; explanations are read from beside them."""
    from ..store import write_rows
    from ..version import version

    out.mkdir(parents=True, exist_ok=True)
    begin(out)
    table = [row for finding in findings for row in rows(finding)]
    if table:
        write_rows(table, out / "effects.csv")
    write_rows(summary_rows(findings), out / "summary.csv")
    files = draw_families(findings, out / "figures", version(), firms, replicates)
    text = page(findings, read(out), firms, replicates, until, version(), files, read_tested(out))
    (out / "README.md").write_text(text, encoding="utf-8")


def _exit_code(study: Study) -> int:
    failures = study.failures
    for failure in failures.head(10).itertuples():
        say(f"run {failure.run} failed: {failure.error}\n  reproduce: {failure.reproduce}")
    return 0 if failures.empty else 4


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m experiments.comparative_statics", description=__doc__)
    parser.add_argument("levers", nargs="*", help="levers to sweep; all of them if left out")
    parser.add_argument("--firms", type=int, default=1000)
    parser.add_argument("--replicates", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--until", default="2035-Q4")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--engine")
    parser.add_argument("--out", type=Path, default=REFERENCE, help="where the page is written")
    parser.add_argument("--study", type=Path, default=Path("results/comparative_statics"), help="where runs are kept")
    return parser


if __name__ == "__main__":
    sys.exit(main())
