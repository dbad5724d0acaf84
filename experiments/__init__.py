"""Experiments on the model: comparisons with intervals, tables, figures and the command line."""
