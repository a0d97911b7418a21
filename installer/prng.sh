#!/usr/bin/env bash
# Wine 8 lacks the one function that Rust's standard library draws random numbers with; Windows 10 and 11 have it.
# Puts it into a prefix of the tests. Never shipped.
set -euo pipefail
prefix=$1
work=$(mktemp -d)
cat >"$work/shim.c" <<'C'
#include <windows.h>
BOOLEAN WINAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) { return SystemFunction036(data, (ULONG)length); }
C
x86_64-w64-mingw32-gcc -O2 -s -shared -o "$prefix/drive_c/windows/system32/bcryptprimitives.dll" "$work/shim.c" -ladvapi32
rm -rf "$work"
