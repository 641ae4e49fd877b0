#!/usr/bin/env bash
# Installs the npm packages of the interop tests as the lock file names them,
# unless what is installed already came from this very lock file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() {
  echo "interop-tests: $1" >&2
  exit 1
}

command -v node >/dev/null || fail "Node.js 20 or later is needed, and no 'node' is on the PATH."
command -v npm >/dev/null || fail "npm is needed, and no 'npm' is on the PATH."
version="$(node --version)"
major="${version#v}"
major="${major%%.*}"
((major >= 20)) || fail "Node.js 20 or later is needed, this is $version."

# npm ci removes node_modules first, so a copy inside it means a finished install.
installed=node_modules/.installed-package-lock.json
if ! cmp --silent package-lock.json "$installed"; then
  npm ci --no-progress
  cp package-lock.json "$installed"
fi
