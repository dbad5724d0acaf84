"""Where runs are simulated: in this process, in child processes, on a Dask cluster, in an executor of the user's."""
