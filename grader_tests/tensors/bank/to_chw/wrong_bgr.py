# title: blue first
# says: The order of the colours stays: plane 0 is what was colour 0.
# fails: test_to_chw_red_and_blue, test_to_chw_wide_and_high, test_to_chw_dark_stays_dark, test_to_chw_other_cameras
def to_chw(images):
    return images.flip(-1).permute(0, 3, 1, 2).float() / 255
