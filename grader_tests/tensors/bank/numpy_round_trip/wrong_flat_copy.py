# title: reads the array's memory in the order in which it lies there
# says: An array that was turned over does not lie in memory as it is read; go by its indices.
# fails: test_from_numpy_copy_any_array

def from_numpy_copy(arr):
    numbers = torch.tensor(arr.ravel(order="K"), dtype=torch.float32)
    return numbers.reshape(arr.shape)


def to_numpy(t):
    return t.detach().cpu().numpy()
