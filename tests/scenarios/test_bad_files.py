"""Every way a scenario file can be wrong: where it says so, what it suggests, and that nothing is written."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from model.levers import LEVERS
from model.parameters import PARAMETERS
from model.scenario import Scenario
from model.scenario_format import library
from model.scenario_format.problems import ScenarioError

CONSTANT = next((parameter.id for parameter in PARAMETERS.values() if parameter.low == parameter.high), None)
UNCERTAIN = next(parameter for parameter in PARAMETERS.values() if parameter.low < parameter.high)

# id: (text, [(line, column, key, nearest, words of the message), ...]); every mistake of the file is listed.
BAD = {
    "unknown key": ("colour: red\n", [(1, 1, "colour", "", "unknown key")]),
    "near-miss key": ("untill: 2030-Q4\n", [(1, 1, "untill", "until", "unknown key")]),
    "near-miss lever": (
        "extends: baseline\nlevers:\n  re_deducton: 1.0\n",
        [(3, 3, "levers.re_deducton", "re_deduction", "unknown lever")],
    ),
    "near-miss inside a group": (
        "levers:\n  risk_pool:\n    covr: 0.5\n",
        [(3, 5, "levers.risk_pool.covr", "risk_pool.cover", "unknown lever")],
    ),
    "near-miss, dotted": (
        "levers:\n  risk_pool.covr: 0.5\n",
        [(2, 3, "levers.risk_pool.covr", "risk_pool.cover", "unknown lever")],
    ),
    "near-miss group": (
        "levers:\n  risk_pol:\n    cover: 0.5\n",
        [(2, 3, "levers.risk_pol", "risk_pool", "unknown lever")],
    ),
    "last part only": ("levers:\n  openness: 0.5\n", [(2, 3, "levers.openness", "scenario_opening.openness", "lever")]),
    "group given a number": ("levers:\n  risk_pool: 0.5\n", [(2, 14, "levers.risk_pool", "", "group of levers")]),
    "duplicate key": ("firms: 100\nfirms: 200\n", [(2, 1, "firms", "", "duplicate key; first given in line 1")]),
    "duplicate lever": (
        "levers:\n  re_deduction: 0.2\n  re_deduction: 0.3\n",
        [(3, 3, "levers.re_deduction", "", "duplicate key")],
    ),
    "duplicate section": (
        "levers:\n  re_deduction: 0.2\nlevers:\n  rd_deduction: 1\n",
        [(3, 1, "levers", "", "duplicate key")],
    ),
    "duplicate, nested and dotted": (
        "levers:\n  risk_pool: {cover: 0.5}\n  risk_pool.cover: 0.6\n",
        [(3, 3, "levers.risk_pool.cover", "", "duplicate key; first given in line 2")],
    ),
    "duplicate date": (
        "levers:\n  re_deduction: {2026-Q1: 0.5, 2026q1: 0.6}\n",
        [(2, 32, "levers.re_deduction.2026q1", "", "given twice")],
    ),
    "text for number": ("levers:\n  re_deduction: much\n", [(2, 17, "levers.re_deduction", "", "wrong type")]),
    "no is text": ("levers:\n  re_deduction: no\n", [(2, 17, "levers.re_deduction", "", "the text 'no'")]),
    "number as text": ("levers:\n  re_deduction: '0.5'\n", [(2, 17, "levers.re_deduction", "", "remove the quotes")]),
    "truth value for number": (
        "levers:\n  re_deduction: true\n",
        [(2, 17, "levers.re_deduction", "", "true or false where a number")],
    ),
    "list for number": ("levers:\n  re_deduction: [1]\n", [(2, 17, "levers.re_deduction", "", "a list where")]),
    "nothing for number": ("levers:\n  re_deduction:\n", [(2, 3, "levers.re_deduction", "", "nothing where")]),
    "empty section": ("levers:\n", [(1, 1, "levers", "", "empty")]),
    "list for section": ("levers: [re_deduction]\n", [(1, 9, "levers", "", "wrong type: a list")]),
    "empty setting": ("levers:\n  re_deduction: {}\n", [(2, 17, "levers.re_deduction", "", "empty")]),
    "above the range": (
        "levers:\n  re_deduction: 50\n",
        [(2, 17, "levers.re_deduction", "", "out of range; allowed: 0 to 1 (share of engineering-stage cost")],
    ),
    "below the range": (
        "levers:\n  guidance_fund:\n    patience: {2026-Q1: 2.5}\n",
        [(3, 25, "levers.guidance_fund.patience.2026-Q1", "", "2.5 is out of range; allowed: 3 to 20 (years)")],
    ),
    "NaN": ("levers:\n  re_deduction: .nan\n", [(2, 17, "levers.re_deduction", "", "not a finite number")]),
    "infinite": ("levers:\n  risk_pool.capital: -.inf\n", [(2, 22, "levers.risk_pool.capital", "", "not a finite")]),
    "overflow": ("levers:\n  risk_pool.capital: 1e999\n", [(2, 22, "levers.risk_pool.capital", "", "not a finite")]),
    "date too early": (
        "levers:\n  re_deduction:\n    1999-Q4: 0.5\n",
        [(3, 5, "levers.re_deduction.1999-Q4", "", "outside 2000-Q1 to 2060-Q4")],
    ),
    "date too late": ("until: 2061-Q1\n", [(1, 8, "until", "", "outside 2000-Q1 to 2060-Q4")]),
    "impossible quarter": (
        "levers:\n  re_deduction: {2026-Q5: 0.5}\n",
        [(2, 18, "levers.re_deduction.2026-Q5", "", "not a quarter; write it like 2026-Q1")],
    ),
    "a day": ("start: 2026-01-01\n", [(1, 8, "start", "", "not a quarter")]),
    "a year": ("start: 2026\n", [(1, 8, "start", "", "wrong type: a number where a quarter")]),
    "ends before it starts": (
        "start: 2030-Q1\nuntil: 2029-Q4\n",
        [(2, 8, "until", "", "ends before it starts (start 2030-Q1, until 2029-Q4)")],
    ),
    "more firms than real": ("firms: 600000\n", [(1, 8, "real_firms", "", "fewer real firms")]),
    "half a firm": ("firms: 100.5\n", [(1, 8, "firms", "", "not a whole number")]),
    "no firms": ("firms: 0\n", [(1, 8, "firms", "", "out of range")]),
    "label in a third language": ("name: {en: A, fr: B}\n", [(1, 15, "name.fr", "", "unknown language")]),
    "label is a number": ("question: 42\n", [(1, 11, "question", "", "wrong type: a number")]),
    "sources no list": ("sources: A01\n", [(1, 10, "sources", "", "wrong type: text where a list")]),
    "unknown parameter": (
        f"parameters:\n  {UNCERTAIN.id}x: 1\n",
        [(2, 3, f"parameters.{UNCERTAIN.id}x", UNCERTAIN.id, "unknown parameter")],
    ),
    "parameter out of range": (
        f"parameters:\n  {UNCERTAIN.id}: {UNCERTAIN.high + 1}\n",
        [(2, 5 + len(UNCERTAIN.id), f"parameters.{UNCERTAIN.id}", "", "out of range")],
    ),
    "value and path": (
        "levers:\n  re_deduction:\n    value: 0.5\n    path: {2026-Q1: 1}\n",
        [(4, 5, "levers.re_deduction", "", "both value and path given")],
    ),
    "value and dates": (
        "levers:\n  re_deduction: {value: 0.5, 2026-Q1: 1}\n",
        [(2, 30, "levers.re_deduction", "", "both value and dated values given")],
    ),
    "targets of no list": (
        "levers:\n  rd_deduction:\n    targets: {sector: quantum, value: 1}\n",
        [(3, 14, "levers.rd_deduction.targets", "", "a mapping where a list is needed")],
    ),
    "empty list of sectors": (
        "levers:\n  rd_deduction: {targets: [{sector: [], value: 1}]}\n",
        [(2, 29, "levers.rd_deduction.targets[0].sector", "", "empty; allowed: consumer_goods")],
    ),
    "sector is a number": (
        "levers:\n  rd_deduction: {targets: [{sector: 3, value: 1}]}\n",
        [(2, 37, "levers.rd_deduction.targets[0].sector", "", "wrong type: a number where text")],
    ),
    "base with an endless name": ("extends: " + "a" * 9000, [(1, 10, "extends", "", "no scenario or file")]),
    "phase-in of nothing": (
        "levers:\n  re_deduction: {phase_in: 4}\n",
        [(2, 18, "levers.re_deduction.phase_in", "", "nothing to phase in")],
    ),
    "half a field": (
        "levers:\n  missions.breadth: {2026-Q1: 2.5}\n",
        [(2, 31, "levers.missions.breadth.2026-Q1", "", "2.5 is not a whole number; count fields")],
    ),
    "fields phased in": (
        "levers:\n  missions.breadth: {value: 5, phase_in: 4}\n",
        [(2, 42, "levers.missions.breadth.phase_in", "", "counted in whole fields and cannot be phased in")],
    ),
    "a bell in a name": ('name: "a\\a"\n', [(1, 7, "name", "", "control character U+0007")]),
    "a line break in a name": ('name: {en: "a\\nb"}\n', [(1, 12, "name.en", "", "control character U+000A")]),
    "an escape in a source": ('sources: ["\\e[31m"]\n', [(1, 11, "sources[0]", "", "control character U+001B")]),
    "contradictions beside other mistakes": (
        "start: 2030-Q1\nuntil: 2029-Q4\nfirms: 600000\nlevers:\n  re_deducton: 1\n",
        [
            (2, 8, "until", "", "ends before it starts"),
            (3, 8, "real_firms", "", "fewer real firms"),
            (5, 3, "levers.re_deducton", "re_deduction", "unknown lever"),
        ],
    ),
    "what cannot be read contradicts nothing": (
        "start: 2090-Q1\nuntil: 2029-Q4\n",
        [(1, 8, "start", "", "outside 2000-Q1 to 2060-Q4")],
    ),
    "no target named beside a wrong value": (
        "levers:\n  rd_deduction: {targets: [{value: 99}]}\n",
        [(2, 28, "levers.rd_deduction.targets[0]", "", "no target named"),
         (2, 36, "levers.rd_deduction.targets[0].value", "", "out of range")],
    ),
    "phase-in in halves": (
        "levers:\n  re_deduction: {value: 1, phase_in: 2.5}\n",
        [(2, 38, "levers.re_deduction.phase_in", "", "not a whole number")],
    ),
    "near-miss in a setting": (
        "levers:\n  re_deduction: {valu: 1}\n",
        [(2, 18, "levers.re_deduction.valu", "value", "unknown key")],
    ),
    "lever without targets": (
        "levers:\n  policy_coordination: {targets: [{sector: quantum, value: 1}]}\n",
        [(2, 25, "levers.policy_coordination.targets", "", "cannot be targeted")],
    ),
    "near-miss sector": (
        "levers:\n  rd_deduction:\n    targets:\n      - {sector: [quantun], value: 1}\n",
        [(4, 19, "levers.rd_deduction.targets[0].sector", "quantum", "unknown sector 'quantun'")],
    ),
    "target of nobody": (
        "levers:\n  rd_deduction: {targets: [{value: 1}]}\n",
        [(2, 28, "levers.rd_deduction.targets[0]", "", "no target named")],
    ),
    "target without value": (
        "levers:\n  rd_deduction: {targets: [{region: east}]}\n",
        [(2, 28, "levers.rd_deduction.targets[0]", "", "sets nothing")],
    ),
    "target given twice": (
        "levers:\n  rd_deduction:\n    targets:\n    - {size: small, value: 1}\n    - {size: [small], value: 2}\n",
        [(5, 7, "levers.rd_deduction.targets[1]", "", "duplicate target")],
    ),
    "missing base": (
        "extends: re_deducton\n",
        [(1, 10, "extends", "re_deduction", "no scenario or file")],
    ),
    "extends itself": ("firms: 100\nextends: bad.yaml\n", [(2, 10, "extends", "", "cyclic: ")]),
    "extends a list": ("extends: [a, b]\n", [(1, 10, "extends", "", "wrong type: a list")]),
    "anchor": ("levers:\n  re_deduction: &a 0.5\n", [(2, 17, "", "", "anchor '&a' is not allowed")]),
    "anchor and alias": (
        "firms: &n 100\nreal_firms: *n\n",
        [(1, 8, "", "", "anchor '&n'"), (2, 13, "", "", "alias '*n'")],
    ),
    "tag": ("levers:\n  re_deduction: !!float 1\n", [(2, 17, "", "", "tag is not allowed")]),
    "own tag": ("firms: !python/name:os.system 1\n", [(1, 8, "", "", "tag is not allowed")]),
    "directive": ("%YAML 1.1\n---\nfirms: 100\n", [(1, 1, "", "", "directive is not allowed")]),
    "merge key": ("<<: {firms: 100}\n", [(1, 1, "<<", "", "unknown key")]),
    "bracket left open": ("levers: [1, 2\n", [(2, 1, "", "", "not valid YAML")]),
    "tab": ("levers:\n\tre_deduction: 1\n", [(2, 1, "", "", "not valid YAML")]),
    "two documents": ("firms: 100\n---\nfirms: 200\n", [(2, 1, "", "", "not valid YAML")]),
    "key is a list": ("[a, b]: 1\nfirms: 100\n", [(1, 1, "", "", "a key has to be plain text")]),
    "a list": ("- 1\n- 2\n", [(1, 1, "", "", "a list where a mapping")]),
    "a text": ("hello\n", [(1, 1, "", "", "text where a mapping")]),
    "empty": ("", [(1, 1, "", "", "empty file")]),
    "only a comment": ("# nothing\n", [(1, 1, "", "", "empty file")]),
    "null": ("---\n~\n", [(1, 1, "", "", "empty file")]),
    "control character": ("firms: 100\nname: \x07\n", [(2, 7, "", "", "control character U+0007")]),
    "deep": ("[" * 5000, [(1, 21, "", "", "nested deeper than 20 levels")]),
    "deep mapping": ("{a: " * 5000, [(1, 81, "", "", "nested deeper than 20 levels")]),
    "too many values": ("sources: [" + "a," * 40_000 + "]", [(1, 50_006, "", "", "too many values")]),
    "all at once": (
        "untill: 2030-Q4\nfirms: many\nlevers:\n  re_deduction: 2\n  risk_pol.cover: 1\nlevers: {}\n",
        [
            (1, 1, "untill", "until", "unknown key"),
            (2, 8, "firms", "", "wrong type"),
            (4, 17, "levers.re_deduction", "", "out of range"),
            (5, 3, "levers.risk_pol.cover", "risk_pool.cover", "unknown lever"),
            (6, 1, "levers", "", "duplicate key"),
        ],
    ),
}
if CONSTANT:
    BAD["constant"] = (f"parameters:\n  {CONSTANT}: 1\n", [(2, 3, f"parameters.{CONSTANT}", "", "is a constant")])


def problems_of(path: Path | str) -> ScenarioError:
    with pytest.raises(ScenarioError) as caught:
        Scenario.load(path)
    return caught.value


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_names_every_place_and_nothing_is_written(case: str, tmp_path: Path, monkeypatch) -> None:
    text, expected = BAD[case]
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    error = problems_of("bad.yaml")
    found = [(problem.line, problem.column, problem.key, problem.nearest) for problem in error.problems]
    assert found == [row[:4] for row in expected], str(error)
    for line, row in zip(str(error).splitlines(), expected, strict=True):
        assert line.startswith(f"bad.yaml:{row[0]}:{row[1]}: ")
        assert row[4] in line
        assert all(problem.fix for problem in error.problems)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text(encoding="utf-8") == text


def test_the_message_reads_well(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.yaml").write_text("levers:\n  re_deducton: 1\n")
    allowed = ", ".join(list(LEVERS)[:24])
    assert str(problems_of("file.yaml")).startswith(
        f"file.yaml:2:3: levers.re_deducton: unknown lever; did you mean 're_deduction'? allowed: {allowed}"
    )


def test_a_message_stays_one_line_of_printable_text(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text('"a\\e[31m\\nb' + "x" * 5000 + '": 1\n')
    (line,) = str(problems_of(path)).splitlines()
    assert line.isprintable()
    assert len(line) < 1000 + len(str(path))


@pytest.mark.parametrize(
    ("data", "position", "words"),
    [
        ("firms: 100\nname: 基准".encode("gbk"), (2, 7), "not UTF-8"),
        ("firms: 100".encode("utf-16"), (1, 1), "not UTF-8"),
        ("firms: 100".encode("utf-16-le"), (1, 2), "control character U+0000"),
        ("name: é".encode("latin-1"), (1, 7), "not UTF-8 (byte 0xe9)"),
        (b"# \xff\n", (1, 3), "not UTF-8 (byte 0xff)"),
        (b"#" * 1_000_001, (1, 1), "larger than 1 MB"),
        (b"x: &a 1\n" * 200_000, (1, 1), "larger than 1 MB"),
    ],
)
def test_bytes_that_are_refused_before_parsing(data: bytes, position, words: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    (problem,) = problems_of(path).problems
    assert (problem.line, problem.column) == position
    assert words in str(problem)
    assert "UTF-8" in problem.fix or "short overlay" in problem.fix


def test_one_megabyte_of_comment_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"firms: 300\n" + b"# 1234567\n" * 99_998)
    assert Scenario.load(path).firms == 300


def test_missing_file_directory_and_unknown_name(tmp_path: Path) -> None:
    (missing,) = problems_of(tmp_path / "no.yaml").problems
    assert "no such scenario or file" in missing.what
    assert "baseline" in missing.allowed
    assert missing.file.endswith("no.yaml")
    (directory,) = problems_of(tmp_path).problems
    assert "is a directory" in directory.what
    (name,) = problems_of("risk_pol").problems
    assert name.nearest == "risk_pool"


def test_links_in_a_circle_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    (tmp_path / "top.yaml").write_text("extends: a.yaml\n")
    assert "no such scenario" in str(problems_of(tmp_path / "a.yaml"))
    assert "no scenario or file 'a.yaml'" in str(problems_of(tmp_path / "top.yaml"))


def test_a_cycle_of_files_is_shown(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / f"{one}.yaml").write_text(f"# turns in a circle\nextends: {other}.yaml\n")
    (problem,) = problems_of(tmp_path / "a.yaml").problems
    assert problem.file.endswith("c.yaml")
    assert (problem.line, problem.column) == (2, 10)
    assert [f"{name}.yaml" in problem.what for name in "abc"] == [True] * 3


def test_mistakes_in_the_base_are_reported_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("firms: x\n")
    (tmp_path / "top.yaml").write_text("extends: base.yaml\nlevers: {re_deduction: 7}\n")
    found = [(Path(problem.file).name, problem.key) for problem in problems_of(tmp_path / "top.yaml").problems]
    assert found == [("top.yaml", "levers.re_deduction"), ("base.yaml", "firms")]


def test_the_baseline_has_nothing_below_it(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "baseline.yaml"
    path.write_text("extends: risk_pool\nlevers:\n  re_deduction: {2026-Q1: lifted}\n")
    monkeypatch.setattr(library, "builtin_scenarios", lambda: {"baseline": path})
    keys = [(problem.line, problem.column, problem.key) for problem in problems_of(path).problems]
    assert keys == [(1, 10, "extends"), (3, 27, "levers.re_deduction.2026-Q1")]


def test_signs_inside_text_and_comments_are_no_anchors_or_tags(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        "# &a *b !c %d\n"
        "name: {en: 'R&D *and* !more # here', zh: \"研发&工程 *!\"}\n"
        "sources:\n  - A & B * C ! D  # &e\n  - |\n    &not an anchor\n    *not an alias\n    !not a tag\n"
        "question: R&E & more\n",
        encoding="utf-8",
    )
    scenario = Scenario.load(path)
    assert scenario.name["en"] == "R&D *and* !more # here"
    assert scenario.sources[0] == "A & B * C ! D"
    assert scenario.question["zh"] == "R&E & more"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e-3", 0.001), ("5E-1", 0.5), (".5", 0.5), ("+1", 1.0), ("0x1", 1.0), ("0", 0.0), ("-0.0", 0.0)],
)
def test_numbers_are_those_of_yaml_1_2(text: str, value: float, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f"levers:\n  re_deduction: {text}\n")
    (step,) = [step for step in Scenario.load(path).levers["re_deduction"].general if step.date is not None]
    assert repr(step.value) == repr(value)


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbffirms: 300\r\nlevers:\r\n  re_deducton: 1\r\n")
    (problem,) = problems_of(path).problems
    assert (problem.line, problem.column) == (3, 3)


def test_mappings_in_python_are_checked_alike() -> None:
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_mapping({"levers": {"risk_pool": {"cover": True}, "re_deducton": 1}, "firms": object()})
    assert {problem.key for problem in caught.value.problems} == {
        "levers.risk_pool.cover", "levers.re_deducton", "firms"
    }  # fmt: skip
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_cycle_in_a_python_mapping_is_refused_too() -> None:
    loop: dict = {}
    loop["levers"] = loop
    with pytest.raises(ScenarioError, match="nested deeper"):
        Scenario.from_mapping(loop)
