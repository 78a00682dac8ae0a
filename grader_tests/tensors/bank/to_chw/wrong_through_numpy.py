# title: moves the axes in NumPy
# says: NumPy works in main memory only; permute does the same where the photos are.
# fails: test_to_chw_on_device

def to_chw(images):
    planes = np.moveaxis(images.numpy(), -1, 1) / 255
    return torch.from_numpy(planes).float()
