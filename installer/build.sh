#!/usr/bin/env bash
# Builds loket.exe, loket.com, the installer and the portable ZIP for Windows 10/11 (x86-64) on a bare Debian 12.
#
#   installer/build.sh            everything, into target/windows/
#   installer/build.sh exe        the programs only
#   installer/build.sh test ...   the product's tests under Wine (arguments go to cargo test)
#
# Where LOKET_SIGN_PKCS12 names a certificate, everything is signed that Windows may start (sign.sh).
#
# A cache outside the checkout is used where LOKET_CI_CACHE names one; a second run is quick, and none is needed.
set -euo pipefail
cd "$(dirname "$0")/.."
step() { printf '\n-- %s (%s)\n' "$1" "$(date +%H:%M:%S)"; }
task=${1:-all}

# ---------------------------------------------------------------------------------------------- tools
# Debian's newer compiler, because only it comes with the source of its own standard library.
needed=(rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64-win32)
[ "$task" = exe ] || needed+=(nsis zip)
[ -z "${LOKET_SIGN_PKCS12:-}" ] || needed+=(osslsigncode)
[ "$task" = test ] && needed+=(wine wine64)
missing=()
for package in "${needed[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    step "packages: ${missing[*]}"
    sudo=""
    [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

cache=${LOKET_CI_CACHE:-$PWD/target/windows-cache}
target=x86_64-pc-windows-gnu
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
export RUSTC=/usr/bin/rustc
export PATH=/usr/bin:/bin
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc
unset RUSTUP_TOOLCHAIN

# ---------------------------------------------------------------------------------------------- the standard library
# No Windows standard library can be had for this compiler, so it is built once from its source.
id=$($RUSTC -vV | sed -n 's/^commit-hash: //p')
sysroot=$cache/windows-std-bitcode-$id
if [ ! -f "$sysroot/done" ]; then
    step "the standard library for Windows"
    work=$cache/windows-std-work
    rm -rf "$work" "$sysroot"
    mkdir -p "$work/src" "$sysroot/lib/rustlib/$target/lib"
    printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
    : >"$work/src/lib.rs"
    # With bitcode: the program is optimised across it.
    (cd "$work" && RUSTC_BOOTSTRAP=1 CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS=-Cembed-bitcode=yes cargo build --quiet --release --target $target \
        -Zbuild-std=std,panic_unwind,test --target-dir "$work/target")
    cp "$work/target/$target/release/deps/"*.rlib "$sysroot/lib/rustlib/$target/lib/"
    # Procedural macros and build scripts run here and need this machine's own.
    ln -s /usr/lib/rustlib/x86_64-unknown-linux-gnu "$sysroot/lib/rustlib/x86_64-unknown-linux-gnu"
    rm -rf "$work"
    touch "$sysroot/done"
fi
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS="--sysroot=$sysroot -Ctarget-feature=+crt-static"
export CARGO_BUILD_TARGET=$target
export CARGO_TARGET_DIR=$cache/windows-target

if [ "$task" = test ]; then
    shift
    step "tests under Wine"
    # A prefix of its own unless one is given, with the one function that Wine 8 lacks and Windows 10 and 11 have.
    if [ -z "${WINEPREFIX:-}" ]; then
        WINEPREFIX=$(mktemp -d)/prefix
        export WINEPREFIX USER=${USER:-$(id -un)} WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
        wine wineboot -i >/dev/null 2>&1
        installer/prng.sh "$WINEPREFIX"
    fi
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=wine
    export CARGO_PROFILE_DEV_DEBUG=0
    exec cargo test --locked "$@"
fi

# ---------------------------------------------------------------------------------------------- the programs
step "loket.exe, loket.com"
# Smaller, and quicker to build than the fastest code; what is hot is the same arithmetic.
export CARGO_PROFILE_RELEASE_OPT_LEVEL=s CARGO_PROFILE_RELEASE_LTO=thin CARGO_PROFILE_RELEASE_CODEGEN_UNITS=8
cargo build --release --locked --bin loket --bin loket-console
out=$PWD/target/windows
mkdir -p "$out"
cp "$CARGO_TARGET_DIR/$target/release/loket.exe" "$out/loket.exe"
cp "$CARGO_TARGET_DIR/$target/release/loket-console.exe" "$out/loket.com"
installer/sign.sh "$out/loket.exe"
installer/sign.sh "$out/loket.com"
[ "$task" = exe ] && exit 0

# ---------------------------------------------------------------------------------------------- installer, portable
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
step "installer and portable ZIP, version $version"
cp LICENSE "$out/LICENSE.txt"
installer/pack.sh "$version" "$out"
rm -rf "$out/portable" "$out/loket-$version-portable.zip"
mkdir -p "$out/portable/Loket"
cp "$out/loket.exe" "$out/loket.com" "$out/LICENSE.txt" "$out/portable/Loket/"
printf '{ "scope": "portable", "role": "desk" }\n' >"$out/portable/Loket/install.json"
(cd "$out/portable" && zip -q -9 -r "../loket-$version-portable.zip" Loket)
rm -rf "$out/portable"
ls -l "$out"
