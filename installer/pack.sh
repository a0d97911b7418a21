#!/usr/bin/env bash
# Packs the installer around the programs that lie in a folder, and signs it with its uninstaller where a certificate is
# given.
#
#   installer/pack.sh VERSION FOLDER [arguments of makensis]
set -euo pipefail
cd "$(dirname "$0")/.."
version=$1 out=$2
shift 2
# See guard.c: no library of C, so that nothing but Windows' own is loaded.
x86_64-w64-mingw32-gcc -Os -s -shared -nostartfiles -Wl,-e,DllMain -o "$out/guard.dll" installer/guard.c -lkernel32
sign=()
[ -z "${LOKET_SIGN_PKCS12:-}" ] || sign=(-DSIGN="$PWD/installer/sign.sh")
[ ${#sign[@]} = 0 ] || installer/sign.sh "$out/guard.dll"
makensis -V2 -NOCD -DVERSION="$version" -DOUT="$out" "${sign[@]}" "$@" installer/loket.nsi
