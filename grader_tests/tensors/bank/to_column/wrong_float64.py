# title: float64 by way of NumPy
# says: NumPy counts in float64, and the tensor keeps that; name the dtype.
# fails: test_to_column_any_count, test_to_column_whole_numbers

def to_column(values):
    return torch.from_numpy(np.array(values, dtype=float)).reshape(-1, 1)
