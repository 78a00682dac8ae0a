# title: a lambda with a default
numbers_in_image = lambda height, width, channels=1: (height * channels) * width  # noqa: E731
