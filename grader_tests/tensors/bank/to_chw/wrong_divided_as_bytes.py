# title: scaled while the numbers still are bytes
# says: A byte cannot hold a fraction, and // throws it away: convert to float, then divide by 255.
# fails: test_to_chw_red_and_blue, test_to_chw_wide_and_high, test_to_chw_dark_stays_dark, test_to_chw_other_cameras

def to_chw(images):
    scaled = (images / 255).to(torch.uint8)
    return scaled.permute(0, 3, 1, 2).float()
