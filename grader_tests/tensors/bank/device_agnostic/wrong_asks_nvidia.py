# title: looks for NVIDIA's program
# says: Ask PyTorch whether it can use a card: a program on the disk knows nothing about that.
# fails: test_pick_device_with_and_without_card
import shutil


def pick_device():
    return "cuda" if shutil.which("nvidia-smi") else "cpu"


def append_ones(X):
    return torch.cat([X, X.new_ones(len(X), 1)], dim=1)
