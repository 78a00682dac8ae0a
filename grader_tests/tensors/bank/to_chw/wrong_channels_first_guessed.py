# title: takes photos with few rows for turned ones
# says: Nothing but the last dimension holds the colours, however many rows there are.
# fails: test_to_chw_dark_stays_dark, test_to_chw_other_cameras
def to_chw(images):
    x = images.float() / 255
    return x if images.shape[1] in (1, 3, 4) else x.permute(0, 3, 1, 2)
