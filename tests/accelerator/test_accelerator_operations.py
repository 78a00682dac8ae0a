"""Operations on the device give what they give on the CPU."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from device_helpers import GPU, on_gpu, rand, same

pytestmark = pytest.mark.on_device


def _index(x, *values):
    return torch.tensor(values, device=x.device)


OPERATIONS = {
    "add": lambda x: x + x,
    "subtract a number": lambda x: x - 1,
    "number times": lambda x: 2 * x,
    "divide": lambda x: x / (x.abs() + 1),
    "remainder": lambda x: x % 2,
    "floor divide": lambda x: x // 0.5,
    "power": lambda x: x**2,
    "negate": lambda x: -x,
    "compare": lambda x: x > 0,
    "and, not": lambda x: (x > 0) & ~(x > 1),
    "matmul": lambda x: x @ x.T,
    "mm": lambda x: x.mm(x.t()),
    "bmm": lambda x: torch.bmm(x[None], x[None]),
    "matmul with a vector": lambda x: x @ x[0],
    "einsum": lambda x: torch.einsum("ij,kj->ik", x, x),
    "outer": lambda x: torch.outer(x[0], x[1]),
    "sum": lambda x: x.sum(),
    "mean": lambda x: x.mean(0),
    "std": lambda x: x.std(dim=1),
    "var_mean": lambda x: torch.var_mean(x, 0)[1],
    "max": lambda x: x.max(),
    "max by rows": lambda x: x.max(dim=1).values,
    "argmax": lambda x: x.argmax(1),
    "median": lambda x: x.median(),
    "quantile": lambda x: torch.quantile(x, 0.5),
    "norm": lambda x: x.norm(),
    "sort": lambda x: x.sort(dim=1)[0],
    "topk": lambda x: x.topk(2)[0],
    "cumsum": lambda x: x.cumsum(0),
    "unique": lambda x: x.unique(),
    "nonzero": lambda x: x.nonzero(),
    "isnan": lambda x: x.isnan().any(),
    "histc": lambda x: torch.histc(x, 4),
    "bincount": lambda x: torch.bincount((x > 0).long().view(-1)),
    "softmax": lambda x: x.softmax(1),
    "relu": lambda x: F.relu(x),
    "sigmoid, tanh": lambda x: x.sigmoid().tanh(),
    "logsumexp": lambda x: x.logsumexp(1),
    "clamp": lambda x: x.clamp(-1, 1),
    "where": lambda x: torch.where(x > 0, x, 0.0),
    "masked_fill": lambda x: x.masked_fill(x > 0, 0.0),
    "one_hot": lambda x: F.one_hot(torch.arange(3, device=x.device), 4),
    "cat": lambda x: torch.cat([x, x]),
    "stack": lambda x: torch.stack([x, x], 1),
    "split": lambda x: x.split(2)[1],
    "chunk": lambda x: x.chunk(2, 1)[1],
    "view": lambda x: x.view(-1),
    "reshape": lambda x: x.reshape(2, -1),
    "permute": lambda x: x.permute(1, 0).contiguous(),
    "expand": lambda x: x.unsqueeze(0).expand(2, 4, 4),
    "squeeze": lambda x: x[None].squeeze(0),
    "flatten": lambda x: x[None].flatten(1),
    "row": lambda x: x[0],
    "columns": lambda x: x[:, 1:3],
    "mask": lambda x: x[x > 0],
    "index on the device": lambda x: x[_index(x, 0, 2)],
    "index on the CPU": lambda x: x[torch.tensor([0, 2])],
    "gather": lambda x: x.gather(1, torch.zeros(4, 1, dtype=torch.long, device=x.device)),
    "scatter_add": lambda x: torch.zeros_like(x).scatter_add(0, x.argsort(0), x),
    "meshgrid": lambda x: torch.meshgrid(x[0], x[1], indexing="ij")[0],
    "tril": lambda x: x.tril(),
    "triu_indices": lambda x: torch.triu_indices(3, 3, device=x.device),
    "roll": lambda x: x.roll(1),
    "flip": lambda x: x.flip(0),
    "repeat_interleave": lambda x: torch.repeat_interleave(x, 2, 0),
    "to half and back": lambda x: x.float().half().float(),
    "searchsorted": lambda x: torch.searchsorted(x[0].sort()[0], x[1]),
    "cdist": lambda x: torch.cdist(x, x),
    "inverse": lambda x: torch.linalg.inv(x),
    "singular values": lambda x: torch.linalg.svd(x)[1],
    "least squares": lambda x: torch.linalg.lstsq(x, x[:, :1]).solution,
    "solve": lambda x: torch.linalg.solve(x, x[:, :1]),
    "fft": lambda x: torch.fft.fft(x).abs(),
    "complex conjugate": lambda x: torch.complex(x, x).conj() * 2,
    "imaginary part of a conjugate": lambda x: torch.complex(x, x).conj().imag + 1,
    "interpolate": lambda x: F.interpolate(x[None, None], scale_factor=2.0),
    "attention": lambda x: F.scaled_dot_product_attention(x[None], x[None], x[None]),
}


@pytest.mark.parametrize("what", OPERATIONS)
def test_operation_equals_cpu(what):
    """The result is on the device and equals the CPU's."""
    x = rand(4, 4)
    there, here = OPERATIONS[what](x.to(GPU)), OPERATIONS[what](x)
    same(on_gpu(there), here)
    assert there.dtype == here.dtype


