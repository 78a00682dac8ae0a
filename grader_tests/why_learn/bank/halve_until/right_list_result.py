# title: a list of all stages, returned as a named tuple
from typing import NamedTuple
class Halved(NamedTuple):
    left: torch.Tensor
    steps: int
def halve_until(x, limit):
    chain = [x]
    while (last := chain[-1]) > limit:
        chain.append(last - last / 2)
    return Halved(chain[-1], len(chain) - 1)
