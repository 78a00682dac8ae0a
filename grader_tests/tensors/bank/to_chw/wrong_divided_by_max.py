# title: divides by the brightest pixel
# says: Divide by the constant 255; by its own maximum every dark photo becomes bright.
# fails: test_to_chw_dark_stays_dark

def to_chw(images):
    planes = images.permute(0, 3, 1, 2).float()
    return planes / planes.max()
