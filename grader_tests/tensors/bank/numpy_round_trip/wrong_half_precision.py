# title: goes through half precision
# says: float16 keeps three digits, and making it float32 later does not bring the others back.
# fails: test_from_numpy_copy_table, test_from_numpy_copy_owns_its_numbers, test_from_numpy_copy_any_array
import numpy as np


def from_numpy_copy(arr):
    return torch.from_numpy(arr.astype(np.float16)).float()


def to_numpy(t):
    return t.detach().cpu().numpy()
