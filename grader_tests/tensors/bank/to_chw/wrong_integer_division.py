# title: integer division by 255
# says: A byte cannot hold a fraction, and // throws it away: convert to float, then divide by 255.
# fails: test_to_chw_red_and_blue, test_to_chw_wide_and_high, test_to_chw_dark_stays_dark, test_to_chw_other_cameras

def to_chw(images):
    return (images.permute(0, 3, 1, 2) // 255).float()
