"""``python -m tests.frozen`` renews the frozen baseline and prints what moved."""

from __future__ import annotations

from .baseline import FILE, moves, read, show, simulate, write


def main() -> None:
    """Simulate, compare with the file if there is one, write it anew."""
    new = simulate()
    if FILE.exists():
        found = moves(read()[0], new)
        print(show(found) if found else "nothing moved")
    write(new)
    print(f"\nwrote {FILE.name}: say under 'Results change' in CHANGELOG.md what moved and why")


if __name__ == "__main__":
    main()
