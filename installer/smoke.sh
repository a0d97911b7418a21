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
for tool in wine makensis xdotool import Xvfb x86_64-w64-mingw32-gcc openssl osslsigncode; do
    command -v "$tool" >/dev/null || fail "$tool is not installed"
done

work=$(mktemp -d)
# netsh, icacls and net are stand-ins of this test (below): Wine's own do nothing and say that it went well.
export USER=${USER:-$(id -un)} WINEPREFIX=$work/prefix WINEDEBUG=-all
export WINEDLLOVERRIDES="mscoree,mshtml=;netsh.exe,icacls.exe,net.exe=n,b"
export TMPDIR=$work LC_ALL=C.UTF-8
display=:$((90 + RANDOM % 400))
Xvfb "$display" -noreset -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
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
# Writes down how it was called, and ends with the number in NAME.code.
cat >"$work/stand-in.c" <<'C'
#include <stdio.h>
#include <string.h>
#include <windows.h>
int main(void) {
    const char *line = GetCommandLineA();
    FILE *to = fopen("C:\\called.txt", "ab");
    if (to) fprintf(to, "%s\n", line);
    /* Where the plug-in lies that called. */
    if (to && GetFileAttributesA("C:\\Program Files\\Loket.setup\\nsExec.dll") == INVALID_FILE_ATTRIBUTES)
        fprintf(to, "called from an open folder\n");
    if (to) fclose(to);
    FILE *from = fopen(strstr(line, "netsh") ? "C:\\netsh.code" : "C:\\icacls.code", "rb");
    int code = 0;
    if (from) fscanf(from, "%d", &code);
    return code;
}
C
# What stands behind a pipe.
cat >"$work/pass.c" <<'C'
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
int main(void) {
    int byte;
    _setmode(0, _O_BINARY);
    _setmode(1, _O_BINARY);
    while ((byte = getchar()) != EOF) putchar(byte);
    return 0;
}
C
x86_64-w64-mingw32-gcc -Os -s -o "$work/stand-in.exe" "$work/stand-in.c"
x86_64-w64-mingw32-gcc -Os -s -o "$drive/pass.exe" "$work/pass.c"
for tool in netsh icacls net; do cp "$work/stand-in.exe" "$drive/windows/system32/$tool.exe"; done
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
# The processes of this prefix's Loket; other tests may run on the same machine.
running() {
    local pid
    for pid in $(pgrep -f 'loket\.exe' || true); do
        if tr '\0' '\n' 2>/dev/null <"/proc/$pid/environ" | grep -qxF "WINEPREFIX=$WINEPREFIX"; then echo "$pid"; fi
    done
}
gone() {
    for _ in $(seq 150); do [ -n "$(running)" ] || return 0; sleep 0.1; done
    fail "it did not close"
}
# A window with these words in its title.
titled() {
    for _ in $(seq 200); do
        [ -n "$(xdotool search --onlyvisible --name "$1" 2>/dev/null | head -1)" ] && return
        sleep 0.1
    done
    fail "no window is called $1"
}
# Ends with this code, or the test fails.
ends_with() {
    local wanted=$1 code=0
    shift
    silent "$@" || code=$?
    [ "$code" = "$wanted" ] || fail "$* ended with $code, not $wanted"
}
# What the last installation noted of itself.
noted() { [ -f "$1/install.log" ] && iconv -f UTF-16 "$1/install.log" | grep -qF "$2"; }
machine='HKLM\System\CurrentControlSet\Control\Session Manager\Environment'
path_of() { wine reg query "$1" /v Path 2>/dev/null | sed -n 's/^ *Path *REG_[A-Z_]*SZ *//p' | tr -d '\r'; }
pieces() { path_of "$1" | tr ';' '\n' | grep -cixF "$2" || true; }
# A figure of the issue is a limit.
at_most() { [ "$1" -le "$2" ] || fail "$3: $1, at most $2"; }
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

say "every exit code stands in README.md"
codes=$(sed -n 's/.*!insertmacro Fail \([0-9]*\) .*/\1/p; s/.*StrCpy \$Outcome \([1-9]\).*/\1/p' installer/loket.nsi | sort -nu)
[ "$(echo $codes)" = "2 3 4 5 6 7 8 9 10 11 12 13" ] || fail "exit codes: $codes"
for code in 0 1 $codes; do grep -q "^| $code |" installer/README.md || fail "exit code $code is not in README.md"; done

