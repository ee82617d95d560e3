#!/bin/sh
# The tests of a gradebook on PostgreSQL start a server of their own: Debian's package. Installs it when root.
set -eu
if [ -n "$(ls /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null)" ] || command -v pg_ctl >/dev/null 2>&1; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing PostgreSQL for the tests of the gradebook…"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
  exit 0
fi
echo "The tests of the gradebook need PostgreSQL, and this account may not install it." >&2
echo "Install it (Debian: sudo apt-get install postgresql), then run make test again." >&2
exit 1
