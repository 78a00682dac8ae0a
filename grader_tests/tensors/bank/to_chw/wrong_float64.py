# title: float64
# says: double() makes float64; a network wants float32.
# fails: test_to_chw_red_and_blue, test_to_chw_wide_and_high, test_to_chw_other_cameras

def to_chw(images):
    return images.permute(0, 3, 1, 2).double() / 255
