"""PyTorch's own database of operations: each, forward and backward, against the CPU."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
import torch
from device_helpers import GPU, in_child

pytestmark = pytest.mark.slow("all of PyTorch's operations; the common ones have fast tests")

SAMPLES = 4  # of each operation's inputs; the first ones are the plain cases

# Results that no two runs share: random numbers, memory nobody has written, signs of eigenvectors.
NOT_COMPARABLE = (
    "bernoulli cauchy empty exponential geometric log_normal multinomial normal rand uniform "
    "dropout rrelu pca_lowrank svd_lowrank gaussian_nll new_empty multi_head_attention "
    "fractional_max_pool scaled_dot_product"
)
SAFE_BATCH = 40  # operations per child: a crash loses one batch


def _database() -> list[Any]:
    pytest.importorskip("expecttest", reason="PyTorch's test helpers need it")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from torch.testing._internal.common_methods_invocations import op_db
    return list(op_db)


def _moved(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.detach().to(GPU).requires_grad_(value.requires_grad)
    if isinstance(value, list | tuple):
        return type(value)(_moved(v) for v in value)
    if isinstance(value, dict):
        return {k: _moved(v) for k, v in value.items()}
    if isinstance(value, torch.device) or value == "cpu":
        return GPU
    return value


def _tensors(value: Any) -> list[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, list | tuple):
        return [t for v in value for t in _tensors(v)]
    if isinstance(value, dict):
        return [t for v in value.values() for t in _tensors(v)]
    return []


def _gradients(out: Any, inputs: list[torch.Tensor]) -> list[torch.Tensor | None]:
    wanted = [t for t in inputs if t.requires_grad]
    results = [t for t in _tensors(out) if t.requires_grad and t.is_floating_point()]
    if not wanted or not results:
        return []
    total = sum(t.sum() for t in results)
    assert isinstance(total, torch.Tensor)
    return list(torch.autograd.grad(total, wanted, allow_unused=True))


def _run(op: Any, sample: Any) -> tuple[Any, list[torch.Tensor | None]]:
    out = op(sample.input, *sample.args, **sample.kwargs)
    return out, _gradients(out, _tensors([sample.input, sample.args, sample.kwargs]))


def _differs(op: Any, sample: Any) -> str | None:
    """What differs between the CPU and the device, if anything does."""
    try:
        here, grads_here = _run(op, sample)
    except Exception:
        return None  # a sample that the CPU cannot do says nothing
    for t in _tensors([sample.input, sample.args, sample.kwargs]):
        t.grad = None
    moved = type(sample)(
        _moved(sample.input), args=_moved(sample.args), kwargs=_moved(sample.kwargs)
    )
    there, grads_there = _run(op, moved)
    pairs = zip(_tensors(there), _tensors(here), strict=True)
    for got, expected in [*pairs, *zip(grads_there, grads_here, strict=True)]:
        if got is None or expected is None:
            if got is not expected:
                return "one gradient is missing"
            continue
        if got.device.type != "cuda":
            return f"a result is on {got.device}"
        got, expected = got.detach().cpu(), expected.detach()
        if got.is_floating_point() and got.itemsize == 1:  # float8 is compared bit by bit only
            got, expected = got.float(), expected.float()
        torch.testing.assert_close(got, expected, atol=1e-4, rtol=1e-4, equal_nan=True)
    return None


def _check(op: Any) -> str | None:
    if not op.dtypes:
        return None
    dtype = torch.float32 if torch.float32 in op.dtypes else next(iter(op.dtypes))
    try:
        samples = op.sample_inputs("cpu", dtype, requires_grad=op.supports_autograd)
        samples = [s for s, _ in zip(samples, range(SAMPLES), strict=False)]
    except Exception:
        return None
    for sample in samples:
        try:
            trouble = _differs(op, sample)
        except Exception as error:
            trouble = f"{type(error).__name__}: {str(error)[:300]}"
        if trouble:
            return trouble
    return None


def _comparable(name: str) -> bool:
    return not any(word in name for word in NOT_COMPARABLE.split())


# What need not agree, and why; everything else must.
KNOWN = {
    "sparse.sampled_addmm": "sparse tensors have no memory that could be relabelled",
    "sparse.mm reduce": "sparse, too",
    "to_sparse": "sparse, too",
    "as_strided partial_views": "the sample looks beyond its tensor, and only the tensor is moved",
    "tensor_split": "PyTorch wants the indices on the CPU for any device, and they are moved",
}


def test_operations_agree_with_the_cpu():
    """Every comparable operation of the database gives the CPU's results and gradients."""
    operations = [op for op in _database() if _comparable(op.name)]
    assert len(operations) > 400
    bad: dict[str, str] = {}
    for start in range(0, len(operations), SAFE_BATCH):
        batch = operations[start : start + SAFE_BATCH]

        def whole(batch: list[Any] = batch) -> dict[str, str]:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                torch.manual_seed(0)
                found = {f"{op.name} {op.variant_test_name}".strip(): _check(op) for op in batch}
            return {name: trouble for name, trouble in found.items() if trouble}

        answer = in_child(whole, device=True)
        bad.update(answer.get("ok", {f"batch {start}": answer.get("trace", "")}))
    unexpected = {name: trouble for name, trouble in bad.items() if name not in KNOWN}
    report = "\n".join(f"{name}: {trouble}" for name, trouble in unexpected.items())
    assert not unexpected, f"{len(unexpected)} of {len(operations)} operations differ\n{report}"
