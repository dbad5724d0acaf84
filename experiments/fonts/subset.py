"""Make the bundled font from the full Noto Sans SC: GB 2312 level 1 plus every character the repository uses.

Run it when a label needs a character that the bundled file lacks (a test tells):

    npm pack @fontsource/noto-sans-sc && tar xzf fontsource-noto-sans-sc-*.tgz
    python -m experiments.fonts.subset package/files/noto-sans-sc-chinese-simplified-400-normal.woff
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(__file__).with_name("NotoSansSC-subset.ttf")
NAMES = {1: "Noto Sans SC", 2: "Regular", 3: "NotoSansSC-subset", 4: "Noto Sans SC", 6: "NotoSansSC-Regular"}


def gb2312(first_row: int, last_row: int) -> set[str]:
    """Characters of rows ``first_row`` to ``last_row`` of GB 2312 (1-3 punctuation, 16-55 level 1)."""
    found = set()
    for row, cell in product(range(first_row, last_row + 1), range(1, 95)):
        try:
            found.add(bytes([0xA0 + row, 0xA0 + cell]).decode("gb2312"))
        except UnicodeDecodeError:
            continue
    return found


def used_in_repository() -> set[str]:
    """Every character beyond ASCII in the sources and scenario files."""
    files = [path for room in ("model", "experiments") for path in (ROOT / room).rglob("*.py")]
    files += (ROOT / "scenarios").rglob("*.yaml")
    return {character for path in files for character in path.read_text(encoding="utf-8") if ord(character) > 127}


def main(source: str) -> None:
    """Write the subset of the font file ``source`` beside this module."""
    font = TTFont(source)
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    wanted = latin | gb2312(1, 3) | gb2312(16, 55) | used_in_repository()
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "STAT"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in wanted])
    subsetter.subset(font)
    for name_id, text in NAMES.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font.flavor = None
    font.save(TARGET)
    missing = sorted(used_in_repository() - {chr(code) for code in font.getBestCmap()})
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB; not in {source}: {''.join(missing) or 'nothing'}")


if __name__ == "__main__":
    main(sys.argv[1])
