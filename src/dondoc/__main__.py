"""The command ``dondoc``."""

from dondoc.cli.main import main

if __name__ == "__main__":
    main()
