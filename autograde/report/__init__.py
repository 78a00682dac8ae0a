"""What the results of a class say about the class, and about the assignment itself."""
