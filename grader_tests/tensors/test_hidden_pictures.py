"""Hidden checks: pictures (flatten_images, to_chw)."""

import pytest
import torch

from autograde import expect


def bytes_of(fresh, *shape):
    """Random pixels from 0 to 255, uint8."""
    return torch.randint(0, 256, shape, generator=fresh, dtype=torch.uint8)


# --------------------------------------------------------------------------- flatten_images
def are_rows(got, images):
    """Each picture became a row, read row by row."""
    n, h, w = images.shape
    expect.is_a(got, torch.Tensor, advice="return a tensor.")
    expect.tensor(
        got,
        shape=(n, h * w),
        advice="one row for each picture, also when there is only one; one column for each pixel.",
    )
    expect.tensor(got, dtype=images.dtype, advice="the numbers stay of the kind that they were.")
    want = torch.stack([torch.cat(list(picture)) for picture in images])
    # Nothing is calculated: exact.
    expect.close(
        got,
        want,
        atol=0,
        mistakes={
            "the pictures are read column by column.": (
                torch.stack([torch.cat(list(picture.T)) for picture in images])
            ),
            "the pictures are mixed up: each row should hold one of them.": (
                images.reshape(h * w, n).T
            ),
        },
        advice="read each picture row by row, as it is seen, not as it may lie in memory.",
    )


@pytest.mark.exercise("flatten_images")
@pytest.mark.points(0.5)
def test_flatten_images_any_size(student, fresh):
    """One picture and many, of other sizes and other kinds of numbers"""
    for shape in ((1, 5, 7), (6, 3, 8), (4, 4, 4), (3, 1, 6), (2, 6, 1)):
        images = bytes_of(fresh, *shape)
        call = student.call("flatten_images", images)
        are_rows(call.value, images)
        expect.unchanged(call)
        are_rows(student.flatten_images(images.float()), images.float())


@pytest.mark.exercise("flatten_images")
@pytest.mark.points(0.5)
def test_flatten_images_turned_over(student, fresh):
    """Pictures that do not lie in memory as they are read"""
    # Made beside the student's code: what crosses between processes is contiguous.
    turned = student.build("lambda flatten, images: flatten(images.transpose(1, 2))")
    images = bytes_of(fresh, 3, 5, 7).float()
    are_rows(turned(student["flatten_images"], images), images.transpose(1, 2))
    cropped = student.build("lambda flatten, images: flatten(images[:, 1:, ::2])")
    are_rows(cropped(student["flatten_images"], images), images[:, 1:, ::2])


# ----------------------------------------------------------------------------------- to_chw
def are_planes(got, images):
    """The pictures became planes from 0 to 1."""
    n, h, w, c = images.shape
    want = torch.stack([images[..., k] for k in range(c)], dim=1).double() / 255
    expect.is_a(got, torch.Tensor, advice="return a tensor.")
    said = "photos, colours, rows, columns: in this order, whatever their sizes."
    if tuple(got.shape) == (n, c, w, h) and h != w:
        said = "rows and columns have changed places: the pictures lie on their side."
    expect.tensor(got, shape=(n, c, h, w), advice=said)
    expect.tensor(got, dtype=torch.float32, advice="a network wants float32.")
    # One division or product in float32: its rounding is below 1e-7, one byte is 4e-3.
    expect.close(
        got,
        want,
        atol=2e-6,
        mistakes={
            "whole division throws the fraction away: nearly every pixel is 0.": want.floor(),
            "the numbers were cut anew. To move the colours, an axis has to move.": (
                images.reshape(n, c, h, w).double() / 255
            ),
            "rows and columns have changed places.": (
                want.transpose(2, 3) if h == w else images.new_zeros(())
            ),
            "the largest byte should become 1: is your constant one too large?": (want * 255 / 256),
            "0 to 255 is still there.": want * 255,
            "the colours come in another order.": want.flip(1),
        },
        advice="compare one pixel by hand, before and after: where did it go, what became of it?",
    )


@pytest.mark.exercise("to_chw")
@pytest.mark.points(1)
def test_to_chw_wide_and_high(student, fresh):
    """Colour photos that are wider than high, or higher than wide"""
    for h, w in ((5, 8), (7, 4), (6, 6)):
        images = bytes_of(fresh, 2, h, w, 3)
        # The darkest and the brightest possible in each photo: here the range is no clue.
        images[:, 0, 0, :], images[:, -1, -1, :] = 0, 255
        call = student.call("to_chw", images)
        are_planes(call.value, images)
        expect.unchanged(call)


@pytest.mark.exercise("to_chw")
@pytest.mark.points(1)
def test_to_chw_dark_stays_dark(student, fresh):
    """A dark photo alone, one of a single colour, and a dark one beside a bright one"""
    dark = bytes_of(fresh, 1, 4, 6, 3) // 8 + 3
    plain = torch.full((1, 4, 6, 3), int(dark[0, 0, 0, 0]) + 20, dtype=torch.uint8)
    bright = bytes_of(fresh, 1, 4, 6, 3) // 4 + 180
    night = bytes_of(fresh, 1, 4, 6, 3) % 2  # so dark that it looks as if it were scaled already
    for images in (dark, plain, torch.cat([dark, bright]), night):
        got = student.to_chw(images)
        said = "does the constant depend on what is in the photo? How bright is a dark one then?"
        want = images.double().permute(0, 3, 1, 2) / 255
        expect.is_a(got, torch.Tensor, advice="return a tensor.")
        expect.tensor(got, shape=tuple(want.shape), advice="photos, colours, rows, columns.")
        # As above: float32 rounds to 1e-7 here, one byte is 4e-3.
        expect.close(got, want, atol=2e-6, advice=said)


@pytest.mark.exercise("to_chw")
@pytest.mark.points(1)
def test_to_chw_other_cameras(student, fresh):
    """A camera with one colour, one with four, one photo and five"""
    for n, c in ((1, 1), (5, 4), (1, 3), (3, 1)):
        images = bytes_of(fresh, n, 4, 7, c)
        images[:, 0, 0, :], images[:, -1, -1, :] = 0, 255  # the range is no clue here either
        are_planes(student.to_chw(images), images)
