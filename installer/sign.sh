#!/usr/bin/env bash
# Signs one program of Windows in its place, where a certificate is given; without one it does nothing.
#
#   installer/sign.sh FILE
#
# LOKET_SIGN_PKCS12   the certificate with its key (.p12, .pfx)
# LOKET_SIGN_PASSWORD a file with its password
# LOKET_SIGN_TIME     the address of a time stamp's server (RFC 3161); without one a signature ends with its certificate
set -euo pipefail
[ -n "${LOKET_SIGN_PKCS12:-}" ] || exit 0
file=$1
stamp=()
[ -z "${LOKET_SIGN_TIME:-}" ] || stamp=(-ts "$LOKET_SIGN_TIME")
osslsigncode sign -pkcs12 "$LOKET_SIGN_PKCS12" -readpass "$LOKET_SIGN_PASSWORD" -h sha256 -n Loket \
    "${stamp[@]}" -in "$file" -out "$file.signed" >/dev/null
mv "$file.signed" "$file"
