# title: turns its argument over in place
# says: transpose_ with an underscore changes the caller's photos; use permute.
# fails: test_to_chw_wide_and_high

def to_chw(images):
    images.transpose_(2, 3).transpose_(1, 2)
    return images.float() / 255
