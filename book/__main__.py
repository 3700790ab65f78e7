"""`python -m book` is the command `book`."""

from book.cli import main

if __name__ == "__main__":
    main()
