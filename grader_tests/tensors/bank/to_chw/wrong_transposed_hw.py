# title: height and width swapped
# says: You also swapped height and width: the pictures are mirrored along the diagonal.
# fails: test_to_chw_red_and_blue, test_to_chw_wide_and_high, test_to_chw_dark_stays_dark, test_to_chw_other_cameras

def to_chw(images):
    return images.permute(0, 3, 2, 1).float() / 255
