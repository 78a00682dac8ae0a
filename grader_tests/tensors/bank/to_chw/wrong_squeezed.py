# title: squeeze at the end
# says: One photo is still a batch of one, and one colour still an axis.
# fails: test_to_chw_red_and_blue, test_to_chw_dark_stays_dark, test_to_chw_other_cameras

def to_chw(images):
    return (images.permute(0, 3, 1, 2).float() / 255).squeeze()
