"""What device checks ran on, in words; knows no PyTorch, so that a conductor needs none."""

from __future__ import annotations

_IN_WORDS = {
    "real": "real GPU cuda",
    "simulated-cuda": "simulated CUDA device",
    "simulated-privateuse1": "PrivateUse1 device",
}


def device_in_words(tier: str, reason: str) -> str:
    """
    What device checks ran on, for people.

    Args:
        tier: The tier of `autograde.run.accelerator`, empty if there was none.

        reason: Why there was none; empty if no check asked for one.
    """
    if tier:
        return _IN_WORDS[tier]
    return f"unavailable ({reason})" if reason else NO_DEVICE


NO_DEVICE = "none, as no check asks for one"
