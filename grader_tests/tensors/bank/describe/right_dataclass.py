# title: a dataclass, turned into a dictionary
from dataclasses import dataclass, asdict
@dataclass
class Facts:
    ndim: int
    shape: tuple
    numel: int
    dtype: torch.dtype
    bytes: int
def describe(t):
    return asdict(Facts(t.ndim, tuple(t.shape), t.numel(), t.dtype, t.element_size() * t.numel()))
