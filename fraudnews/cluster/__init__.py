"""The shards of one archive as futures on a Dask cluster, each in a process of its own beside the worker."""
