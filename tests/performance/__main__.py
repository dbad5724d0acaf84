"""Speed of the world: ``python -m tests.performance`` (``make bench``) prints medians and writes results/benchmarks.

Times depend on the machine and on what else runs on it; each is shown with its ratio to reference work timed in the
same run. ``--quick`` leaves out the largest sample and the compilation from an empty cache.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from datetime import date
from pathlib import Path

import numba
import numpy as np

from model.compilation import compile_all
from tests.performance import measures, reference

RESULTS = measures.ROOT / "results" / "benchmarks"
QUARTERS = 60
TARGETS = {
    "nanoseconds a firm-quarter": 400.0,
    "1,000 firms, 60 quarters": 0.040,
    "2,000 firms, 60 quarters": 0.070,
    "compiling every kernel": 30.0,
    "fresh process to first quarter": 1.5,
}
_SCALES = ((1_000, QUARTERS, 9), (2_000, QUARTERS, 7), (20_000, 12, 3), (100_000, 8, 1))


def scale_rows(quick: bool) -> list[dict[str, float]]:
    """Time a firm-quarter by sample size, with both references at the same size."""
    rows = []
    for firms, quarters, repeats in _SCALES[: 3 if quick else 4]:
        recorded, whole = measures.seconds_of_run(firms, quarters, repeats)
        world = recorded / quarters / firms * 1e9
        compiled = reference.compiled_nanoseconds(firms)
        python = reference.python_nanoseconds(min(firms, 20_000))
        rows.append(
            {
                "firms": firms,
                "quarters": quarters,
                "seconds": recorded,
                "seconds with burn-in": whole,
                "ns a firm-quarter": world,
                "compiled step, ns": compiled,
                "ratio to it": world / compiled,
                "python step, ns": python,
                "ratio to python": world / python,
                "peak memory, MB": measures.peak_memory(),
            }
        )
    return rows


def process_rows(firms: int = 2_000, shown: int = 15) -> list[dict[str, object]]:
    """The slowest processes of a quarter."""
    seconds = measures.seconds_by_process(firms, 40)
    compiled = reference.compiled_nanoseconds(firms)
    slowest = sorted(seconds.items(), key=lambda item: -item[1])[:shown]
    rows: list[dict[str, object]] = [
        {"process": name, "us": value * 1e6, "ns a firm": value / firms * 1e9, "ratio": value / firms * 1e9 / compiled}
        for name, value in slowest
    ]
    total = sum(seconds.values())
    rows.append(
        {
            "process": f"all {len(seconds)}",
            "us": total * 1e6,
            "ns a firm": total / firms * 1e9,
            "ratio": total / firms * 1e9 / compiled,
        }
    )
    return rows


def start_rows(quick: bool) -> list[dict[str, object]]:
    """Compilation and the first quarter of a fresh process, against a process that only imports numba."""
    bare = measures.seconds_of_bare_launch(3)
    rows: list[dict[str, object]] = [{"what": "fresh process, import numba", "seconds": bare, "ratio": 1.0}]
    for firms in (1_000, 2_000):
        seconds = measures.seconds_to_first_quarter(firms, 3)
        rows.append(
            {"what": f"fresh process to first quarter, {firms:,} firms", "seconds": seconds, "ratio": seconds / bare}
        )
    if not quick:
        seconds = measures.seconds_to_compile()
        rows.append({"what": "compiling every kernel", "seconds": seconds, "ratio": seconds / bare})
    return rows


def target_rows(scale: list[dict[str, float]], start: list[dict[str, object]]) -> list[dict[str, object]]:
    """Targets against what was measured; recorded quarters only, the slowest sample from 2,000 firms on."""
    seconds = {row["firms"]: row["seconds"] for row in scale}
    launches = {row["what"]: row["seconds"] for row in start}
    measured = {
        "nanoseconds a firm-quarter": max(row["ns a firm-quarter"] for row in scale if row["firms"] >= 2_000),
        "1,000 firms, 60 quarters": seconds[1_000],
        "2,000 firms, 60 quarters": seconds[2_000],
        "compiling every kernel": launches.get("compiling every kernel", "not measured"),
        "fresh process to first quarter": launches["fresh process to first quarter, 2,000 firms"],
    }
    return [{"target": name, "at most": most, "measured": measured[name]} for name, most in TARGETS.items()]


def table(rows: list[dict[str, object]]) -> str:
    """Rows as a Markdown table."""
    names = list(rows[0])
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    lines += ["| " + " | ".join(_shown(row[name]) for name in names) + " |" for row in rows]
    return "\n".join(lines)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.1f}" if abs(value) >= 10.0 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def machine() -> dict[str, object]:
    """What the numbers were measured on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    return {
        "date": date.today().isoformat(),
        "processor": model,
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "numba": numba.__version__,
        "numpy": np.__version__,
    }


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.performance", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="skip 100,000 firms and compiling from nothing")
    quick = parser.parse_args().quick
    compile_all()
    report = {
        "machine": [machine()],
        "scale": scale_rows(quick),
        "processes at 2,000 firms": process_rows(),
        "start": start_rows(quick),
    }
    report["targets"] = target_rows(report["scale"], report["start"])
    text = "\n\n".join(f"## {title}\n\n{table(rows)}" for title, rows in report.items())
    print(text)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "benchmarks.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    (RESULTS / "benchmarks.md").write_text(text + "\n", encoding="utf-8")
    print(f"\nwritten to {RESULTS.relative_to(measures.ROOT)}")


if __name__ == "__main__":
    main()
