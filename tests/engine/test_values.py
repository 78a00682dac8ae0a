"""Values cross between tests and student code as data, whatever they are."""

import math

import msgspec
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograde import values
from autograde.values import BadValue, Handle, Limits, Unpackable

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.binary(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=5), inner, max_size=4)
        | st.tuples(inner, inner)
    ),
    max_leaves=20,
)


@given(plain)
@settings(max_examples=200, deadline=None)
def test_plain_values_arrive_as_they_were(value):
    """Numbers, texts, lists, tuples and dictionaries arrive equal and of the same type."""
    got = values.copy(value)

    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize("dtype", list(values.DTYPES.values()), ids=list(values.DTYPES))
def test_tensors_arrive_with_dtype_and_shape(dtype):
    """A tensor of every dtype arrives bit for bit, and shares no memory with the original."""
    tensor = torch.arange(6).reshape(2, 3).to(dtype)

    got = values.copy(tensor)

    assert type(got) is torch.Tensor
    assert got.dtype is dtype
    assert torch.equal(got, tensor)
    assert got.data_ptr() != tensor.data_ptr()


@pytest.mark.parametrize(
    "tensor",
    [
        torch.empty(0, 3),
        torch.tensor(1.5),
        torch.rand(4, 3).T,
        torch.rand(2, 1).expand(2, 5),
        torch.rand(3)[::2],
        torch.rand(1, 4)[:, 2],
        torch.from_numpy(np.ones(1, dtype=np.float32)[:, None]),
        torch.eye(3).to_sparse(),
    ],
    ids=["empty", "scalar", "transposed", "expanded", "strided", "one", "one_of_numpy", "sparse"],
)
def test_odd_layouts_arrive_dense(tensor):
    """Views and sparse tensors arrive with their values."""
    got = values.copy(tensor)

    assert torch.equal(got, tensor.to_dense() if tensor.is_sparse else tensor)


def test_what_a_tensor_was_is_remembered():
    """Device, class and the wish for a gradient cross with a tensor."""
    got = values.copy([torch.nn.Parameter(torch.ones(2)), torch.empty(2, 3, device="meta")])

    assert got[0].requires_grad
    assert values.class_of(got[0]) == "Parameter"
    assert values.device_of(got[1]) == "meta"
    assert got[1].shape == (2, 3)


def test_tensors_that_arrive_are_no_views():
    """Student code may detach or resize in place what it was given."""
    got = values.copy(torch.ones(2, 3))

    assert not got._is_view()
    got.detach_()
    got.resize_(6)


def test_numpy_and_torch_names_keep_their_type():
    """A NumPy bool is no bool, a NumPy float no float; dtypes and devices arrive as such."""
    got = values.copy((np.bool_(True), np.float32(2.5), np.arange(3.0), torch.float64, 1j))

    assert type(got[0]) is np.bool_
    assert type(got[1]) is np.float32
    assert got[2].dtype == np.float64
    assert got[3] is torch.float64
    assert got[4] == 1j
    assert values.copy(torch.device("cuda:1")) == torch.device("cuda:1")


class _Liar(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return 42


class _LyingFloat(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def test_subclasses_arrive_as_plain_values():
    """A subclass that lies about itself arrives as what it really holds."""
    tensor = torch.ones(2).as_subclass(_Liar)

    got_tensor, got_float = values.copy([tensor, _LyingFloat(3.0)])

    assert type(got_tensor) is torch.Tensor
    assert got_tensor.tolist() == [1.0, 1.0]
    assert values.class_of(got_tensor) == "_Liar"
    assert type(got_float) is float
    assert got_float != 4.0


def test_objects_cross_as_handles():
    """An object without a value form stays; a handle crosses. Without a keeper it is refused."""
    kept = []

    def keep(value):
        kept.append(value)
        return Handle(len(kept), type(value).__name__)

    model = torch.nn.Linear(1, 1)

    assert values.copy({"model": model}, keep) == {"model": Handle(1, "Linear")}
    assert kept == [model]
    with pytest.raises(Unpackable, match="a Linear cannot cross"):
        values.copy(model)


def test_too_deep_and_too_large_is_refused_on_both_sides():
    """Depth and number of items are limited when packing and again when unpacking."""
    deep: list = []
    for _ in range(100):
        deep = [deep]
    with pytest.raises(Unpackable):
        values.pack(deep)
    with pytest.raises(BadValue):
        values.unpack(msgspec.msgpack.encode(deep), torch.empty(0, dtype=torch.uint8))
    with pytest.raises(BadValue):
        values.unpack(
            msgspec.msgpack.encode([0] * 50), torch.empty(0, dtype=torch.uint8), Limits(items=20)
        )


def _tensor_frame(**changes):
    ref = {"dtype": "float32", "shape": [2], "offset": 0, "nbytes": 8, "numpy": False,
           "requires_grad": False, "device": "cpu", "cls": "Tensor"} | changes  # fmt: skip
    return msgspec.msgpack.encode(
        msgspec.msgpack.Ext(1, msgspec.msgpack.encode(list(ref.values())))
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"shape": [3]},
        {"shape": [2**40, 2**40]},
        {"shape": [-2]},
        {"shape": [1] * 20},
        {"offset": 4},
        {"offset": -4},
        {"nbytes": 1 << 60},
        {"dtype": "object"},
        {"dtype": "float32", "numpy": True, "shape": [1]},
        {"dtype": "bfloat16", "numpy": True, "nbytes": 4},
    ],
)
def test_tensors_that_do_not_fit_their_bytes_are_refused(changes):
    """A lying description of a tensor never reaches torch."""
    with pytest.raises(BadValue):
        values.unpack(_tensor_frame(**changes), torch.zeros(8, dtype=torch.uint8))


@given(st.binary(max_size=200), st.binary(max_size=64))
@settings(max_examples=500, deadline=None)
def test_any_bytes_give_a_value_or_bad_value(header, buffer):
    """No bytes whatever raise anything but BadValue."""
    data = torch.tensor(list(buffer), dtype=torch.uint8)
    try:
        values.unpack(header, data, Limits(items=1000))
    except BadValue:
        return


def test_bool_bytes_are_normalised():
    """Bytes other than 0 and 1 in a bool tensor become True: torch must not see them."""
    got = values.unpack(
        _tensor_frame(dtype="bool", shape=[3], nbytes=3),
        torch.tensor([0, 1, 200], dtype=torch.uint8),
    )

    assert got.tolist() == [False, True, True]
    assert math.isclose(got.float().sum(), 2)