say "a Windows that is too old is told so, and nothing is installed"
wine winecfg -v win81 >/dev/null 2>&1
ends_with 10 "$setup" /S
[ ! -e "$app" ] && [ ! -e "$drive/ProgramData/Loket" ] || fail "something was installed"
wine winecfg -v win10 >/dev/null 2>&1

say "silent install"
path_before=$(path_of "$machine")
[ -n "$path_before" ] || fail "no PATH to begin with"
began=$(date +%s%N)
ends_with 0 "$setup" /S /ROLE=desk
took=$((($(date +%s%N) - began) / 1000000))
for file in loket.exe loket.com LICENSE.txt install.json uninstall.exe; do
    [ -f "$app/$file" ] || fail "$file is not installed"
done
# Up to ten seconds of it are Wine's: the first program of a fresh prefix that uses OLE may wait that long for RpcSs.
say "installed in $took ms"
at_most "$took" 30000 "milliseconds of a silent install"
grep -q '"scope": "machine", "role": "desk"' "$app/install.json" || fail "install.json: $(cat "$app/install.json")"
[ -f "$drive/users/Public/Desktop/Loket.lnk" ] || fail "no desktop entry"
menu="$drive/ProgramData/Microsoft/Windows/Start Menu/Programs/Loket"
[ -f "$menu/Loket.lnk" ] && [ -f "$menu/Loket - command prompt.lnk" ] || fail "Start menu: $(ls "$menu")"
wine reg query 'HKLM\Software\Classes\Loket.Summary\shell\open\command' >/dev/null || fail ".asice is not known"

say "rights: the folders are the administrators', only the group reads the keys; once, and nothing through a link"
group='"C:\windows\system32\net.exe" localgroup "Loket"'
tool='"C:\windows\system32\icacls.exe"'
owners='*S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F'
shared='C:\ProgramData\Loket'
for call in "$group /add" "$tool \"$shared\" /setowner *S-1-5-32-544 /L" \
    "$tool \"$shared\" /inheritance:r /grant:r $owners *S-1-5-32-545:RX /L" \
    "$tool \"$shared\\data\" /inheritance:r /grant:r $owners *S-1-5-32-545:(OI)(CI)M /L" \
    "$tool \"$shared\\data\\secrets\" /inheritance:r /grant:r $owners \"Loket:(OI)(CI)M\" "; do
    grep -qF "$call" "$drive/called.txt" || fail "not called: $call in $(cat "$drive/called.txt")"
done
grep -q "icacls.* /T" "$drive/called.txt" && fail "rights over a tree that others write into"
grep -qF 'secrets" /inheritance:r' "$drive/called.txt" && ! grep -F 'secrets" /inheritance:r' "$drive/called.txt" | grep -q '32-545' || fail "everybody reads the keys"
grep -q 'open folder' "$drive/called.txt" && fail "plug-ins lie where ordinary accounts write"
[ -d "$drive/ProgramData/Loket/data/secrets" ] && [ ! -e "$drive/Program Files/Loket.setup" ] || fail "folders"
rm "$drive/called.txt"
ends_with 0 "$setup" /S
grep -qE 'icacls|localgroup' "$drive/called.txt" && fail "rights were given twice: $(cat "$drive/called.txt")"
key='HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Loket'
again() { wine reg delete "$key" /v Rights /f >/dev/null; }
again
echo 5 >"$drive/icacls.code"
ends_with 8 "$setup" /S
noted "$app" 'rights on the folder' || fail "no word of the rights"
[ -f "$app/loket.exe" ] || fail "not installed without the rights"
rm "$drive/icacls.code" "$drive/called.txt"
ends_with 0 "$setup" /S
grep -q icacls "$drive/called.txt" || fail "rights that failed were not given at the next installation"
mv "$drive/ProgramData/Loket" "$drive/elsewhere"
ln -s "$drive/elsewhere" "$drive/ProgramData/Loket"
rm "$drive/called.txt"
ends_with 13 "$setup" /S
[ ! -e "$drive/called.txt" ] || fail "something was done to a link: $(cat "$drive/called.txt")"
rm "$drive/ProgramData/Loket"
mv "$drive/elsewhere" "$drive/ProgramData/Loket"

