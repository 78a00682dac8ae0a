# title: fills a table that lives on the CPU
# says: torch.empty makes the table on the CPU; give it the device of the photos, or reshape them.
# fails: test_flatten_images_on_device

def flatten_images(images):
    n, h, w = images.shape
    rows = torch.empty(n, h * w, dtype=images.dtype)
    for i in range(n):
        rows[i] = images[i].reshape(-1)
    return rows
