# make book   the EPUB and the print PDF of anthology.toml, in build/ (sets up .venv and Pango first)
# make check  style, types, layers, the lock, the packages
# make test   every test that this machine can run, and what it lacks for the others
# make bench  how well and how fast pages are cleaned, with the peers beside us (CASES=folder, see bench/README.md)
# make lock   requirements*.lock anew from pyproject.toml
# make clean  away with all that make made
.PHONY: book check test bench lock clean
.NOTPARALLEL:

book:  ; @sh setup/book.sh
check: ; @sh setup/check.sh
test:  ; @sh setup/test.sh
bench: ; @sh setup/bench.sh
lock:  ; @sh setup/lock.sh
clean: ; @sh setup/clean.sh