say "a folder that ordinary accounts can write, and one user's beside everybody's, are refused"
ends_with 11 "$setup" /S '/D=C:\Klinik'
[ ! -e "$drive/Klinik" ] || fail "installed there all the same"
ends_with 12 "$setup" /S /SCOPE=user
# What follows about one user's installation is done as if there were none for everybody.
alone() { wine reg export "$key" 'C:\everybody.reg' /y >/dev/null; wine reg delete "$key" /f >/dev/null; }
together() { wine reg import 'C:\everybody.reg' >/dev/null; }

say "roles and hubs are stored in their known words, anything else is refused"
stored() { grep -qF "\"scope\": \"machine\", \"role\": \"$1\", \"hub\": \"$2\"" "$app/install.json" || fail "not $1, $2: $(cat "$app/install.json")"; }
ends_with 0 "$setup" /S /ROLE=station /HUB=192.168.1.10; stored station 192.168.1.10
ends_with 0 "$setup" /S /ROLE=kiosk '/HUB=[fe80::1]:80'; stored kiosk '[fe80::1]:80'
wine reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Run' /v Loket >/dev/null || fail "a kiosk does not start by itself"
ends_with 0 "$setup" /S /Role=DISPLAY /Scope=MACHINE /Hub=Meja-Depan.local; stored display Meja-Depan.local
for hub in 'meja"' 'mejá' 'meja depan' 'http://meja' 'meja,2' 'meja\2' 'x²'; do ends_with 7 "$setup" /S "/HUB=$hub"; done
ends_with 4 "$setup" /S /ROLE=toaster
ends_with 4 "$setup" /S /SCOPE=everyone
stored display Meja-Depan.local

say "a hub: netsh is called with its rule; what it answers counts"
rule='advfirewall firewall add rule name="Loket hub" dir=in action=allow program="C:\Program Files\Loket\loket.exe" enable=yes profile=private,domain'
ends_with 0 "$setup" /S /ROLE=hub /HUB=; stored hub ''
grep -qF "$rule" "$drive/called.txt" || fail "no rule: $(cat "$drive/called.txt")"
echo 1 >"$drive/netsh.code"
ends_with 9 "$setup" /S
noted "$app" 'firewall rule could not be added' || fail "no word of the firewall"
alone
ends_with 9 "$setup" /S /SCOPE=user /ROLE=hub
together
rm "$drive/called.txt"
ends_with 0 "$setup" /S /ROLE=desk; stored desk ''
grep -q 'delete rule' "$drive/called.txt" && ! grep -q 'add rule' "$drive/called.txt" || fail "a desk's rule"
rm "$drive/netsh.code"
own="$drive/users/$USER/AppData/Local/Programs/Loket"
mine="C:\\users\\$USER\\AppData\\Local\\Programs\\Loket"
# The uninstaller ends before its work does.
removed() { for _ in $(seq 200); do [ -e "$1" ] || return 0; sleep 0.1; done; fail "$1 is still there"; }
silent "$own/uninstall.exe" /S; removed "$own"

say "files that cannot be written"
alone
mkdir -p "$own/loket.exe/x"
ends_with 5 "$setup" /S /SCOPE=user
rm -r "$own"
together

say "the command by its name in a prompt, PATH written once; the Start menu's prompt"
[ "$(path_of "$machine")" = "$path_before;C:\\Program Files\\Loket" ] || fail "PATH: $(path_of "$machine")"
wine reg query "$machine" /v Path | grep -q REG_EXPAND_SZ || fail "PATH changed its kind"
printf 'nama,sex,age,weight\nNú’aisyah,1,731,12\nÉmi,2,400,9.1\n' >"$drive/in.csv"
"$linux" growth "$drive/in.csv" >"$work/in.linux.csv"
wine cmd /c 'loket growth C:\in.csv' >"$work/in.windows.csv" || fail "loket growth by its name"
cmp "$work/in.windows.csv" "$work/in.linux.csv" || fail "growth by its name differs"
wine start /unix "$menu/Loket - command prompt.lnk" >/dev/null 2>&1 &
titled 'cmd.exe'; sleep 1
xdotool mousemove 300 200 click 1; sleep 0.5
xdotool type --delay 40 'loket growth C:\in.csv --out prompt.csv'; xdotool key Return
for _ in $(seq 100); do [ -s "$drive/users/$USER/prompt.csv" ] && break; sleep 0.1; done
import -window root "$pictures/prompt.png"
cmp "$drive/users/$USER/prompt.csv" "$work/in.linux.csv" || fail "the Start menu's prompt does not begin in the person's folder, or knows no loket"
# Wine's console still gives one line to the program that has ended.
for _ in $(seq 5); do
    xdotool type --delay 40 'exit'; xdotool key Return; sleep 1
    [ -n "$(xdotool search --onlyvisible --name 'cmd.exe' 2>/dev/null)" ] || break
