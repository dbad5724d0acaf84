"""The command line, as the tests of experiments call it."""

from tests.experiments.conftest import lab2market as lab2market
