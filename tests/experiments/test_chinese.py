"""Chinese is a full language of the product: explanations, help, errors and notes have no English sentence left."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from experiments import messages
from experiments.chinese import rows, table
from experiments.cli import app
from experiments.cli.chinese import help_text
from experiments.describe import explain, lever_table, outcome_table, scenario_table
from experiments.evidence import evidence
from experiments.measures.declared import MEASURES_OF_RUNS
from experiments.measures.effectiveness import RATIOS
from experiments.tables import width, wrapped
from model.indicators import OUTCOMES
from model.levers import LEVERS
from model.parameters import PARAMETERS
from model.scenario import Scenario, builtin_scenarios

ROOT = Path(__file__).resolve().parents[2]
MEASURES = (*RATIOS, *MEASURES_OF_RUNS)
NAMES = (*LEVERS, *OUTCOMES, *PARAMETERS, *builtin_scenarios(), *(measure.id for measure in MEASURES))
ENGLISH = re.compile(r"(?<![\w.\-:/])(?:[A-Za-z][a-z'-]*[ ,;]+){2,}[A-Za-z][a-z'-]*(?![\w.(/=:])")
"""Three plain words in a row; an id, an option or an address is none."""
SAYING = {
    "UsageError", "InvalidInputError", "ExperimentError", "ReplicatesFailedError", "ScenarioError", "ChildStartError",
    "say", "note", "Problem",
}  # fmt: skip


def english_in(text: str) -> list[str]:
    """English word runs of a text whose lines may have been wrapped; what is quoted is somebody's own."""
    return ENGLISH.findall(re.sub(r'"[^"]*"|`[^`]*`', "", re.sub(r"\n +", " ", text)))


def test_what_counts_as_english():
    assert english_in("单位: share of loans")
    assert not english_in("规则: model.processes.guarantees.enrol_in_pool (银行), risk_pool_cost +, npl_ratio -")


def test_an_explanation_in_chinese_has_no_english_but_ids_and_sources():
    entries = {name: explain(name, "zh")[0].split("\n\n") for name in NAMES}
    english = {
        name: found for name, texts in entries.items() for text in texts if (found := english_in(_before_sources(text)))
    }
    assert not english, "give it Chinese in experiments/chinese or terms.py"


def _before_sources(entry: str) -> str:
    return entry.partition("  来源:")[0]


@pytest.mark.parametrize("of", [lever_table, outcome_table, scenario_table])
def test_tables_in_chinese_have_no_english_but_ids(of):
    assert not english_in(of("zh"))


def test_chinese_meanings_are_those_of_the_declared_parameters():
    declared = {id: parameter.meaning for id, parameter in PARAMETERS.items()}
    translated = {row["parameter"]: row["english"] for row in rows("parameters")}
    assert translated == declared, "look at the Chinese too, in experiments/chinese/parameters.csv"
    assert all("\u4e00" <= max(row["chinese"]) for row in rows("parameters"))


def cited_in_the_model() -> set[str]:
    """Every source as it is shown: the figure of an evidence row, any other as it stands."""
    cited = {source for lever in LEVERS.values() for source in (*lever.sources, lever.baseline_source)}
    cited |= {parameter.source for parameter in PARAMETERS.values()}
    cited |= {source for name in builtin_scenarios() for source in Scenario.load(name).sources}
    figures = [evidence().get(source) for source in cited]
    shown = {f"{row['quantity']}: {row['value']} {row['unit']}, {row['year']}" for row in figures if row}
    return shown | {source for source in cited if source not in evidence()}


def test_sources_say_what_they_say_in_chinese():
    in_words = {source for source in cited_in_the_model() if not re.fullmatch(r"[A-Z]\d\d(, [A-Z]\d\d)*", source)}
    assert in_words == set(table("sources")), "keep experiments/chinese/sources.csv as the model has it"


@pytest.mark.parametrize("name", ["messages", "help", "sources"])
def test_no_english_text_is_translated_twice(name):
    english = [row["english"] for row in rows(name)]
    assert len(english) == len(set(english))


