"""``python -m experiments`` is the ``lab2market`` command."""

from .cli import main

if __name__ == "__main__":
    main()
