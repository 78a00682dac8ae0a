# title: NumPy's moveaxis
import numpy as np


def to_chw(images):
    array = np.moveaxis(images.cpu().numpy(), -1, 1).astype(np.float32) / np.float32(255)
    return torch.from_numpy(array).to(images.device)
