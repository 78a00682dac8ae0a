"""Hidden checks: new numbers and old ones, labels (add_traffic, majority_label)."""

import pytest
import torch

from autograde import expect


# ------------------------------------------------------------------------------ add_traffic
def evening(fresh, count=9):
    """Times in minutes, who rides in the rush hour, and what it adds."""
    minutes = 8 + 30 * torch.rand(count, generator=fresh)
    rush = torch.rand(count, generator=fresh) < 0.5
    rush[:2] = torch.tensor([True, False])
    return minutes, rush, round(3 + 9 * float(torch.rand((), generator=fresh)), 2)


def is_slower(got, minutes, rush, extra):
    """The times with the extra minutes where they belong."""
    want = minutes.double() + rush.double() * extra
    expect.is_a(got, torch.Tensor, advice="return a tensor.")
    expect.tensor(got, shape=tuple(want.shape), advice="one time for each order.")
    expect.tensor(
        got,
        dtype=minutes.dtype,
        advice="the new times are of the same kind as the old ones: with which kind of numbers "
        "were they added?",
    )
    # One sum in float32: its rounding is below 4e-6.
    expect.close(
        got,
        want,
        atol=1e-4,
        mistakes={
            "the extra minutes belong where rush is True.": minutes + (~rush).double() * extra,
            "not all of them ride in the rush hour.": minutes + extra,
            "nothing was added. Into which tensor did the sum go?": minutes,
        },
        advice="the extra minutes come in as an argument, and belong where rush is True.",
    )


@pytest.mark.exercise("add_traffic")
@pytest.mark.points(0.15)
def test_add_traffic_other_evenings(student, fresh):
    """Some, all and none of the orders in the rush hour"""
    # Stays although the two checks below compare values too: only here all or none are busy, and
    # the extra minutes may be negative.
    minutes, rush, extra = evening(fresh)
    for busy in (rush, torch.ones_like(rush), torch.zeros_like(rush)):
        is_slower(student.add_traffic(minutes, busy, extra), minutes, busy, extra)
    is_slower(student.add_traffic(minutes, rush, -2.5), minutes, rush, -2.5)


@pytest.mark.exercise("add_traffic")
@pytest.mark.points(0.25)
def test_add_traffic_leaves_the_old_times(student, fresh):
    """The old times are what they were"""
    minutes, rush, extra = evening(fresh)
    call = student.call("add_traffic", minutes, rush, extra)
    is_slower(call.value, minutes, rush, extra)
    expect.unchanged(call)


@pytest.mark.exercise("add_traffic")
@pytest.mark.points(0.25)
def test_add_traffic_returns_its_own_tensor(student, fresh):
    """Changing the new times later does not change the old ones, even when nobody is late"""
    minutes, rush, extra = evening(fresh)
    nobody = torch.zeros_like(rush)
    later = student.build(
        "def later(add, minutes, rush, extra):\n"
        "    new = add(minutes, rush, extra)\n"
        "    before = minutes.clone()\n"
        "    new[...] = -100.0\n"
        "    return torch.equal(minutes, before)\n",
        name="later",
    )
    for busy, more in ((nobody, extra), (rush, extra), (rush, 0.0)):
        is_slower(student.add_traffic(minutes, busy, more), minutes, busy, more)
        own = later(student["add_traffic"], minutes, busy, more)
        expect.is_a(own, bool)
        expect.that(
            own,
            "writing into the new times changed the old ones as well",
            expected="a tensor of its own",
            cause="a variable points to a tensor; `return minutes` hands out the same one.",
            advice="does every path through your function build something new?",
            code="AG-M001",
        )


# --------------------------------------------------------------------------- majority_label
def are_labels(call, want):
    """The call returned these labels, int64."""
    got, votes = call.value, call.args[0]
    expect.is_a(got, torch.Tensor, advice="a tensor with one label for each photo, nothing else.")
    expect.tensor(got, shape=tuple(want.shape), advice="one label for each photo: for each row.")
    expect.tensor(got, dtype=torch.int64, advice="labels are whole numbers, int64, as they came.")
    # Labels are whole numbers: exact.
    expect.close(
        got,
        want,
        atol=0,
        mistakes={
            "that is the average: labels are names, not amounts.": (
                votes.double().mean(dim=1).round()
            ),
            "that is the middle one when sorted: the order of labels means nothing.": (
                votes.median(dim=1).values
            ),
            "that is the largest number among the votes, not the most frequent one.": (
                votes.max(dim=1).values
            ),
            "that is only what the first annotator said.": votes[:, 0],
        },
        advice="count the votes of each photo: which label has most of them?",
    )
    expect.unchanged(call)


def counts(votes):
    """How often each label from 0 to 9 was given to each photo, shape (N, 10)."""
    return torch.stack([(votes == label).sum(dim=1) for label in range(10)], dim=1)


def telling(votes):
    """
    The rows of many random votes that tell the most frequent label from everything else.

    Returns:
        Those without a tie whose most frequent label is neither the smallest nor the largest,
        the median, the rounded mean, the first nor the last vote; and these labels.
    """
    count, label = counts(votes).sort(dim=1, descending=True)
    label = label[:, 0]
    others = torch.stack(
        [
            votes.min(dim=1).values,
            votes.max(dim=1).values,
            votes.median(dim=1).values,
            votes.double().mean(dim=1).round().long(),
            votes[:, 0],
            votes[:, -1],
        ],
        dim=1,
    )
    good = (count[:, 0] > count[:, 1]) & (others != label[:, None]).all(dim=1)
    return votes[good], label[good]


@pytest.mark.exercise("majority_label")
@pytest.mark.points(0.5)
def test_majority_label_clear_winners(student, fresh):
    """Every label from 0 to 9 wins on some photo, with more than half of the votes"""
    want = torch.randperm(10, generator=fresh)
    votes = torch.stack([want] * 4, dim=1)
    strange = torch.randint(1, 10, (10, 3), generator=fresh)
    votes = torch.cat([(want[:, None] + strange) % 10, votes], dim=1)  # never the winner itself
    votes = votes[:, [0, 3, 1, 4, 5, 2, 6]]
    are_labels(student.call("majority_label", votes), want)


@pytest.mark.exercise("majority_label")
@pytest.mark.points(0.75)
def test_majority_label_without_half_of_the_votes(student, fresh):
    """Winners with fewer than half of the votes, which are no middle, end or average either"""
    votes, want = telling(torch.randint(0, 10, (3000, 9), generator=fresh))
    are_labels(student.call("majority_label", votes[:20]), want[:20])
    # As many photos as annotators: counting in the wrong direction keeps the shape.
    are_labels(student.call("majority_label", votes[20:29]), want[20:29])
    are_labels(student.call("majority_label", votes[29:30]), want[29:30])
