# Finds or installs what a build needs, and sets BINDGEN and WASM_OPT. Sourced after lib.sh.

require_rust() {
  has cargo || die "Rust is missing: install it with rustup (https://rustup.rs), stable 1.95 or newer"
  has cc || debian_package cc build-essential "the linker and C compiler" ||
    die "a C compiler is missing: install gcc and g++ (Debian: apt-get install build-essential)"
  has c++ || debian_package c++ g++ "compiles the H.264 encoder" ||
    die "a C++ compiler is missing: install g++ (Debian: apt-get install g++)"
  local sysroot
  sysroot=$(rustc --print sysroot)
  if [[ ! -d "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib" ]]; then
    step "Adding Rust's standard library for WebAssembly (a few seconds)"
    has rustup || die "Rust's wasm32-unknown-unknown target is missing: install it with your Rust (rustup target add wasm32-unknown-unknown)"
    rustup target add wasm32-unknown-unknown </dev/null ||
      die "rustup could not add wasm32-unknown-unknown; run: rustup target add wasm32-unknown-unknown"
  fi
}

require_node() {
  has node && has npm || die "node and npm are missing: install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm)"
  (($(node -p 'process.versions.node.split(".")[0]') >= 20)) || die "node $(node -v) is too old: install Node.js 20 or newer"
  npm_packages . "wasm-opt and the css bundler"
}

# Without nasm the H.264 encoder still builds, at half its speed.
want_nasm() {
  debian_package nasm nasm "the H.264 encoder's fast paths" ||
    note "nasm is missing, so videos will render at about half speed (Debian: apt-get install nasm)"
}

# wasm-bindgen's two halves, the crate in the product and the tool that runs after the compiler, must be of
# exactly the same version. One on PATH will do; else the small tool of scripts/bindgen is built once for this user.
require_bindgen() {
  local version kept
  version=$(locked_version wasm-bindgen)
  BINDGEN_VERSION=$version
  if has wasm-bindgen && [[ "$(wasm-bindgen --version 2>/dev/null)" == "wasm-bindgen $version" ]]; then
    BINDGEN=wasm-bindgen
    return
  fi
  grep -q "^wasm-bindgen-cli-support = \"=$version\"" scripts/bindgen/Cargo.toml ||
    die "Cargo.lock has wasm-bindgen $version: set wasm-bindgen-cli-support to \"=$version\" in scripts/bindgen/Cargo.toml"
  kept="$TOOLS/bindgen-$version-$(cat scripts/bindgen/{main.rs,Cargo.lock} | sha256sum | cut -c1-12)"
  BINDGEN="$kept/bindgen"
  [[ -x $BINDGEN ]] || build_bindgen "$kept"
}

build_bindgen() {
  step "Building the wasm-bindgen tool once, about half a minute (kept in the user's cache folder)"
  local work="$TOOLS/building-$$"
  mkdir -p "$1" "$work"
  env -u RUSTFLAGS cargo build --quiet --locked --manifest-path scripts/bindgen/Cargo.toml --target-dir "$work" </dev/null ||
    die "the wasm-bindgen tool did not build; install it yourself: cargo install wasm-bindgen-cli --version =$BINDGEN_VERSION"
  mv "$work/debug/bindgen" "$1/bindgen"
  rm -rf "$work"
}

# run_bindgen INPUT FOLDER NAME [--keep-debug]
run_bindgen() {
  if [[ $BINDGEN == wasm-bindgen ]]; then
    wasm-bindgen --target web --no-typescript ${4:-} --out-dir "$2" --out-name "$3" "$1"
  else
    "$BINDGEN" "$@"
  fi
}

# Version 123 is the first that knows every feature today's rustc emits.
require_wasm_opt() {
  WASM_OPT=node_modules/.bin/wasm-opt
  if has wasm-opt; then
    local found
    found=$(wasm-opt --version | grep -oE '[0-9]+' | head -n 1)
    if ((${found:-0} >= 123)); then WASM_OPT=$(command -v wasm-opt); fi
  fi
}

require_java() {
  debian_package java default-jre-headless "the Nu checker of HTML runs on it" ||
    die "java is missing: the Nu checker needs it (Debian: apt-get install default-jre-headless)"
}

# The server's programs: tests start a throw-away cluster of their own. Debian keeps them beside PATH.
has_postgres() { has initdb || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null; }

want_postgres() {
  has_postgres && return 0
  # The command that tells the package's presence is not one of the server's, hence the second look.
  debian_package initdb postgresql "the wallets are tested on PostgreSQL too" || has_postgres
}