done
[ -z "$(xdotool search --onlyvisible --name 'cmd.exe' 2>/dev/null)" ] || fail "the prompt does not end"

say "another code page on the console: the same bytes through a pipe"
printf '@chcp %%1 >C:\\page.txt\r\n@loket growth C:\\in.csv | C:\\pass.exe >C:\\piped.csv\r\n' >"$drive/page.bat"
for page in 437 1252; do
    rm -f "$drive/piped.csv"
    # A console of its own: without one there is no code page to change.
    timeout 60 wine start /wait cmd /c "C:\\page.bat $page" || fail "code page $page"
    grep -q "$page" "$drive/page.txt" || fail "no code page $page: $(cat "$drive/page.txt")"
    cmp "$drive/piped.csv" "$work/in.linux.csv" || fail "code page $page: other bytes"
done

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

say "ending loket.com ends its program"
mkfifo "$work/open"
wine "$app/loket.com" growth - <"$work/open" >/dev/null 2>&1 &
exec 8>"$work/open"
for _ in $(seq 100); do [ -n "$(running)" ] && break; sleep 0.1; done
[ -n "$(running)" ] || fail "it does not run"
wine taskkill /f /im loket.com >/dev/null 2>&1 || true
gone
exec 8>&-

say "an install.json that cannot be read stops with a sentence"
cp "$app/install.json" "$work/install.json"
: >"$app/install.json"
loket doctor >"$work/unreadable" 2>&1 && fail "another clinic would have begun"
grep -q 'install.json' "$work/unreadable" || fail "not a word of install.json: $(cat "$work/unreadable")"
cp "$work/install.json" "$app/install.json"
[ ! -e "$app/install.new" ] && [ ! -e "$app/install.here" ] || fail "half written files of the installer"

