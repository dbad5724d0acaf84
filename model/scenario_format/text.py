"""From the bytes of a YAML 1.2 file, or a Python mapping, to nodes that know their line and column.

Size, encoding, control characters, anchors, aliases, tags and depth are looked at before anything is
parsed; scalars follow the YAML 1.2 core schema (``no`` is text, ``1e-3`` a number).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from .problems import Problems

MAXIMUM_BYTES = 1_000_000
MAXIMUM_DEPTH = 20
MAXIMUM_TOKENS = 50_000  # the parser takes a second for these

_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LITERALS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_DOTTED = re.compile(r"[A-Za-z_][\w-]*(\.[\w-]+)+")


@dataclass
class Node:
    """A value and where it stands; ``content`` is a scalar, a list of nodes or a dict of entries."""

    content: Any
    line: int = 0
    column: int = 0

    @property
    def position(self) -> tuple[int, int]:
        return self.line, self.column

    @property
    def kind(self) -> str:
        """What the value is, in words for messages."""
        value = self.content
        if value is None:
            return "nothing"
        for types, word in ((bool, "true or false"), (int | float, "a number"), (str, "text"), (list, "a list")):
            if isinstance(value, types):
                return word
        return "a mapping" if isinstance(value, dict) else f"a Python {type(value).__name__}"


@dataclass
class Entry:
    """A key of a mapping with its value; ``dotted`` when it was written as part of ``a.b``."""

    node: Node
    line: int = 0
    column: int = 0
    dotted: bool = False

    @property
    def position(self) -> tuple[int, int]:
        return self.line, self.column


def read_bytes(path: Path, problems: Problems) -> bytes | None:
    """Content of a file; None, with the reason noted, when it is no readable file of at most 1 MB."""
    try:
        if path.is_dir():
            problems.add((0, 0), "", "is a directory", fix="name a scenario file inside it")
            return None
        with path.open("rb") as file:
            data = file.read(MAXIMUM_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problems.add((0, 0), "", f"cannot be read ({reason})", fix="check path and permissions")
        return None
    if len(data) > MAXIMUM_BYTES:
        problems.add((1, 1), "", "larger than 1 MB, not parsed", fix="write a short overlay")
        return None
    return data


def parse(data: bytes, problems: Problems) -> Node | None:
    """Node tree of a YAML document; None, with the reasons noted, when there is none."""
    text = _decoded(data, problems)
    if text is None or not _plain_tokens(text, problems):
        return None
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        _add_syntax_error(error, problems)
        return None
    node = None if root is None else _from_yaml(root, "", problems)
    if node is None or node.content is None:
        problems.add((1, 1), "", "empty file", fix="write at least 'extends: baseline' and a section 'levers:'")
        return None
    return node


def _decoded(data: bytes, problems: Problems) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        problems.add((line, column), "", f"not UTF-8 (byte 0x{data[error.start]:02x})", fix="save the file as UTF-8")
        return None
    control = CONTROL.search(text)
    if control is not None:
        before_text = text[: control.start()]
        line, column = before_text.count("\n") + 1, control.start() - before_text.rfind("\n")
        code = f"U+{ord(control[0]):04X}"
        problems.add((line, column), "", f"control character {code}", fix="remove it; save the file as UTF-8 text")
        return None
    return text


def _plain_tokens(text: str, problems: Problems) -> bool:
    """Whether the tokens hold no anchor, alias, tag, directive or bottomless nesting."""
    from ruamel.yaml import YAML
    from ruamel.yaml import tokens as yaml_tokens
    from ruamel.yaml.error import YAMLError

    refused = {
        yaml_tokens.AnchorToken: ("anchor '&{}'", "write the value out in each place"),
        yaml_tokens.AliasToken: ("alias '*{}'", "write the value out in each place"),
        yaml_tokens.TagToken: ("tag", "remove it; put quotes around text that starts with '!'"),
        yaml_tokens.DirectiveToken: ("directive", "remove the line that starts with '%'"),
    }
    opening = (
        yaml_tokens.BlockMappingStartToken,
        yaml_tokens.BlockSequenceStartToken,
        yaml_tokens.FlowMappingStartToken,
        yaml_tokens.FlowSequenceStartToken,
    )
    closing = (yaml_tokens.BlockEndToken, yaml_tokens.FlowMappingEndToken, yaml_tokens.FlowSequenceEndToken)
    depth, before = 0, len(problems.found)
    try:
        for count, token in enumerate(YAML(typ="safe", pure=True).scan(text)):
            position = token.start_mark.line + 1, token.start_mark.column + 1
            if count > MAXIMUM_TOKENS:
                problems.add(position, "", "too many values, not parsed", fix="write a short overlay")
                return False
            if type(token) in refused:
                what, fix = refused[type(token)]
                name = what.format(getattr(token, "value", ""))
                problems.add(position, "", f"{name} is not allowed in a scenario", fix=fix)
            elif isinstance(token, opening):
                depth += 1
                if depth > MAXIMUM_DEPTH:
                    what = f"nested deeper than {MAXIMUM_DEPTH} levels, not parsed"
                    problems.add(position, "", what, fix="flatten it")
                    return False
            elif isinstance(token, closing):
                depth -= 1
    except YAMLError as error:
        _add_syntax_error(error, problems)
    return len(problems.found) == before


def _add_syntax_error(error: Exception, problems: Problems) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    position = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    what = getattr(error, "problem", None) or str(error).split("\n")[0]
    problems.add(position, "", f"not valid YAML: {what}", fix="check indentation, colons, quotes and brackets")


def _from_yaml(node: Any, path: str, problems: Problems) -> Node:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if node.id == "scalar":
        return Node(node.value if node.style else core_scalar(node.value), line, column)
    if node.id == "sequence":
        items = [_from_yaml(item, f"{path}[{index}]", problems) for index, item in enumerate(node.value)]
        return Node(items, line, column)
    entries: dict[str, Entry] = {}
    for key, value in node.value:
        position = key.start_mark.line + 1, key.start_mark.column + 1
        if key.id != "scalar":
            problems.add(position, path, "a key has to be plain text", fix="write 'key: value'")
            continue
        child = _from_yaml(value, joined(path, key.value), problems)
        if child.content is None:
            child.line, child.column = position
        _enter(entries, key.value, Entry(child, *position), path, problems)
    return Node(entries, line, column)


def from_python(value: Any, path: str, problems: Problems) -> Node:
    """Node tree of nested Python mappings, sequences and scalars; positions are unknown."""
    if path.count(".") + path.count("[") > MAXIMUM_DEPTH:
        problems.add((0, 0), path, f"nested deeper than {MAXIMUM_DEPTH} levels", fix="flatten it")
        return Node(None)
    if isinstance(value, Mapping):
        entries: dict[str, Entry] = {}
        for key, item in value.items():
            _enter(entries, str(key), Entry(from_python(item, joined(path, str(key)), problems)), path, problems)
        return Node(entries)
    if isinstance(value, list | tuple | set | frozenset):
        return Node([from_python(item, f"{path}[{index}]", problems) for index, item in enumerate(value)])
    if isinstance(value, Integral) and not isinstance(value, bool):
        return Node(int(value))
    return Node(float(value)) if isinstance(value, Real) and not isinstance(value, bool) else Node(value)


def _enter(entries: dict[str, Entry], key: str, entry: Entry, path: str, problems: Problems) -> None:
    """Put a key into a mapping, ``a.b`` as ``b`` inside ``a``; a key given twice is noted."""
    if _DOTTED.fullmatch(key) and key.count(".") < MAXIMUM_DEPTH:
        head, _, tail = key.partition(".")
        inner: dict[str, Entry] = {}
        _enter(inner, tail, entry, joined(path, head), problems)
        entry = Entry(Node(inner, *entry.position), *entry.position, dotted=True)
        key = head
    known = entries.get(key)
    if known is None:
        entries[key] = entry
        return
    both_open = isinstance(known.node.content, dict) and isinstance(entry.node.content, dict)
    if both_open and (known.dotted or entry.dotted):
        for name, item in entry.node.content.items():
            _enter(known.node.content, name, item, joined(path, key), problems)
        return
    first = f"; first given in line {known.line}" if known.line else ""
    problems.add(entry.position, joined(path, key), f"duplicate key{first}", fix="keep one of the two")


def core_scalar(text: str) -> bool | int | float | str | None:
    """Value of a plain scalar under the YAML 1.2 core schema."""
    if text in _LITERALS:
        return _LITERALS[text]
    if _OTHER_BASE.fullmatch(text):
        return int(text, 0)
    if _INTEGER.fullmatch(text) and len(text) < 300:
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    infinite = _INFINITE.fullmatch(text)
    return float(infinite[1] + "inf") if infinite else text


def joined(path: str, key: str) -> str:
    """``path.key``, or ``key`` at the top."""
    return f"{path}.{key}" if path else key
