"""``python -m autograde.cli`` is ``autograde``."""

from autograde.cli import main

if __name__ == "__main__":
    main()
