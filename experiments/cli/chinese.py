"""The command line for whoever asked for Chinese: its help, and errors in how it is called.

Help is laid out here, for Chinese has no blanks at which typer could break a line.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from ..chinese import table
from ..errors import OK, USAGE
from ..messages import LANGUAGE_VARIABLE, in_chinese, speak
from ..tables import width, wrapped

_COLUMNS = 90
_TYPES = {
    "int": "整数", "int range": "整数", "INTEGER": "整数", "float": "数值", "float range": "数值", "FLOAT": "数值",
    "str": "文本", "TEXT": "文本", "path": "路径", "PATH": "路径", "list[str]": "文本",
}  # fmt: skip


def asked_for(words: Sequence[str]) -> bool:
    """Whether a command line asks for Chinese."""
    given = [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    given += [after for word, after in itertools.pairwise(words) if word == "--lang"]
    return (given or [os.environ.get(LANGUAGE_VARIABLE)])[-1] == "zh"


def call(app: typer.Typer, words: Sequence[str]) -> None:
    """Carry a command line out, and say its help and what is wrong with it in Chinese."""
    speak("zh")
    group = typer.main.get_command(app)
    left = [word for word in words if word != "zh" and not word.startswith("--lang")]
    if not left or "--help" in left:
        print(help_text(group, left))
        raise SystemExit(OK if left else USAGE)
    try:
        ended = app(list(words), prog_name="lab2market", standalone_mode=False)
    except typer.BadParameter.__mro__[2] as error:  # the base of all that is wrong with a command line
        print(in_chinese(f"error: {_lined(error)}"), file=sys.stderr)
        print("用法见:lab2market [命令] --help --lang zh", file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    raise SystemExit(ended if isinstance(ended, int) else OK)


def help_text(group: Any, words: Sequence[str] = ()) -> str:
    """Help of the verb named in ``words``, or of the whole command."""
    outer = group.context_class(group, info_name="lab2market")
    named = next((word for word in words if word in group.commands), None)
    if named is None:
        verbs = [(name, _paragraphs(verb.help)[0]) for name, verb in group.commands.items()]
        sections = [("选项", list(_records(group, outer, "option"))), ("命令", verbs)]
        return _page("lab2market [选项] 命令 [参数]...", _paragraphs(group.help), sections)
    verb = group.commands[named]
    context = group.context_class(verb, info_name=named, parent=outer)
    arguments, options = (list(_records(verb, context, kind)) for kind in ("argument", "option"))
    usage = " ".join(["lab2market", named, "[选项]", *(name.split()[0] for name, _ in arguments)])
    return _page(usage, _paragraphs(verb.help), [("参数", arguments), ("选项", options)])


def _page(usage: str, paragraphs: Sequence[str], sections: Sequence[tuple[str, list[tuple[str, str]]]]) -> str:
    blocks = [f"用法:{usage}", *(wrapped(paragraph, "  ", _COLUMNS) for paragraph in paragraphs)]
    for title, records in sections:
        if records:
            column = max(width(name) for name, _ in records)
            blocks.append("\n".join([f"{title}:", *(_entry(name, text, column) for name, text in records)]))
    return "\n\n".join(blocks)


def _entry(name: str, text: str, column: int) -> str:
    lines = wrapped(text, " " * (column + 4), _COLUMNS)
    return f"  {name}{' ' * (column - width(name))}  {lines.lstrip()}"


def _records(command: Any, context: Any, kind: str) -> Iterator[tuple[str, str]]:
    """Name and meaning of each argument or option."""
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if parameter.param_type_name == kind and record is not None:
            name = re.sub(r"<(.+?)>", lambda found: f"<{_TYPES.get(found[1], found[1])}>", record[0])
            said = " ".join((parameter.help or "").split())
            extra = re.search(r"\[(.*)\]$", " ".join(record[1].split())[len(said) :])
            more = [_fact(fact) for fact in extra[1].split("; ")] if extra else []
            yield name, table("help").get(said, said) + (f" [{';'.join(more)}]" if more else "")


def _fact(fact: str) -> str:
    """What typer adds to an option: required, its default, its variable, its range."""
    key, _, value = fact.partition(": ")
    known = {"required": "必填", "default": f"默认:{value}", "env var": f"环境变量:{value}"}
    return known.get(key, fact)


def _paragraphs(text: str | None) -> list[str]:
    plain = [" ".join(paragraph.split()) for paragraph in (text or "").split("\n\n")]
    return [table("help").get(paragraph, paragraph) for paragraph in plain if paragraph]


def _lined(error: Any) -> str:
    """One line that says what is wrong."""
    return " ".join(str(error.format_message()).split())
