"""A class graded by several machines: in parts that are put together, or through Dask."""
