# Shared by every script here: one voice for progress, one way to find or install a tool.
# Sourced, never run. It leaves the shell in the repository's root.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

APP=breakout-clips
SITE=target/site
# One bundle of browser code for each kind of page: the shell of every page, and the two workbenches, each with the
# shell in it. A bundle is the feature `hydrate`, or the feature of its own name, and loads only where its islands stand.
export BUNDLES="shell editor studio"
STAMPS=target/.stamps
LOGS=target/logs
TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/breakout-tools"
mkdir -p "$STAMPS" "$LOGS"

# The scripts look for what cargo built in target/, wherever the user's own settings would put it.
export CARGO_TARGET_DIR="$PWD/target"

export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"
export DEBIAN_FRONTEND=noninteractive

say()  { printf '%s\n' "$*"; }
step() { printf '\n==> %s\n' "$*"; }
note() { printf '    %s\n' "$*"; }
die()  { printf '\nerror: %s\n' "$*" >&2; exit 1; }
has()  { command -v "$1" >/dev/null 2>&1; }

# "1 min 40 s" from a number of seconds.
span() {
  if (($1 >= 60)); then printf '%d min %d s' $(($1 / 60)) $(($1 % 60)); else printf '%d s' "$1"; fi
}

# True when `$2` differs from what `remember` recorded under the name `$1`.
changed()  { [[ ! -f "$STAMPS/$1" || "$(cat "$STAMPS/$1")" != "$2" ]]; }
remember() { printf '%s' "$2" >"$STAMPS/$1"; }

# The version of a crate as Cargo.lock pins it.
locked_version() {
  awk -v name="\"$1\"" '$1 == "name" { hit = ($3 == name) } $1 == "version" && hit { gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

# Runs a command as root if there is a way that needs no keyboard.
as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; elif has sudo; then sudo -n "$@"; else return 1; fi
}

# debian_package COMMAND PACKAGE REASON: installs a Debian package when its command is missing.
# Answers false when that is not possible here, so that the caller can say what it means.
debian_package() {
  local command=$1 package=$2 reason=$3
  has "$command" && return 0
  has apt-get || return 1
  step "Installing $package ($reason)"
  {
    as_root apt-get install -y --no-install-recommends "$package" ||
      { as_root apt-get update && as_root apt-get install -y --no-install-recommends "$package"; }
  } >"$LOGS/apt-$package.log" 2>&1 </dev/null || { tail -n 3 "$LOGS/apt-$package.log" >&2; return 1; }
  has "$command"
}

# Puts the npm packages of a folder in place, once per lock file.
npm_packages() {
  local folder=$1 reason=$2
  local want
  want=$(sha256sum "$folder/package-lock.json" | cut -c1-64)
  if [[ ! -d "$folder/node_modules" ]] || changed "npm-${folder//[.\/]/_}" "$want"; then
    step "Fetching npm packages ($reason)"
    (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error </dev/null) ||
      die "npm could not fetch the packages of $folder/package-lock.json; check the network and run the command again"
    remember "npm-${folder//[.\/]/_}" "$want"
  fi
}

# The settings of .env, if there is one, without overriding what the caller has set.
load_env() {
  [[ -f .env ]] || return 0
  local key value
  while IFS='=' read -r key value || [[ -n $key ]]; do
    [[ $key =~ ^[A-Z][A-Z0-9_]*$ ]] || continue
    [[ -n ${!key+set} ]] || export "$key=$value"
  done <.env
}

# The settings with which a server finds the site that `scripts/build` assembled.
export_site() {
  export LEPTOS_OUTPUT_NAME=$APP LEPTOS_SITE_ROOT=$SITE LEPTOS_SITE_PKG_DIR=pkg
}

# Something listens at HOST:PORT.
port_taken() { (exec 3<>"/dev/tcp/${1%:*}/${1##*:}") 2>/dev/null; }

# A port of this machine that nothing listens at.
free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# The server says it is ready by answering; it has ended badly if its process is gone.
wait_until_ready() {
  local url=$1 pid=$2 log=$3
  node -e '
    const [url, pid] = process.argv.slice(1);
    const until = Date.now() + 60_000;
    (async function ask() {
      try { if ((await fetch(url)).ok) process.exit(0); } catch {}
      try { process.kill(Number(pid), 0); } catch { process.exit(1); }
      if (Date.now() > until) process.exit(1);
      setTimeout(ask, 100);
    })();' "$url" "$pid" || { tail -n 30 "$log" >&2; die "the server under test did not become ready (its log: $log)"; }
}

# Asks a server to end; one that still serves an open stream ten seconds later is not asked again.
end_server() {
  local server=$1
  kill "$server" 2>/dev/null || true
  timeout 10 tail --pid="$server" -f /dev/null || kill -KILL "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
}
