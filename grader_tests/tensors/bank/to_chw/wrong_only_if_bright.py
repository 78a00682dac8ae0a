# title: divides only where a pixel is above 1
# says: Bytes are bytes in the darkest night too: what is in the photo decides nothing.
# fails: test_to_chw_dark_stays_dark
def to_chw(images):
    x = images.permute(0, 3, 1, 2).float()
    if x.max() > 1:
        x = x / 255
    return x
