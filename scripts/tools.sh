# Finds or installs what a build needs, and sets WASM_BINDGEN and WASM_OPT. Sourced after lib.sh.

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

# wasm-bindgen's two halves, the crate and the tool, must be of exactly the same version.
require_wasm_bindgen() {
  local version kept
  version=$(locked_version wasm-bindgen)
  [[ -n $version ]] || die "Cargo.lock names no wasm-bindgen; run cargo generate-lockfile"
  kept="$TOOLS/wasm-bindgen-$version"
  if has wasm-bindgen && [[ "$(wasm-bindgen --version 2>/dev/null)" == "wasm-bindgen $version" ]]; then
    WASM_BINDGEN=$(command -v wasm-bindgen)
  else
    WASM_BINDGEN="$kept/bin/wasm-bindgen"
    [[ -x $WASM_BINDGEN ]] || install_wasm_bindgen "$version" "$kept"
  fi
}

# A build of the tool for one use a day: its own release profile would cost four times as long.
install_wasm_bindgen() {
  step "Building the wasm-bindgen tool $1 once, about 2 minutes (kept in the user's cache folder)"
  mkdir -p "$TOOLS"
  env -u RUSTFLAGS -u CARGO_TARGET_DIR \
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo install wasm-bindgen-cli --version "=$1" --root "$2" --bin wasm-bindgen --quiet </dev/null ||
    die "the wasm-bindgen tool did not build; install version $1 yourself: cargo install wasm-bindgen-cli --version =$1"
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
