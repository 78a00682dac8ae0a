"""Learn PyTorch's first module by doing; grade trained models by what they do."""

__version__ = "0.1.0"
