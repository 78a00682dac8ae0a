"""
The numbers that everything random in a check follows from.
"""

from __future__ import annotations

import hashlib

import torch


def check_seed(seed: str, id: str) -> int:
    """The number that everything random in one check follows from."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{id}".encode()).digest()[:7])


def student_seed(number: int, repeat: int = 0) -> int:
    """
    What student code is seeded with in a check. It can read this number, so nothing that the
    check draws itself may follow from it.
    """
    return check_seed(str(number), f"student {repeat}" if repeat else "student")


def fresh_generator(number: int) -> torch.Generator:
    """The generator for a check's fresh data: another stream than the student's."""
    return torch.Generator().manual_seed(number ^ 0x5EED)
