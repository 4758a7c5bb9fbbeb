#!/bin/sh
# Installs the real clients that tests drive: poppler, qpdf, faketime, and a Java with what veraPDF lacks.
# Run after the set-up (make ci-clients): the veraPDF engine itself is in a package of requirements/dev.txt.
set -eu
unset CDPATH
cd -- "$(dirname -- "$0")/.."
. scripts/packages.sh

missing=
need() { missing="$missing $1"; }

command -v pdftotext >/dev/null || need poppler-utils
command -v qpdf >/dev/null || need qpdf
# Gives the twin builds of tests/circumstances.py another date.
command -v faketime >/dev/null || need faketime
# The compiler comes with the JDK only; any will do.
{ command -v java && command -v javac; } >/dev/null || need default-jdk-headless
# JAXB, which left Java in version 11 and which the jar with veraPDF leaves out.
for package in libjaxb-api-java libjaxb-java libistack-commons-java libtxw2-java libstax-ex-java libfastinfoset-java; do
    dpkg -s "$package" >/dev/null 2>&1 || need "$package"
done

if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    install_packages $missing || stop "Clients for tests are missing. On Debian or Ubuntu run this, then try again:" \
        "    sudo apt-get install$missing"
fi

# Compiles tests/clients/Vera.java, or says why it cannot.
.venv/bin/python -c 'import sys; from tests.clients import verapdf; sys.exit(verapdf.main())'
