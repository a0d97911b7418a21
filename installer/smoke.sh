#!/usr/bin/env bash
# What can be seen of the Windows program without Windows: installed, started, looked at, closed, upgraded, removed,
# under Wine. Needs target/windows/ (build.sh) and a Linux loket to compare with (the first argument).
# Pictures go to target/windows/pictures/.
set -euo pipefail
cd "$(dirname "$0")/.."
linux=$(realpath "${1:-target/debug/loket}")
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
out=$PWD/target/windows
setup=$out/loket-$version-setup.exe
pictures=$out/pictures
say() { printf '%s %s\n' "$(date +%H:%M:%S)" "$1"; }
fail() { printf 'FAILED: %s\n' "$1" >&2; exit 1; }
for tool in wine makensis xdotool import Xvfb x86_64-w64-mingw32-gcc; do
    command -v "$tool" >/dev/null || fail "$tool is not installed"
done

work=$(mktemp -d)
export USER=${USER:-$(id -un)} WINEPREFIX=$work/prefix WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
export TMPDIR=$work LC_ALL=C.UTF-8
display=:$((90 + RANDOM % 400))
Xvfb "$display" -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
xvfb=$!
export DISPLAY=$display
finish() {
    /usr/lib/wine/wineserver -k >/dev/null 2>&1 || wineserver -k >/dev/null 2>&1 || true
    kill "$xvfb" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
mkdir -p "$pictures"

say "a fresh prefix"
wine wineboot -i >/dev/null 2>&1
installer/prng.sh "$WINEPREFIX"

drive=$WINEPREFIX/drive_c
app=$drive/Program\ Files/Loket
data=$drive/ProgramData/Loket/data
loket() { wine "$app/loket.com" "$@"; }
silent() { timeout 120 wine "$@"; }
# Waits for the window of the program.
shown() {
    for _ in $(seq 400); do
        [ -n "$(xdotool search --onlyvisible --name 'Loket' 2>/dev/null | head -1)" ] && return
        sleep 0.05
    done
    fail "no window"
}
gone() {
    for _ in $(seq 150); do pgrep -f 'loket.exe' >/dev/null || return 0; sleep 0.1; done
    fail "it did not close"
}
# As the task manager asks a program to close.
close_loket() { wine taskkill /im loket.exe >/dev/null 2>&1 || true; gone; }
# Takes a picture of the screen again and again, until it differs from one before by so many dots.
until_changed() {
    for _ in $(seq 30); do
        import -window root "$2"
        [ "$(changed "$1" "$2")" -gt "$3" ] && return
        sleep 0.5
    done
    fail "$4"
}
# How many dots differ between two pictures.
changed() { compare -metric AE "$1" "$2" null: 2>&1 | sed 's/[^0-9].*//' || true; }

say "silent install, role and hub stored"
began=$(date +%s%N)
silent "$setup" /S /ROLE=desk
for file in loket.exe loket.com LICENSE.txt install.json uninstall.exe; do
    [ -f "$app/$file" ] || fail "$file is not installed"
done
say "installed in $((($(date +%s%N) - began) / 1000000)) ms"
grep -q '"scope": "machine", "role": "desk"' "$app/install.json" || fail "install.json: $(cat "$app/install.json")"
[ -f "$drive/users/Public/Desktop/Loket.lnk" ] || fail "no desktop entry"
wine reg query 'HKLM\Software\Classes\Loket.Summary\shell\open\command' >/dev/null || fail ".asice is not known"
silent "$setup" /S /ROLE=toaster && fail "an unknown role was taken" || [ $? -eq 4 ] || fail "an unknown role: exit code"

say "a window program with its icon and version, and a console beside it"
objdump=x86_64-w64-mingw32-objdump
[[ $($objdump -p "$app/loket.exe") == *'(Windows GUI)'* ]] || fail "loket.exe is no window program"
[[ $($objdump -p "$app/loket.com") == *'(Windows CUI)'* ]] || fail "loket.com is no console program"
[[ $($objdump -h "$app/loket.exe") == *.rsrc* ]] || fail "no icon, version, manifest"
grep -aq 'PerMonitorV2' "$app/loket.exe" || fail "no manifest"
printf 'sex,age,weight\n1,731,x\n' >"$work/bad.csv"
code=0; loket growth "$work/bad.csv" >/dev/null 2>&1 || code=$?
[ "$code" = 2 ] || fail "the exit code is not passed through: $code"
[[ $(printf 'sex,age,weight\n1,731,12\n' | loket growth -) == *'1,731,12,,,,-0.11'* ]] || fail "standard input is not passed through"

say "the same answers as on Linux, byte for byte"
survey=tests/data/who_survey_498.csv
loket growth "$survey" --months >"$work/windows.csv" 2>"$work/windows.err"
"$linux" growth "$survey" --months >"$work/linux.csv" 2>"$work/linux.err"
cmp "$work/windows.csv" "$work/linux.csv" && cmp "$work/windows.err" "$work/linux.err" || fail "growth differs"
sed 's/\r*$/\r/' "$survey" >"$work/siti núrhaliza ĝ.csv"
loket growth "$work/siti núrhaliza ĝ.csv" --months --out "$work/crlf.csv" 2>/dev/null || fail "CRLF input, another name"
cmp <(tr -d '\r' <"$work/crlf.csv") <(tr -d '\r' <"$work/linux.csv") || fail "CRLF input differs"
loket growth "$survey" --out CON.csv 2>"$work/device.err" && fail "CON.csv was taken"
grep -q 'CON.csv' "$work/device.err" || fail "CON.csv is not named"
"$linux" demo --no-window --out "$work/demo" --date 2026-11-21 --seed 7 >/dev/null
for summary in "$work"/demo/summary/*; do
    code=0; loket verify "$summary" >"$work/w.txt" || code=$?
    there=0; "$linux" verify --data "$work/none" "$summary" >"$work/l.txt" || there=$?
    [ "$code" = "$there" ] && cmp "$work/w.txt" "$work/l.txt" || fail "verify $summary differs ($code, $there)"
done

say "a clinic from a copy that was made on Linux; the key wrapped by Windows"
"$linux" backup --data "$work/demo" --to "$work/usb" >/dev/null
copy=$(ls "$work"/usb/loket-*-??-??.db | tail -1)
loket restore "$copy" >/dev/null || fail "restore"
[ -f "$data/loket.db" ] || fail "the data are not in the machine's folder"
head -c 14 "$data"/secrets/* | grep -q 'LOKET-DPAPI-1m' || fail "the key is not wrapped for the machine"
loket doctor >/dev/null || fail "doctor"
long="C:\\Bidan Núr'aini\\$(printf 'folder yang panjang %.0s' $(seq 11))x"
[ ${#long} -gt 200 ] || fail "not long"
loket restore "$copy" --data "$long" >/dev/null || fail "a path of ${#long} letters"
loket doctor --data "$long" >/dev/null || fail "doctor on a long path"
loket summary --period 2026-11-20 --out "$work/papers" >/dev/null || fail "a summary with the wrapped key"

say "the window"
began=$(date +%s%N)
wine "$app/loket.exe" >/dev/null 2>&1 &
shown
say "first window after $((($(date +%s%N) - began) / 1000000)) ms"
sleep 3
import -window root "$pictures/sign-in.png"
pid=$(pgrep -f 'loket.exe' | head -1)
say "memory $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status") MB"
xdotool type --delay 40 'wahyu'; xdotool key Return; sleep 0.5
xdotool type --delay 40 'kata sandi lain'; xdotool key Return; sleep 2
until_changed "$pictures/sign-in.png" "$pictures/typed.png" 200 "typing shows nothing"
xdotool key shift+F11; sleep 3
count=$(xdotool search --onlyvisible --name 'Loket' 2>/dev/null | wc -l)
[ "$count" -ge 2 ] || fail "the display is no second window"
import -window root "$pictures/display.png"

say "a second start brings the first forward and ends"
timeout 20 wine "$app/loket.exe" || fail "the second start did not end well"
sleep 1
[ ! -e "$data/loket.forward" ] || fail "nobody answered the second start"

say "clean shutdown, with a copy"
close_loket
[ ! -e "$data/loket.holder" ] || fail "it did not end cleanly"
ls "$data"/copies/loket-*.db >/dev/null || fail "no copy of the day"
ls "$data"/log/loket*.log >/dev/null || fail "no log"

say "cut off by force: the next start says so"
wine "$app/loket.exe" >/dev/null 2>&1 &
shown; sleep 2
wine taskkill /f /im loket.exe >/dev/null 2>&1 || true
gone
wine "$app/loket.exe" >/dev/null 2>&1 &
shown; sleep 3
import -window root "$pictures/after-a-cut.png"
below() { convert "$1" -crop 1366x100+0+668 +repage "$2"; }
below "$pictures/sign-in.png" "$work/before.png"
below "$pictures/after-a-cut.png" "$work/after.png"
[ "$(changed "$work/before.png" "$work/after.png")" -gt 2000 ] || fail "the next start does not say that it was cut off"
close_loket

say "the front desk of the demo: a ticket, a call with its chime and no sound device, a slip"
wine "$app/loket.exe" demo --out 'C:\demo-desk' >/dev/null 2>&1 &
shown; sleep 3
xdotool key F2; sleep 2
import -window root "$pictures/front-desk.png"
xdotool key shift+F11; sleep 3
# The desk's own window stands out at the right of the display.
xdotool mousemove 1350 60 click 1; sleep 1
xdotool key F9; sleep 3
import -window root "$pictures/called.png"
pgrep -f 'loket.exe' >/dev/null || fail "the call ended the program"
for _ in $(seq 20); do ls "$drive"/demo-desk/paper/*-*-*.pdf >/dev/null 2>&1 && break; sleep 0.5; done
head -c 4 "$(ls "$drive"/demo-desk/paper/*-*-*.pdf | tail -1)" | grep -q '%PDF' || fail "the slip is no PDF"
close_loket

say "upgrade in place copies the data first and keeps them"
silent "$setup" /S
ls "$data/before-$version"/loket-*.db >/dev/null || fail "no copy before the upgrade"
grep -q '"role": "desk"' "$app/install.json" || fail "the role was forgotten"
loket doctor >/dev/null || fail "doctor after the upgrade"

say "an older version is refused"
makensis -V1 -NOCD -DVERSION=0.0.1 -DOUT="$out" installer/loket.nsi
code=0; silent "$out/loket-0.0.1-setup.exe" /S || code=$?
rm -f "$out/loket-0.0.1-setup.exe"
[ "$code" = 2 ] || fail "a downgrade ended with $code"
grep -q "$version" <(wine reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Loket' /v DisplayVersion) || fail "downgraded"

say "roles: a display starts by itself, a hub has its rule, a user's own has its own folder"
silent "$setup" /S /ROLE=display /HUB=192.168.1.10
grep -q '"role": "display", "hub": "192.168.1.10"' "$app/install.json" || fail "role and hub: $(cat "$app/install.json")"
wine reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Run' /v Loket >/dev/null || fail "no autostart"
silent "$setup" /S /ROLE=desk
wine reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Run' /v Loket >/dev/null 2>&1 && fail "the autostart stayed"
silent "$setup" /S /SCOPE=user
own="$drive/users/$USER/AppData/Local/Programs/Loket"
[ -f "$own/loket.exe" ] && grep -q '"scope": "user"' "$own/install.json" || fail "per user"
wine "$own/loket.exe" >/dev/null 2>&1 &
shown; sleep 3
import -window root "$pictures/first-run.png"
# Clicked into the second field, typed.
xdotool mousemove 700 270 click 1; sleep 0.5
xdotool type --delay 40 'P3510070101'; sleep 0.5
until_changed "$pictures/first-run.png" "$pictures/first-run-typed.png" 200 "a click and typing show nothing"
close_loket
roaming="$drive/users/$USER/AppData/Roaming/Loket/Loket/data"
[ -f "$roaming/loket.db" ] && ls "$roaming"/log/loket*.log >/dev/null || fail "the user's own folder"

say "uninstall leaves the data"
silent "$app/uninstall.exe" /S
for _ in $(seq 200); do [ -e "$app/loket.exe" ] || break; sleep 0.1; done
[ ! -e "$app/loket.exe" ] || fail "the program is still there"
[ -f "$data/loket.db" ] || fail "the data went with it"
wine reg query 'HKLM\Software\Classes\Loket.Summary' >/dev/null 2>&1 && fail "the file type stayed"

say "the portable ZIP keeps its data beside itself"
(cd "$work" && unzip -q "$out/loket-$version-portable.zip")
wine "$work/Loket/loket.com" restore "$(ls "$work"/usb/loket-*.db | head -1)" >/dev/null || fail "portable"
[ -f "$work/Loket/data/loket.db" ] || fail "the portable data are elsewhere"
say "sizes: installer $(($(stat -c %s "$setup") / 1024)) KB, exe $(($(stat -c %s "$out/loket.exe") / 1024)) KB"
say "the Windows program passed"
