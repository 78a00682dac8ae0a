# title: reshape instead of permute
# says: reshape only re-cuts the same number sequence; to move the channel axis use permute.
# fails: test_to_chw_red_and_blue, test_to_chw_wide_and_high, test_to_chw_dark_stays_dark, test_to_chw_other_cameras

def to_chw(images):
    n, h, w, c = images.shape
    return images.reshape(n, c, h, w).float() / 255