def literal(node: ast.AST) -> str | None:
    """A text in the source, its values replaced by a number that fits any gap."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
    return None


PUT_TOGETHER = {
    "7 (of 7 rounds)": "greedy 02 fitted (of 3 rounds)",
    "7 holds no study7": "x holds no study; studies beside it: a, b",
    "7: 77": "x: No space left; 12 finished runs are kept",
    "7: 7; 7": "x.csv: no draws; make it anew: python -m experiments.ensembles.near_targets",
    "duplicate key7": "duplicate key; first given in line 3",
    "trace one thing at a time, not 7": "trace one thing at a time, not --firm and --loan",
    "unknown 7 7: 7 (7 lists all)": "unknown outcome 'x': no similar name exists (lab2market outcomes lists all)",
    "7: 7": "run 3 (point 1, replicate 2): ValueError: x",
}
"""Sentences with parts from elsewhere, and one whole example of each."""


def texts_said() -> set[str]:
    """What is written out at the places of ``experiments`` and of the scenario's checks that say something."""
    found = set()
    files = [*(ROOT / "experiments").rglob("*.py"), *(ROOT / "model" / "scenario_format").rglob("*.py")]
    for path in files:
        if "comparative_statics" in path.parts:
            continue  # the builder of a page, in English like the page
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                reports = called == "add" and "problems" in ast.unparse(node.func)
                if called in SAYING or reports:
                    given = [*node.args, *(key.value for key in node.keywords if key.arg in ("what", "fix"))]
                    found |= {text for one in given if (text := literal(one)) and " " in text}
    return found - set(PUT_TOGETHER)


def test_what_is_said_is_said_in_chinese_too():
    said = texts_said()
    assert len(said) > 100
    english = {text for text in (*said, *PUT_TOGETHER.values()) if "\u4e00" > max(messages.in_chinese(text))}
    assert not english, "give it Chinese in experiments/chinese/messages.csv"


def test_a_message_has_no_value_that_its_english_does_not_have():
    for row in rows("messages"):
        english, chinese = (set(re.findall(r"\{(\w+)(?::[w#=])?\}", text)) for text in row.values())
        assert chinese <= english, row


def test_values_of_a_message_are_found_again():
    said = messages.in_chinese("unknown lever 'x': did you mean a.b or c? (lab2market levers lists all)")
    assert said == "未知的政策杠杆 'x':是否指 a.b 或 c?(全部见 lab2market levers)"
    assert messages.in_chinese("OSError: cannot write to disk") == "OSError: cannot write to disk"


GROUP = typer.main.get_command(app)


@pytest.mark.parametrize("verb", ["", *GROUP.commands])
def test_help_in_chinese(verb):
    text = help_text(GROUP, [verb])
    assert not english_in(text), "give it Chinese in experiments/chinese/help.csv"
    assert "用法:lab2market" in text
    assert all(width(line) <= 95 for line in text.splitlines())


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "experiments", *words], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("run --help --lang zh", 0, "重复次数"),
        ("explain re_deducton --lang zh", 2, "是否指 re_deduction"),
        ("run baseline --replicates 0 --lang=zh", 2, "应大于或等于 1"),
        ("run --lang zh", 2, "缺少参数"),
        ("levers --lang zh", 0, "研发费用加计扣除"),
        ("levers", 0, "super deduction"),
    ],
)
def test_the_command_in_chinese(line, code, said):
    done = command(*line.split())
    assert done.returncode == code
    assert said in done.stdout + done.stderr
    assert ("zh" in line) == (not english_in(done.stdout + done.stderr))


def test_mistakes_of_a_file_in_chinese(lab2market, tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text(
        "extends: baseline\nlevers:\n  re_deducton: 0.5\n  rd_deduction: 99\n  risk_pool: 1\nuntil: 2100-Q1\n"
        "firms: many\nparameters:\n  vat: 1\nsources: 3\n"
    )
    answer = lab2market("check", str(file), "--lang", "zh")
    assert answer.code == 3
    assert not english_in(answer.err.replace(str(file), "")), answer.err
    assert len(answer.err.strip().splitlines()) == 7
    assert "是否指 're_deduction'?" in answer.err
    assert "warning" not in lab2market("check", "baseline", "--lang", "en").err


def test_no_line_of_chinese_begins_with_a_closing_sign():
    text = "银行只对自担损失定价(和筛选):补偿降低利率、扩大可得性,也“削弱审慎”。"
    for columns in range(12, 40):
        lines = wrapped(text, "", columns).splitlines()
        assert not any(line[0] in ",。)”、" or line[-1] in "“" for line in lines)


def test_limits_that_the_serial_engine_cannot_keep_are_said(capsys):
    from experiments.engine.executors import open_engine

    messages.speak("en")
    open_engine("serial", limited=True)
    assert "--timeout and --memory do nothing" in capsys.readouterr().err
    open_engine("serial")
    open_engine(workers=1)
    open_engine(limited=True, workers=1).close()
    assert capsys.readouterr().err == ""
