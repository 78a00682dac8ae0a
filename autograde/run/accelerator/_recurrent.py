"""
The recurrent cells, which are fused kernels on CUDA and have no kernel on the CPU.

PyTorch calls these four only for device tensors, so there is no CPU kernel to run on aliases.
The formulas are those of `aten/src/ATen/native/cuda/RNN.cu`; what a forward pass saves for its
backward pass is private to the pair.
"""

from __future__ import annotations

import torch
from torch import Tensor


def lstm_cell(
    input_gates: Tensor,
    hidden_gates: Tensor,
    cx: Tensor,
    input_bias: Tensor | None = None,
    hidden_bias: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor]:
    """
    One LSTM step.

    Args:
        input_gates: The input times its weights, shape (batch, 4 * hidden): i, f, g, o.

        hidden_gates: The hidden state times its weights, the same shape.

        cx: The cell state, shape (batch, hidden).

        input_bias: Shape (4 * hidden,); both biases or none.

        hidden_bias: Shape (4 * hidden,).

    Returns:
        The new hidden state, the new cell state, and the gates for the backward pass.
    """
    gates = input_gates + hidden_gates
    if input_bias is not None and hidden_bias is not None:
        gates = gates + (input_bias + hidden_bias)
    i, f, g, o = gates.chunk(4, 1)
    i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
    cy = f * cx + i * g
    return o * cy.tanh(), cy, torch.cat([i, f, g, o], 1)


def lstm_cell_backward(
    grad_hy: Tensor | None,
    grad_cy: Tensor | None,
    cx: Tensor,
    cy: Tensor,
    saved: Tensor,
    has_bias: bool,
) -> tuple[Tensor, Tensor, Tensor]:
    """The gradients of `lstm_cell` by gates, cell state and bias."""
    i, f, g, o = saved.chunk(4, 1)
    tanh = cy.tanh()
    if grad_hy is None:
        grad_hy = torch.zeros_like(cy)
    grad_c = grad_hy * o * (1 - tanh * tanh)
    if grad_cy is not None:
        grad_c = grad_c + grad_cy
    gates = torch.cat(
        [
            grad_c * g * i * (1 - i),
            grad_c * cx * f * (1 - f),
            grad_c * i * (1 - g * g),
            grad_hy * tanh * o * (1 - o),
        ],
        1,
    )
    return gates, grad_c * f, gates.sum(0) if has_bias else gates.new_empty(0)


def gru_cell(
    input_gates: Tensor,
    hidden_gates: Tensor,
    hx: Tensor,
    input_bias: Tensor | None = None,
    hidden_bias: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """
    One GRU step.

    Args:
        input_gates: The input times its weights, shape (batch, 3 * hidden): r, z, n.

        hidden_gates: The hidden state times its weights, the same shape.

        hx: The hidden state, shape (batch, hidden).

        input_bias: Shape (3 * hidden,); both biases or none.

        hidden_bias: Shape (3 * hidden,).

    Returns:
        The new hidden state, and what the backward pass needs.
    """
    if input_bias is not None and hidden_bias is not None:
        input_gates, hidden_gates = input_gates + input_bias, hidden_gates + hidden_bias
    ir, iz, i_n = input_gates.chunk(3, 1)
    hr, hz, hn = hidden_gates.chunk(3, 1)
    r, z = (ir + hr).sigmoid(), (iz + hz).sigmoid()
    n = (i_n + r * hn).tanh()
    return n + z * (hx - n), torch.cat([r, z, n, hx, hn], 1)


def gru_cell_backward(
    grad_hy: Tensor, saved: Tensor, has_bias: bool
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The gradients of `gru_cell` by both gates, hidden state and both biases."""
    r, z, n, hx, hn = saved.chunk(5, 1)
    grad_n = grad_hy * (1 - z) * (1 - n * n)
    grad_z, grad_r = grad_hy * (hx - n) * z * (1 - z), grad_n * hn * r * (1 - r)
    by_input = torch.cat([grad_r, grad_z, grad_n], 1)
    by_hidden = torch.cat([grad_r, grad_z, grad_n * r], 1)
    nothing = by_input.new_empty(0)
    biases = (by_input.sum(0), by_hidden.sum(0)) if has_bias else (nothing, nothing)
    return by_input, by_hidden, grad_hy * z, *biases
