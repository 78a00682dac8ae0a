# title: stretches each photo from 0 to 1
# says: The darkest and the brightest pixel of a photo are no measure; 0 and 255 are.
# fails: test_to_chw_dark_stays_dark

def to_chw(images):
    planes = images.movedim(-1, 1).float()
    low = planes.amin(dim=(1, 2, 3), keepdim=True)
    high = planes.amax(dim=(1, 2, 3), keepdim=True)
    return (planes - low) / (high - low)
