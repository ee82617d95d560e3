#!/bin/sh
# The browser tests drive Debian's chromium. Installs it when root; says what to do when it cannot.
set -eu
if [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing chromium for the browser tests…"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
  exit 0
fi
echo "The browser tests need chromium, and this account may not install it." >&2
echo "Install it (Debian: sudo apt-get install chromium) or name one: CHROMIUM=/path/to/chrome make test" >&2
exit 1