say "the same answers as on Linux, byte for byte"
survey=tests/data/who_survey_498.csv
# Without a clinic each would speak the language of its own system.
loket growth "$survey" --months --language id >"$work/windows.csv" 2>"$work/windows.err"
"$linux" growth "$survey" --months --language id >"$work/linux.csv" 2>"$work/linux.err"
cmp "$work/windows.csv" "$work/linux.csv" && cmp "$work/windows.err" "$work/linux.err" || fail "growth differs"
sed 's/\r*$/\r/' "$survey" >"$work/siti núrhaliza ĝ.csv"
loket growth "$work/siti núrhaliza ĝ.csv" --months --out "$work/crlf.csv" 2>/dev/null || fail "CRLF input, another name"
cmp <(tr -d '\r' <"$work/crlf.csv") <(tr -d '\r' <"$work/linux.csv") || fail "CRLF input differs"
loket growth "$survey" --out CON.csv 2>"$work/device.err" && fail "CON.csv was taken"
grep -q 'CON.csv' "$work/device.err" || fail "CON.csv is not named"
# Of these days: four days after its last entry the clock is asked about before anything is sealed.
"$linux" demo --no-window --out "$work/demo" --date "$(date -d yesterday +%F)" --seed 7 >/dev/null
for summary in "$work"/demo/summary/*; do
    for language in id en; do
        code=0; loket verify --language $language "$summary" >"$work/w.txt" || code=$?
        there=0; "$linux" verify --language $language --data "$work/none" "$summary" >"$work/l.txt" || there=$?
        [ "$code" = "$there" ] && cmp "$work/w.txt" "$work/l.txt" || fail "verify $summary differs ($code, $there)"
    done
done

say "a clinic from a copy that was made on Linux; the key wrapped by Windows"
"$linux" backup --data "$work/demo" --to "$work/usb" >/dev/null
copy=$(ls "$work"/usb/loket-*-??-??.db | tail -1)
loket restore "$copy" >/dev/null || fail "restore"
[ -f "$data/loket.db" ] || fail "the data are not in the machine's folder"
[ "$(stat -c %s "$data/secrets/entropy")" = 32 ] || fail "nothing is mixed into the wrapping"
head -c 14 "$data"/secrets/* | grep -q 'LOKET-DPAPI-2m' || fail "the key is not wrapped for the machine"
loket doctor >/dev/null || fail "doctor"
long="C:\\Bidan Núr'aini\\$(printf 'folder yang panjang %.0s' $(seq 11))x"
[ ${#long} -gt 200 ] || fail "not long"
loket restore "$copy" --data "$long" >/dev/null || fail "a path of ${#long} letters"
loket doctor --data "$long" >/dev/null || fail "doctor on a long path"
loket summary --incomplete --period "$(date -d '2 days ago' +%F)" --out "$work/papers" >/dev/null || fail "a summary with the wrapped key"

say "a summary in a window that says what verify says, by command and by a double click"
summary=$(ls "$work"/demo/summary/*.asice | head -1)
cp "$summary" "$drive/laporan.asice"
wine "$app/loket.exe" open "$drive/laporan.asice" >/dev/null 2>&1 &
titled 'laporan.asice'; sleep 2
import -window root "$pictures/summary.png"
close_loket
wine start 'C:\laporan.asice' >/dev/null 2>&1 &
titled 'laporan.asice'
close_loket

say "the window"
began=$(date +%s%N)
wine "$app/loket.exe" >/dev/null 2>&1 &
shown
took=$((($(date +%s%N) - began) / 1000000))
say "first window after $took ms"
at_most "$took" 2000 "milliseconds to the first window"
sleep 3
import -window root "$pictures/sign-in.png"
pid=$(running | head -1)
memory=$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status")
say "memory $memory MB"
at_most "$memory" 100 "MB of memory"
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

say "Windows ends the session while Loket is open: a copy first, and no cut"
wine "$app/loket.exe" >/dev/null 2>&1 &
shown
# The day's copy of the start is there again; the one at the session's end is to be seen by itself.
for _ in $(seq 40); do ls "$data"/copies/loket-*.db >/dev/null 2>&1 && break; sleep 0.5; done
sleep 2
rm -f "$data"/copies/loket-*.db
timeout 60 wine wineboot -e -f >/dev/null 2>&1 || fail "the session did not end"
gone
ls "$data"/copies/loket-*.db >/dev/null || fail "no copy at the end of the session"
[ ! -e "$data/loket.holder" ] || fail "the next start would speak of a cut"

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
[ -n "$(running)" ] || fail "the call ended the program"
for _ in $(seq 20); do ls "$drive"/demo-desk/paper/*-*-*.pdf >/dev/null 2>&1 && break; sleep 0.5; done
head -c 4 "$(ls "$drive"/demo-desk/paper/*-*-*.pdf | tail -1)" | grep -q '%PDF' || fail "the slip is no PDF"
close_loket

say "upgrade in place copies the data first and keeps every copy"
copies() { find "$data" -maxdepth 1 -name 'before-*' | wc -l; }
[ "$(copies)" = 0 ] || fail "copies before there was anything to copy"
ends_with 0 "$setup" /S
first="$data/before-$version"
ls "$first"/loket-*.db >/dev/null || fail "no copy before the upgrade"
noted "$app" 'copied and checked' || fail "no word of the copy"
grep -q '"role": "desk"' "$app/install.json" || fail "the role was forgotten"
loket doctor >/dev/null || fail "doctor after the upgrade"
kept=$(sha256sum "$first"/*)
ends_with 0 "$setup" /S
ls "$data/before-$version-2"/loket-*.db >/dev/null || fail "no second copy"
[ "$(sha256sum "$first"/*)" = "$kept" ] || fail "the first copy was touched"

say "upgrade over a running Loket closes it, then copies"
wine "$app/loket.exe" >/dev/null 2>&1 &
shown; sleep 1
ends_with 0 "$setup" /S
[ -z "$(running)" ] || fail "it still runs"
[ ! -e "$data/loket.holder" ] || fail "it was cut off"
ls "$data/before-$version-3"/loket-*.db >/dev/null || fail "no copy of a running Loket's data"

say "upgrade into another folder: copied, moved, PATH too; and back, by a script"
moved="$drive/Program Files/Klinik"
ends_with 0 "$setup" /S '/D=C:\Program Files\Klinik'
ls "$data/before-$version-4"/loket-*.db >/dev/null || fail "no copy before the move"
[ -f "$moved/loket.exe" ] && [ ! -e "$app" ] || fail "not moved"
[ "$(path_of "$machine")" = "$path_before;C:\\Program Files\\Klinik" ] || fail "PATH after the move: $(path_of "$machine")"
printf '@%s /S /D=C:\\Program Files\\Loket\r\n' "$(wine winepath -w "$setup" | tr -d '\r')" >"$drive/back.bat"
ends_with 0 cmd /c 'C:\back.bat' >/dev/null
[ -f "$app/loket.exe" ] && [ ! -e "$moved" ] || fail "not moved back"
[ "$(copies)" = 5 ] && [ "$(pieces "$machine" 'C:\Program Files\Loket')" = 1 ] || fail "moved back: $(copies) copies"

say "damaged data do not block an upgrade: copied as they are; what cannot be copied at all does"
cp "$data/loket.db" "$work/sound.db"
head -c 200000 < <(yes damaged) | dd of="$data/loket.db" bs=4096 seek=1 conv=notrunc status=none
cp "$data/loket.db" "$work/damaged.db"
ends_with 0 "$setup" /S
cmp "$data/before-$version-6/loket.db" "$work/damaged.db" || fail "no plain copy"
noted "$app" 'copied as they are' || fail "no word of the plain copy"
rm -f "$data"/loket.db*
mkdir "$data/loket.db"
ends_with 3 "$setup" /S
[ "$(copies)" = 6 ] && [ -f "$app/loket.exe" ] || fail "half a copy stayed, or the program went"
rmdir "$data/loket.db"
cp "$work/sound.db" "$data/loket.db"
loket doctor >/dev/null || fail "doctor after the damage"

say "an older version is refused; it is upgraded; one that cannot be asked to close is not cut off"
# Packed quickly, and with two seconds of waiting instead of sixty.
installer/pack.sh 0.0.1 "$out" -V1 '-XSetCompressor /FINAL zlib' -DCLOSE_WAITS=8
older="$work/loket-0.0.1-setup.exe"
mv "$out/loket-0.0.1-setup.exe" "$older"
ends_with 2 "$older" /S
grep -q "$version" <(wine reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Loket' /v DisplayVersion) || fail "downgraded"
alone
ends_with 0 "$older" /S /SCOPE=user /ROLE=desk
mkfifo "$work/never"
wine "$own/loket.com" growth - <"$work/never" >/dev/null 2>&1 &
exec 9>"$work/never"
for _ in $(seq 100); do [ -n "$(running)" ] && break; sleep 0.1; done
ends_with 6 "$older" /S /SCOPE=user
ends_with 6 "$own/uninstall.exe" /S "_?=$mine"
[ -n "$(running)" ] && [ -f "$own/loket.exe" ] || fail "it was cut off"
exec 9>&-
gone
together

say "roles: a display starts by itself, a desk does not; a user's own has its own folder and its own PATH"
ends_with 0 "$setup" /S /ROLE=display /HUB=192.168.1.10; stored display 192.168.1.10
wine reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Run' /v Loket >/dev/null || fail "no autostart"
ends_with 0 "$setup" /S /ROLE=desk
wine reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Run' /v Loket >/dev/null 2>&1 && fail "the autostart stayed"
alone
ends_with 0 "$setup" /S /SCOPE=user
[ -f "$own/loket.exe" ] && grep -q '"scope": "user"' "$own/install.json" || fail "per user"
[ "$(path_of 'HKCU\Environment')" = "$mine" ] || fail "the user's PATH: $(path_of 'HKCU\Environment')"
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

say "a PATH that is long is left alone; /PURGE takes the data away and keeps the database with its key"
keys=$(cd "$roaming" && sha256sum secrets/*)
silent "$own/uninstall.exe" /S /PURGE; removed "$own"; removed "$roaming"
kept=$(ls -d "${roaming%/data}"/dihapus/*)
[ -f "$kept/loket.db" ] && (cd "$kept" && sha256sum --quiet -c) <<<"$keys" || fail "nothing was kept"
rm -r "$kept"
[ -z "$(path_of 'HKCU\Environment')" ] || fail "the user's PATH stayed: $(path_of 'HKCU\Environment')"
[ -f "$data/loket.db" ] && [ -f "$app/loket.exe" ] || fail "everybody's went with the user's"
for length in 880 901 1500; do
    wine reg add 'HKCU\Environment' /v Path /t REG_SZ /d "C:\\$(printf 'x%.0s' $(seq $((length - 4))));" /f >/dev/null
    long=$(path_of 'HKCU\Environment')
    [ ${#long} = "$length" ] || fail "a PATH of ${#long} letters"
    ends_with 0 "$setup" /S /SCOPE=user
    if [ "$length" -le 900 ]; then wanted="$long;$mine"; else wanted=$long; fi
    [ "$(path_of 'HKCU\Environment')" = "$wanted" ] || fail "a PATH of $length letters was not left as it should"
    [ "$length" -le 900 ] || noted "$own" 'PATH is left as it is' || fail "no word of a long PATH"
    # Whoever put it there again: every piece that is ours goes, every other stays, empty ones too.
    [ "$length" != 880 ] || wine reg add 'HKCU\Environment' /v Path /t REG_SZ /d "A;;$mine;B;$mine\\;" /f >/dev/null
    silent "$own/uninstall.exe" /S; removed "$own"
    [ "$length" != 880 ] || long='A;;B;'
    [ "$(path_of 'HKCU\Environment')" = "$long" ] || fail "the user's PATH after uninstalling: $(path_of 'HKCU\Environment')"
    wine reg query 'HKCU\Environment' /v Path | grep -q 'REG_SZ' || fail "the user's PATH changed its kind"
done

together
say "uninstall leaves the data, and they are copied before the next version begins"
silent "$app/uninstall.exe" /S; removed "$app"
[ -f "$data/loket.db" ] || fail "the data went with it"
[ "$(path_of "$machine")" = "$path_before" ] || fail "PATH stayed: $(path_of "$machine")"
[ ! -e "$menu" ] && [ ! -e "$drive/users/Public/Desktop/Loket.lnk" ] || fail "entries stayed"
wine reg query 'HKLM\Software\Classes\Loket.Summary' >/dev/null 2>&1 && fail "the file type stayed"
was=$(copies)
ends_with 0 "$setup" /S
[ "$(copies)" = $((was + 1)) ] && cmp "$data/before-$version-$((was + 1))/loket.db" "$data/loket.db" || fail "no copy of the data that were left"
loket doctor >/dev/null || fail "doctor after installing again"

say "signed where a certificate is given: the programs, the installer, the uninstaller"
mkdir "$work/signed"
cp "$out/loket.exe" "$out/loket.com" "$out/LICENSE.txt" "$work/signed/"
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/key.pem" -out "$work/certificate.pem" -days 2 \
    -subj '/CN=Loket' -addext extendedKeyUsage=codeSigning 2>/dev/null
openssl pkcs12 -export -inkey "$work/key.pem" -in "$work/certificate.pem" -out "$work/own.p12" -passout pass:uji
printf uji >"$work/password"
export LOKET_SIGN_PKCS12=$work/own.p12 LOKET_SIGN_PASSWORD=$work/password
for file in loket.exe loket.com; do installer/sign.sh "$work/signed/$file"; done
installer/pack.sh "$version" "$work/signed" -V1 '-XSetCompressor /FINAL zlib'
unset LOKET_SIGN_PKCS12 LOKET_SIGN_PASSWORD
ends_with 0 "$work/signed/loket-$version-setup.exe" /S
for file in "$work/signed/loket-$version-setup.exe" "$app/loket.exe" "$app/loket.com" "$app/uninstall.exe"; do
    osslsigncode verify -CAfile "$work/certificate.pem" -in "$file" >/dev/null || fail "not signed: $file"
done

silent "$app/uninstall.exe" /S /PURGE; removed "$app"; removed "$data"
[ -f "$(ls -d "${data%/data}"/dihapus/*)/loket.db" ] || fail "nothing was kept"

say "the portable ZIP keeps its data beside itself"
(cd "$work" && unzip -q "$out/loket-$version-portable.zip")
wine "$work/Loket/loket.com" restore "$(ls "$work"/usb/loket-*.db | head -1)" >/dev/null || fail "portable"
[ -f "$work/Loket/data/loket.db" ] || fail "the portable data are elsewhere"
installer=$(stat -c %s "$setup") exe=$(stat -c %s "$out/loket.exe")
say "sizes: installer $((installer / 1024)) KB, exe $((exe / 1024)) KB"
at_most "$installer" 12000000 "bytes of the installer"
at_most "$exe" 30000000 "bytes of loket.exe"
say "the Windows program passed"
