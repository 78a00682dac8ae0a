# title: vmap over the photos
flatten_images = torch.vmap(lambda photo: photo.reshape(-1))