def test_in_place_operations():
    """A chain of in-place changes, indexed ones among them, ends as on the CPU."""
    x = rand(3, 3)
    y = x.to(GPU)
    for t in (x, y):
        t.add_(1).mul_(2)
        t -= 1
        t[0] = 5
        t[:, 1] = torch.arange(3.0)
        t[t < 0] = 0
        t.clamp_(max=4)
        t[0, 0] += 1
        t.index_fill_(0, torch.tensor([1], device=t.device), 9.0)
        t[2].zero_()[1] = 3
    same(on_gpu(y), x)


def test_views_share_memory():
    """Writing through a view changes what it is a view of."""
    x = torch.zeros(2, 3, device=GPU)
    row, turned, flat = x[1], x.t(), x.view(-1)
    row += 1
    turned[0, 0] = 5
    flat[1] = 7
    assert x.cpu().tolist() == [[5, 7, 0], [1, 1, 1]]
    assert row.untyped_storage().data_ptr() == x.untyped_storage().data_ptr()


def test_views_keep_strides():
    """Offsets and strides of views are the CPU's."""
    x = torch.zeros(2, 3, device=GPU)
    assert x[1].storage_offset() == 3
    assert not x.t().is_contiguous()
    assert x[:, 1].stride() == (3,)


def test_out_and_resize():
    """An empty out= is resized; resize_ keeps what was there."""
    out = torch.empty(0, device=GPU)
    torch.add(torch.ones(3, device=GPU), 1, out=out)
    assert out.cpu().tolist() == [2, 2, 2]
    out.resize_(5)
    assert out.shape == (5,)
    assert out[:3].cpu().tolist() == [2, 2, 2]
    out.resize_(2)
    assert out.cpu().tolist() == [2, 2]


def test_comparing_tensors():
    """equal, allclose and == work among device tensors."""
    x = rand(3).to(GPU)
    assert torch.equal(x, x.clone())
    assert torch.allclose(x, x + 1e-9)
    assert on_gpu(x == x).dtype == torch.bool
    torch.testing.assert_close(x, x.clone())


def test_cpu_scalar_tensors_are_welcome():
    """A CPU tensor of no dimension may take part, as on a GPU."""
    x = rand(3).to(GPU)
    two = torch.tensor(2.0)
    same(on_gpu(x * two), x * 2)
    same(on_gpu(two * x), x * 2)
    same(on_gpu(torch.where(x > 0, x, torch.tensor(0.0))), x.clamp(min=0))
    before = x.clone()
    x += torch.tensor(1.0)
    same(x, before + 1)


def test_copying_between_devices_is_welcome():
    """copy_ and item assignment cross devices both ways."""
    x = torch.zeros(3)
    x.copy_(torch.ones(3, device=GPU))
    x[0] = torch.tensor(5.0, device=GPU)
    assert x.tolist() == [5, 1, 1]
    y = torch.zeros(3, device=GPU)
    y[:] = torch.ones(3)
    y[0] = torch.tensor(4.0)
    assert y.cpu().tolist() == [4, 1, 1]


def test_errors_of_operations_stay_pytorchs():
    """Wrong shapes and types fail as on the CPU, in the same words, and are no simulator fault."""
    x = rand(2, 3)
    wrong = [lambda t: t @ t, lambda t: t.view(4), lambda t: t[5], lambda t: t + "1"]
    for call in wrong:
        with pytest.raises((RuntimeError, IndexError, TypeError)) as here:
            call(x)
        with pytest.raises(here.type) as there:
            call(x.to(GPU))
        assert str(there.value) == str(here.value)
