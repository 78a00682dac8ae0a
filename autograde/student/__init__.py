"""What a notebook imports: check, hint, explain, progress."""
