; The installer: per machine or per user, Indonesian and English, silent with parameters.
;
;   loket-VERSION-setup.exe /S /ROLE=desk|station|display|kiosk|hub /HUB=address /SCOPE=machine|user /D=C:\folder
;
; Built by build.sh, which hands in VERSION and OUT.
; Exit codes: 0 done, 1 ended by the person, 2 a newer version is there, 3 the data could not be copied before an
; upgrade, 4 a parameter that is none, 5 files could not be written, 6 Loket is still running, 7 the hub's address has
; letters that no address has, 8 installed, but without the rights on the data folder, 9 installed, but without the
; hub's firewall rule, 10 Windows is too old, 11 a program folder that ordinary accounts can write, 12 for one user beside
; everybody's, 13 the data folder is a link to somewhere else.

Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "LogicLib.nsh"
!include "nsDialogs.nsh"
!include "x64.nsh"
!include "WinVer.nsh"

!define NAME "Loket"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Loket"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define FIREWALL "Loket hub"
; The local group whose members read the seal's key. Made by this installer; the README names it too.
!define GROUP "Loket"
; What is kept of the data that are taken away.
!define KEPT "dihapus"
!define ENVIRONMENT "SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
; A string of NSIS holds 1,024 letters: a PATH that comes near is left alone.
!define PATH_MOST 900
!define PATH_ROOM 1000
; What an address of the hub is made of. Anything else has no place in install.json.
!define HUB_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-_[]"
; The Start menu's command prompt. The uninstaller may speak another language than the installer did: both are known.
!define PROMPT_ID "Loket - baris perintah"
!define PROMPT_EN "Loket - command prompt"
; How long a running Loket may take to close: it copies its data at the end. Quarters of a second.
!ifndef CLOSE_WAITS
!define CLOSE_WAITS 240
!endif

Name "${NAME}"
OutFile "${OUT}\loket-${VERSION}-setup.exe"
; Signed where a certificate is given (sign.sh); what is not signed ends the build.
!ifdef SIGN
!finalize '"${SIGN}" "%1"' = 0
!uninstfinalize '"${SIGN}" "%1"' = 0
!endif
SetCompressor /SOLID lzma
RequestExecutionLevel highest
ManifestDPIAware true
BrandingText "Loket ${VERSION}"
ShowInstDetails hide
ShowUninstDetails hide
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Loket"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Loket, meja depan puskesmas"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT OR Apache-2.0"

!define MUI_ICON "installer/loket.ico"
!define MUI_UNICON "installer/loket.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\loket.exe"

Var Scope      ; machine, user
Var Role       ; desk, station, display, kiosk, hub
Var Hub        ; an address, or nothing
Var Before     ; the version that is there
Var Old        ; the folder where it lies
Var Data       ; the folder of the clinic's data
Var Copy       ; the folder of the copy before an upgrade
Var Piece      ; the folder that goes into PATH, or out of it
Var Kept       ; the folder of what a purge keeps
Var Outcome    ; exit code of an installation that is not whole
Var Purge      ; 1: take the data away too
Var Control1
Var Control2

!insertmacro MUI_PAGE_WELCOME
Page custom RolePage RolePageLeave
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderPageLeave
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
UninstPage custom un.DataPage un.DataPageLeave
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"
!insertmacro MUI_LANGUAGE "English"

LangString Newer ${LANG_INDONESIAN} "Versi yang lebih baru ($Before) sudah terpasang. Versi ${VERSION} tidak dipasang di atasnya, supaya data tidak rusak."
LangString Newer ${LANG_ENGLISH} "A newer version ($Before) is installed. Version ${VERSION} is not put over it, so that no data are harmed."
LangString NoCopy ${LANG_INDONESIAN} "Data klinik tidak bisa disalin sebelum pembaruan. Tidak ada yang diubah. Tutup Loket, cek ruang di hard disk, lalu coba lagi."
LangString NoCopy ${LANG_ENGLISH} "The clinic's data could not be copied before the upgrade. Nothing was changed. Close Loket, check the room on the disk, then try again."
LangString BadRole ${LANG_INDONESIAN} "Peran tidak dikenal: /ROLE=desk, station, display, kiosk atau hub."
LangString BadRole ${LANG_ENGLISH} "No such role: /ROLE=desk, station, display, kiosk or hub."
LangString BadScope ${LANG_INDONESIAN} "Cakupan tidak dikenal: /SCOPE=machine atau user."
LangString BadScope ${LANG_ENGLISH} "No such scope: /SCOPE=machine or user."
LangString BadHub ${LANG_INDONESIAN} "Alamat komputer meja depan hanya boleh berisi huruf A-Z, angka dan tanda . : - _ [ ], misalnya 192.168.1.10"
LangString BadHub ${LANG_ENGLISH} "The address of the front desk's computer may hold letters A-Z, digits and . : - _ [ ] only, for instance 192.168.1.10"
LangString OldWindows ${LANG_INDONESIAN} "Loket butuh Windows 10 atau yang lebih baru (64 bit). Windows di komputer ini terlalu lama. Tidak ada yang dipasang."
LangString OldWindows ${LANG_ENGLISH} "Loket needs Windows 10 or newer (64 bit). The Windows of this computer is too old. Nothing was installed."
LangString OpenFolder ${LANG_INDONESIAN} "Folder program untuk semua pengguna harus di dalam $PROGRAMFILES64, supaya akun biasa tidak bisa mengganti programnya."
LangString OpenFolder ${LANG_ENGLISH} "The program folder of an installation for everybody must lie in $PROGRAMFILES64, so that no ordinary account can replace the program."
LangString Beside ${LANG_INDONESIAN} "Loket sudah terpasang di komputer ini untuk semua pengguna. Pemasangan untuk satu pengguna akan memulai klinik kedua yang kosong, jadi tidak dipasang."
LangString Beside ${LANG_ENGLISH} "Loket is installed on this computer for everybody. An installation for one user would begin a second, empty clinic, so it is not made."
LangString Linked ${LANG_INDONESIAN} "Folder data $Data adalah tautan ke tempat lain. Tidak ada yang diubah. Mohon hubungi petugas komputer."
LangString Linked ${LANG_ENGLISH} "The data folder $Data is a link to another place. Nothing was changed. Please ask whoever looks after the computers."
LangString Sure ${LANG_INDONESIAN} "Semua data klinik di komputer ini akan dihapus. Yakin?"
LangString Sure ${LANG_ENGLISH} "All the clinic's data on this computer will be taken away. Are you sure?"
LangString SureAgain ${LANG_INDONESIAN} "Sekali lagi: data pasien dihapus. Satu salinan database dan kunci segel tetap disimpan di folder ${KEPT}. Lanjutkan?"
LangString SureAgain ${LANG_ENGLISH} "Once more: patients' data are taken away. One copy of the database and the seal's key stays in the folder ${KEPT}. Go on?"
LangString NotKept ${LANG_INDONESIAN} "Data klinik tidak dihapus: salinannya tidak bisa disimpan di $Kept."
LangString NotKept ${LANG_ENGLISH} "The clinic's data were not taken away: their copy could not be kept in $Kept."
LangString Running ${LANG_INDONESIAN} "Loket masih berjalan: tutup dulu Loket, lalu jalankan pemasang ini lagi."
LangString Running ${LANG_ENGLISH} "Loket is still running: close it, then start the installer again."
LangString StillOpen ${LANG_INDONESIAN} "Loket masih berjalan: tutup dulu Loket, lalu hapus programnya lagi."
LangString StillOpen ${LANG_ENGLISH} "Loket is still running: close it, then uninstall it again."
LangString NoRights ${LANG_INDONESIAN} "Loket sudah terpasang, tetapi akun Windows lain mungkin belum bisa memakai data klinik: hak akses folder $Data tidak bisa diatur. Mohon hubungi petugas komputer."
LangString NoRights ${LANG_ENGLISH} "Loket is installed, but other Windows accounts may not be able to use the clinic's data: the rights on the folder $Data could not be set. Please ask whoever looks after the computers."
LangString NoRule ${LANG_INDONESIAN} "Loket sudah terpasang, tetapi komputer lain mungkin belum bisa terhubung: aturan firewall tidak bisa ditambahkan. Mohon hubungi petugas komputer."
LangString NoRule ${LANG_ENGLISH} "Loket is installed, but other computers may not be able to connect: the firewall rule could not be added. Please ask whoever looks after the computers."
LangString Copied ${LANG_INDONESIAN} "Data klinik sudah disalin dan diperiksa: $Copy"
LangString Copied ${LANG_ENGLISH} "The clinic's data are copied and checked: $Copy"
LangString CopiedPlain ${LANG_INDONESIAN} "Data klinik disalin apa adanya, tanpa diperiksa: $Copy"
LangString CopiedPlain ${LANG_ENGLISH} "The clinic's data are copied as they are, unchecked: $Copy"
LangString PathLeft ${LANG_INDONESIAN} "PATH tidak diubah: isinya terlalu panjang atau tidak biasa. Perintah loket tetap bisa dipakai dari menu Start."
LangString PathLeft ${LANG_ENGLISH} "PATH is left as it is: it is too long or unusual. The command loket still works from the Start menu."
LangString NotWritten ${LANG_INDONESIAN} "Berkas program tidak bisa ditulis. Tutup Loket, lalu coba lagi."
LangString NotWritten ${LANG_ENGLISH} "The program's files could not be written. Close Loket, then try again."
LangString RoleTitle ${LANG_INDONESIAN} "Komputer ini untuk apa?"
LangString RoleTitle ${LANG_ENGLISH} "What is this computer for?"
LangString RoleHint ${LANG_INDONESIAN} "Data klinik ada di satu komputer saja: meja depan."
LangString RoleHint ${LANG_ENGLISH} "The clinic's data are on one computer only: the front desk."
LangString HubLabel ${LANG_INDONESIAN} "Alamat komputer meja depan (untuk pos, layar, anjungan):"
LangString HubLabel ${LANG_ENGLISH} "Address of the front desk's computer (for stations, displays, kiosks):"
LangString RoleDesk ${LANG_INDONESIAN} "Meja depan (data klinik di sini)"
LangString RoleDesk ${LANG_ENGLISH} "Front desk (the clinic's data are here)"
LangString RoleStation ${LANG_INDONESIAN} "Pos pemeriksaan (belum bisa dipakai di versi ini)"
LangString RoleStation ${LANG_ENGLISH} "Exam station (not in this version yet)"
LangString RoleDisplay ${LANG_INDONESIAN} "Layar antrean (belum bisa dipakai di versi ini)"
LangString RoleDisplay ${LANG_ENGLISH} "Queue display (not in this version yet)"
LangString RoleKiosk ${LANG_INDONESIAN} "Anjungan tiket (belum bisa dipakai di versi ini)"
LangString RoleKiosk ${LANG_ENGLISH} "Ticket kiosk (not in this version yet)"
LangString RoleHub ${LANG_INDONESIAN} "Hub (belum bisa dipakai di versi ini)"
LangString RoleHub ${LANG_ENGLISH} "Hub (not in this version yet)"
LangString PurgeTitle ${LANG_INDONESIAN} "Data klinik"
LangString PurgeTitle ${LANG_ENGLISH} "The clinic's data"
LangString PurgeHint ${LANG_INDONESIAN} "Data pasien tetap disimpan, kecuali Anda memilih menghapusnya."
LangString PurgeHint ${LANG_ENGLISH} "Patients' data stay, unless you choose to take them away."
LangString PurgeLabel ${LANG_INDONESIAN} "Hapus juga semua data klinik di komputer ini (tidak bisa dikembalikan)"
LangString PurgeLabel ${LANG_ENGLISH} "Take all the clinic's data on this computer away too (cannot be undone)"
LangString Prompt ${LANG_INDONESIAN} "${PROMPT_ID}"
LangString Prompt ${LANG_ENGLISH} "${PROMPT_EN}"
LangString AsiceName ${LANG_INDONESIAN} "Laporan puskesmas bersegel"
LangString AsiceName ${LANG_ENGLISH} "Sealed clinic summary"

; ------------------------------------------------------------------------------------------------ parameters

; Says it in a window, or on silent runs only by the exit code.
!macro Fail code text
    SetErrorLevel ${code}
    ${IfNot} ${Silent}
        MessageBox MB_OK|MB_ICONSTOP "${text}"
    ${EndIf}
    Quit
!macroend

; The value of the parameter $R1 ("/HUB=") into $R2, whole: up to the next blank outside quotes. $R3 is 1 when it is
; there.
Function Parameter
    ${GetParameters} $R4
    StrLen $R5 $R1
    StrLen $R0 $R4
    StrCpy $R2 ""
    StrCpy $R3 0
    StrCpy $R6 "" ; the word that is being read
    StrCpy $R7 0  ; inside quotes
    StrCpy $0 0   ; where
    ${DoUntil} $0 > $R0
        StrCpy $R8 $R4 1 $0
        ${If} $0 = $R0
            StrCpy $R7 0
            StrCpy $R8 " "
        ${EndIf}
        ${If} $R8 == '"'
            IntOp $R7 $R7 ^ 1
        ${ElseIf} $R8 == " "
        ${AndIf} $R7 = 0
            StrCpy $R9 $R6 $R5
            ${If} $R9 == $R1
                StrCpy $R2 $R6 "" $R5
                StrCpy $R3 1
            ${EndIf}
            StrCpy $R6 ""
        ${Else}
            StrCpy $R6 "$R6$R8"
        ${EndIf}
        IntOp $0 $0 + 1
    ${Loop}
FunctionEnd

; The plug-ins' folder where no ordinary account can write, before the first plug-in is called (guard.c). Whoever may not
; write under Program Files installs for one user, with no more rights than anybody there has.
!macro GuardPlugins
    ClearErrors
    CreateDirectory "$PROGRAMFILES64\Loket.setup"
    ${IfNot} ${Errors}
        File "/oname=$PROGRAMFILES64\Loket.setup\guard.dll" "${OUT}\guard.dll"
        CallInstDLL "$PROGRAMFILES64\Loket.setup\guard.dll" Guard
    ${EndIf}
!macroend

; Whether the folder $R2 may hold a program for everybody: $R1 is 1. What lies under Program Files takes its rights from
; there; anywhere else ordinary accounts may write into a new folder.
Function FolderIsClosed
    StrCpy $R1 0
    ; Found nowhere: 0.
    System::Call 'shlwapi::StrStrW(w R2, w "..") p .R3'
    ${If} $R3 == 0
        StrLen $R4 "$PROGRAMFILES64\"
        StrCpy $R3 $R2 $R4
        ${If} $R3 == "$PROGRAMFILES64\"
            StrCpy $R1 1
        ${EndIf}
    ${EndIf}
FunctionEnd

Function .onInit
    SetRegView 64
    !insertmacro GuardPlugins
    ; A 32-bit Windows does not start this program at all, and says so itself.
    ${IfNot} ${AtLeastWin10}
        !insertmacro Fail 10 "$(OldWindows)"
    ${EndIf}
    ; Whose: everybody's where the installer may, else the user's own.
    StrCpy $Scope "machine"
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 != "Admin"
        StrCpy $Scope "user"
    ${EndIf}
    StrCpy $R1 "/SCOPE="
    Call Parameter
    ${If} $R3 = 1
        ; == takes capitals for small letters; the program does not, so the words are written here as they are known.
        ${If} $R2 == "user"
            StrCpy $Scope "user"
        ${ElseIf} $R2 == "machine"
            StrCpy $Scope "machine"
        ${Else}
            !insertmacro Fail 4 "$(BadScope)"
        ${EndIf}
    ${EndIf}
    Call UseScope
    ${If} $Scope == "user"
        ReadRegStr $R1 HKLM "${KEY}" "InstallLocation"
        ${If} $R1 != ""
            !insertmacro Fail 12 "$(Beside)"
        ${EndIf}
    ${EndIf}

    StrCpy $R1 "/ROLE="
    Call Parameter
    StrCpy $Role $R2
    ${If} $R3 = 0
        ; What it was before an upgrade, else a desk.
        ReadRegStr $Role SHCTX "${KEY}" "Role"
        ${If} $Role == ""
            StrCpy $Role "desk"
        ${EndIf}
    ${EndIf}
    ${If} $Role == "desk"
        StrCpy $Role "desk"
    ${ElseIf} $Role == "station"
        StrCpy $Role "station"
    ${ElseIf} $Role == "display"
        StrCpy $Role "display"
    ${ElseIf} $Role == "kiosk"
        StrCpy $Role "kiosk"
    ${ElseIf} $Role == "hub"
        StrCpy $Role "hub"
    ${Else}
        !insertmacro Fail 4 "$(BadRole)"
    ${EndIf}
    StrCpy $R1 "/HUB="
    Call Parameter
    StrCpy $Hub $R2
    ${If} $R3 = 0
        ReadRegStr $Hub SHCTX "${KEY}" "Hub"
    ${EndIf}
    Call HubIsGood
    ${If} $R1 != 1
        !insertmacro Fail 7 "$(BadHub)"
    ${EndIf}

    ; Never an older one over a newer.
    ReadRegStr $Before SHCTX "${KEY}" "DisplayVersion"
    ReadRegStr $Old SHCTX "${KEY}" "InstallLocation"
    ${If} $Before != ""
        ${VersionCompare} "$Before" "${VERSION}" $R1
        ${If} $R1 == 1
            !insertmacro Fail 2 "$(Newer)"
        ${EndIf}
        ; An upgrade stays where it is, unless another folder was named.
        ${If} $Old != ""
        ${AndIf} $INSTDIR == ""
            StrCpy $INSTDIR $Old
            ; One that an earlier version let lie where anybody writes moves.
            StrCpy $R2 $Old
            Call FolderIsClosed
            ${If} $Scope == "machine"
            ${AndIf} $R1 != 1
                StrCpy $INSTDIR ""
            ${EndIf}
        ${EndIf}
    ${EndIf}
    ${If} $INSTDIR == ""
        ${If} $Scope == "machine"
            StrCpy $INSTDIR "$PROGRAMFILES64\Loket"
        ${Else}
            StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Loket"
        ${EndIf}
    ${EndIf}
    StrCpy $R2 $INSTDIR
    Call FolderIsClosed
    ${If} $Scope == "machine"
    ${AndIf} $R1 != 1
        !insertmacro Fail 11 "$(OpenFolder)"
    ${EndIf}
FunctionEnd

Function FolderPageLeave
    StrCpy $R2 $INSTDIR
    Call FolderIsClosed
    ${If} $Scope == "machine"
    ${AndIf} $R1 != 1
        MessageBox MB_OK|MB_ICONEXCLAMATION "$(OpenFolder)"
        Abort
    ${EndIf}
FunctionEnd

Function UseScope
    ${If} $Scope == "machine"
        SetShellVarContext all
    ${Else}
        SetShellVarContext current
    ${EndIf}
FunctionEnd

; Whether $Hub is made of what an address is made of, or empty: $R1 is 1. By the letters' numbers, as no language sorts.
Function HubIsGood
    StrCpy $R2 "${HUB_LETTERS}"
    StrLen $R3 $Hub
    StrCpy $R1 $Hub
    System::Call 'shlwapi::StrSpnW(w R1, w R2) i .R4'
    StrCpy $R1 0
    ${If} $R3 == $R4
        StrCpy $R1 1
    ${EndIf}
FunctionEnd

; ------------------------------------------------------------------------------------------------ the page of roles

Function RolePage
    !insertmacro MUI_HEADER_TEXT "$(RoleTitle)" "$(RoleHint)"
    nsDialogs::Create 1018
    Pop $R0
    ${NSD_CreateDropList} 0 0 100% 14u ""
    Pop $Control1
    ${NSD_CB_AddString} $Control1 "$(RoleDesk)"
    ${NSD_CB_AddString} $Control1 "$(RoleStation)"
    ${NSD_CB_AddString} $Control1 "$(RoleDisplay)"
    ${NSD_CB_AddString} $Control1 "$(RoleKiosk)"
    ${NSD_CB_AddString} $Control1 "$(RoleHub)"
    StrCpy $R1 0
    ${If} $Role == "station"
        StrCpy $R1 1
    ${ElseIf} $Role == "display"
        StrCpy $R1 2
    ${ElseIf} $Role == "kiosk"
        StrCpy $R1 3
    ${ElseIf} $Role == "hub"
        StrCpy $R1 4
    ${EndIf}
    SendMessage $Control1 ${CB_SETCURSEL} $R1 0
    ${NSD_CreateLabel} 0 26u 100% 12u "$(HubLabel)"
    Pop $R0
    ${NSD_CreateText} 0 40u 100% 13u "$Hub"
    Pop $Control2
    nsDialogs::Show
FunctionEnd

Function RolePageLeave
    SendMessage $Control1 ${CB_GETCURSEL} 0 0 $R1
    StrCpy $Role "desk"
    ${If} $R1 == 1
        StrCpy $Role "station"
    ${ElseIf} $R1 == 2
        StrCpy $Role "display"
    ${ElseIf} $R1 == 3
        StrCpy $Role "kiosk"
    ${ElseIf} $R1 == 4
        StrCpy $Role "hub"
    ${EndIf}
    ${NSD_GetText} $Control2 $Hub
    Call HubIsGood
    ${If} $R1 != 1
        MessageBox MB_OK|MB_ICONEXCLAMATION "$(BadHub)"
        Abort
    ${EndIf}
FunctionEnd

; ------------------------------------------------------------------------------------------------ install

; Tells it in the details and in install.log beside the program, which a silent run leaves too.
!macro Note text
    DetailPrint "${text}"
    CreateDirectory "$INSTDIR"
    FileOpen $R9 "$INSTDIR\install.log" a
    FileSeek $R9 0 END
    FileWriteUTF16LE /BOM $R9 "${text}$\r$\n"
    FileClose $R9
!macroend

; Whether a program runs from the folder in $R8, in any account: $R9 is 1. Windows lets nobody write into a program that
; runs (error 32), and this asks about this very file, where a list of processes knows names only.
!macro Close un
Function ${un}Runs
    StrCpy $R9 0
    StrCpy $R7 "$R8\loket.exe"
    System::Call 'kernel32::CreateFileW(w R7, i 0x40000000, i 7, p 0, i 3, i 0, p 0) p .R6 ?e'
    Pop $R7
    ${If} $R6 != -1
        System::Call 'kernel32::CloseHandle(p R6)'
    ${ElseIf} $R7 == 32
        StrCpy $R9 1
    ${EndIf}
FunctionEnd

; Asks the Loket of the folder in $R8 to close, and waits for it: $R9 is 1 when it still runs.
Function ${un}CloseLoket
    Call ${un}Runs
    ${If} $R9 = 0
        Return
    ${EndIf}
    nsExec::Exec '"$SYSDIR\taskkill.exe" /im loket.exe'
    Pop $R7
    StrCpy $R5 0
    ${DoWhile} $R5 < ${CLOSE_WAITS}
        Sleep 250
        Call ${un}Runs
        ${If} $R9 = 0
            Return
        ${EndIf}
        IntOp $R5 $R5 + 1
    ${Loop}
FunctionEnd

; Where the clinic's data are for this scope.
Function ${un}DataFolder
    ${If} $Scope == "machine"
        ReadEnvStr $Data "ProgramData"
        StrCpy $Data "$Data\Loket\data"
    ${Else}
        StrCpy $Data "$APPDATA\Loket\Loket\data"
    ${EndIf}
FunctionEnd

; PATH of this scope into $R1, its kind into $R2 (0: there is none). $R3 is 1 when it may be written: one that is nearly
; as long as a string of NSIS, or of an unknown kind, is never touched.
Function ${un}ReadPath
    StrCpy $R1 ""
    StrCpy $R2 0
    StrCpy $R3 0
    ${If} $Scope == "machine"
        StrCpy $R6 -2147483646
        StrCpy $R7 "${ENVIRONMENT}"
    ${Else}
        StrCpy $R6 -2147483647
        StrCpy $R7 "Environment"
    ${EndIf}
    ; Kind and length only; nothing is expanded.
    System::Call 'advapi32::RegGetValueW(p R6, w R7, w "Path", i 0x1000FFFF, *i 0 R2, p 0, *i 0 R4) i .R8'
    ${If} $R8 == 2
        StrCpy $R2 0
        StrCpy $R3 1
        Return
    ${EndIf}
    IntOp $R4 $R4 / 2
    IntOp $R4 $R4 - 1
    ${If} $R8 != 0
    ${OrIf} $R4 > ${PATH_MOST}
        Return
    ${EndIf}
    ${If} $R2 != 1
    ${AndIf} $R2 != 2
        Return
    ${EndIf}
    ${If} $Scope == "machine"
        ReadRegStr $R1 HKLM "${ENVIRONMENT}" "Path"
    ${Else}
        ReadRegStr $R1 HKCU "Environment" "Path"
    ${EndIf}
    ; Read whole, or not touched.
    StrLen $R7 $R1
    ${If} $R7 = $R4
        StrCpy $R3 1
    ${EndIf}
FunctionEnd

; Writes $R1 as PATH of this scope, of the kind that it was ($R2), and tells the programs that run.
Function ${un}WritePath
    ${If} $Scope == "machine"
        ${If} $R2 = 1
            WriteRegStr HKLM "${ENVIRONMENT}" "Path" "$R1"
        ${Else}
            WriteRegExpandStr HKLM "${ENVIRONMENT}" "Path" "$R1"
        ${EndIf}
    ${ElseIf} $R1 == ""
        DeleteRegValue HKCU "Environment" "Path"
    ${ElseIf} $R2 = 1
        WriteRegStr HKCU "Environment" "Path" "$R1"
    ${Else}
        WriteRegExpandStr HKCU "Environment" "Path" "$R1"
    ${EndIf}
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=1000
FunctionEnd

; $R1 without $Piece into $R4, how often it was there into $R3. Every other piece stays as it is, empty ones too.
Function ${un}PathWithout
    StrCpy $R4 ""
    StrCpy $R3 0
    StrCpy $R5 0
    StrCpy $R6 0
    StrCpy $R8 ""
    StrLen $R7 $R1
    ${DoUntil} $R6 > $R7
        StrCpy $R9 $R1 1 $R6
        ${If} $R6 = $R7
        ${OrIf} $R9 == ";"
            ${If} $R8 == $Piece
            ${OrIf} $R8 == "$Piece\"
                IntOp $R3 $R3 + 1
            ${Else}
                ${If} $R5 > 0
                    StrCpy $R4 "$R4;"
                ${EndIf}
                StrCpy $R4 "$R4$R8"
                IntOp $R5 $R5 + 1
            ${EndIf}
            StrCpy $R8 ""
        ${Else}
            StrCpy $R8 "$R8$R9"
        ${EndIf}
        IntOp $R6 $R6 + 1
    ${Loop}
FunctionEnd

; Takes $Piece out of PATH. $R3 is 0 when PATH may not be touched.
Function ${un}PathRemove
    Call ${un}ReadPath
    ${If} $R3 = 0
    ${OrIf} $R1 == ""
        Return
    ${EndIf}
    Call ${un}PathWithout
    ${If} $R3 > 0
        StrCpy $R1 $R4
        Call ${un}WritePath
    ${EndIf}
    StrCpy $R3 1
FunctionEnd
!macroend
!insertmacro Close ""
!insertmacro Close "un."

; Puts $Piece behind everything else in PATH, once. $R3 is 0 when PATH may not be touched.
Function PathAdd
    ; These two mean something in PATH.
    ${WordReplace} "$Piece" ";" "" "+" $R1
    ${WordReplace} "$R1" "%" "" "+" $R1
    StrCpy $R3 0
    ${If} $R1 S!= $Piece
        Return
    ${EndIf}
    Call ReadPath
    ${If} $R3 = 0
        Return
    ${EndIf}
    ${If} $R1 == ""
        StrCpy $R1 $Piece
        Call WritePath
        StrCpy $R3 1
        Return
    ${EndIf}
    Call PathWithout
    ${If} $R3 > 0
        Return
    ${EndIf}
    StrLen $R6 "$R1"
    StrLen $R7 "$Piece"
    IntOp $R6 $R6 + $R7
    ${If} $R6 < ${PATH_ROOM}
        StrCpy $R1 "$R1;$Piece"
        Call WritePath
        StrCpy $R3 1
    ${EndIf}
FunctionEnd

; Copies one file of the database as it is; $R0 counts what went wrong.
!macro PlainFile name
    ${If} ${FileExists} "$Data\${name}"
        StrCpy $R1 "$Data\${name}"
        StrCpy $R2 "$Copy\${name}"
        System::Call 'kernel32::CopyFileW(w R1, w R2, i 1) i .R3'
        ${If} $R3 != 1
            IntOp $R0 $R0 + 1
        ${EndIf}
    ${EndIf}
!macroend

; Copies the data before anything is changed: by the program that wrote them, which tries the copy out; where it is
; gone, or refuses because they are damaged, as they are. Every copy has a folder of its own: none is ever replaced.
Function CopyData
    StrCpy $Copy "$Data\before-${VERSION}"
    StrCpy $R0 1
    ${DoWhile} ${FileExists} "$Copy"
        IntOp $R0 $R0 + 1
        StrCpy $Copy "$Data\before-${VERSION}-$R0"
    ${LoopUntil} $R0 > 9999
    StrCpy $R2 "$Old\loket.com"
    ${IfNot} ${FileExists} "$R2"
        StrCpy $R2 "$INSTDIR\loket.com"
    ${EndIf}
    ${If} ${FileExists} "$R2"
        nsExec::ExecToStack '"$R2" backup --data "$Data" --to "$Copy"'
        Pop $R0
        Pop $R1
        ${If} $R0 == 0
            !insertmacro Note "$(Copied)"
            Return
        ${EndIf}
        !insertmacro Note "$R1"
    ${EndIf}
    CreateDirectory "$Copy"
    Delete "$Copy\*.part"
    StrCpy $R0 0
    !insertmacro PlainFile "loket.db"
    !insertmacro PlainFile "loket.db-wal"
    !insertmacro PlainFile "loket.db-shm"
    ${If} $R0 > 0
        ; Half a copy must not look like one.
        RMDir /r "$Copy"
        !insertmacro Note "$(NoCopy)"
        !insertmacro Fail 3 "$(NoCopy)"
    ${EndIf}
    !insertmacro Note "$(CopiedPlain)"
FunctionEnd

; Takes the program's files out of the folder in $R8; never the data.
!macro RemoveProgram
    Delete "$R8\loket.exe"
    Delete "$R8\loket.com"
    Delete "$R8\LICENSE.txt"
    Delete "$R8\install.json"
    Delete "$R8\install.new"
    Delete "$R8\install.here"
    Delete "$R8\install.log"
    Delete "$R8\uninstall.exe"
    RMDir "$R8"
!macroend

; One of the system's own tools; a second try, for now and then a system that has just begun gives none.
!macro Tool COMMAND RESULT
    nsExec::Exec `${COMMAND}`
    Pop ${RESULT}
    ${If} ${RESULT} != 0
        Sleep 1000
        nsExec::Exec `${COMMAND}`
        Pop ${RESULT}
    ${EndIf}
!macroend

; Whether the folder in $R2 is a link to somewhere else: $R1 is 1.
Function IsLink
    StrCpy $R1 0
    System::Call 'kernel32::GetFileAttributesW(w R2) i .R3'
    ${If} $R3 != -1
        IntOp $R3 $R3 & 0x400
        ${If} $R3 != 0
            StrCpy $R1 1
        ${EndIf}
    ${EndIf}
FunctionEnd

; Refuses a data folder that somebody laid there as a link, before anything is done with the installer's rights.
Function NoLinks
    ${GetParent} "$Data" $R2
    Call IsLink
    ${If} $R1 = 1
        !insertmacro Fail 13 "$(Linked)"
    ${EndIf}
    StrCpy $R2 "$Data"
    Call IsLink
    ${If} $R1 = 1
        !insertmacro Fail 13 "$(Linked)"
    ${EndIf}
    StrCpy $R2 "$Data\secrets"
    Call IsLink
    ${If} $R1 = 1
        !insertmacro Fail 13 "$(Linked)"
    ${EndIf}
FunctionEnd

; One of the tools that give rights; $R0 counts what went wrong. /L: of a link the link itself, never where it leads.
!macro Rights FOLDER WHAT
    !insertmacro Tool '"$SYSDIR\icacls.exe" "${FOLDER}" ${WHAT} /L /Q' $R1
    ${If} $R1 != 0
        IntOp $R0 $R0 + 1
    ${EndIf}
!macroend

; The folders are the administrators'. Every account of the PC works on the data; only members of the group read the
; keys. Who sits at the PC is a member, and has the folder by name too, for a membership counts from the next signing in.
Function GiveRights
    StrCpy $R0 0
    ${GetParent} "$Data" $R5
    CreateDirectory "$Data\secrets"
    nsExec::Exec '"$SYSDIR\net.exe" localgroup "${GROUP}" /add /comment:"Loket: may read the key of the seal"'
    Pop $R1
    ; It is there already after an earlier installation: asked for, whoever made it.
    !insertmacro Tool '"$SYSDIR\net.exe" localgroup "${GROUP}"' $R1
    ${If} $R1 != 0
        IntOp $R0 $R0 + 1
    ${EndIf}
    Call WhoSitsHere
    StrCpy $R6 ""
    ${If} $R4 != ""
        nsExec::Exec '"$SYSDIR\net.exe" localgroup "${GROUP}" "$R4" /add'
        Pop $R1
        StrCpy $R6 ' "$R4:(OI)(CI)M"'
    ${EndIf}
    !insertmacro Rights "$R5" '/setowner *S-1-5-32-544'
    !insertmacro Rights "$R5" '/inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:RX'
    !insertmacro Rights "$Data" '/setowner *S-1-5-32-544'
    !insertmacro Rights "$Data" '/inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)M'
    !insertmacro Rights "$Data\secrets" '/setowner *S-1-5-32-544'
    !insertmacro Rights "$Data\secrets" '/inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F "${GROUP}:(OI)(CI)M"$R6'
    ${If} $R0 = 0
        WriteRegDWORD HKLM "${KEY}" "Rights" 1
    ${Else}
        StrCpy $Outcome 8
        !insertmacro Note "$(NoRights)"
    ${EndIf}
FunctionEnd

; Who is signed in at this screen, as DOMAIN\name into $R4: not always the account whose rights the installer has.
Function WhoSitsHere
    StrCpy $R4 ""
    System::Call 'wtsapi32::WTSQuerySessionInformationW(p 0, i -1, i 5, *p .R1, *i .R2) i .R3'
    ${If} $R3 = 1
        System::Call '*$R1(&w64 .R4)'
        System::Call 'wtsapi32::WTSFreeMemory(p R1)'
        System::Call 'wtsapi32::WTSQuerySessionInformationW(p 0, i -1, i 7, *p .R1, *i .R2) i .R3'
        ${If} $R3 = 1
            System::Call '*$R1(&w64 .R2)'
            System::Call 'wtsapi32::WTSFreeMemory(p R1)'
            ${If} $R2 != ""
            ${AndIf} $R4 != ""
                StrCpy $R4 "$R2\$R4"
            ${EndIf}
        ${EndIf}
    ${EndIf}
    ${If} $R4 == ""
        ReadEnvStr $R4 "USERNAME"
    ${EndIf}
FunctionEnd

Section "Loket"
    Call UseScope
    Call DataFolder
    ${If} $Scope == "machine"
        Call NoLinks
    ${EndIf}
    StrCpy $Outcome 0
    ; Where the earlier version lies, which is not where this one goes when another folder was named.
    StrCpy $R8 $INSTDIR
    Call CloseLoket
    ${If} $R9 = 0
    ${AndIf} $Old != ""
        StrCpy $R8 $Old
        Call CloseLoket
    ${EndIf}
    ${If} $R9 = 1
        !insertmacro Fail 6 "$(Running)"
    ${EndIf}
    Delete "$INSTDIR\install.log"
    ${If} ${FileExists} "$Data\loket.db"
        Call CopyData
    ${EndIf}

    SetOutPath "$INSTDIR"
    ${If} $Old != ""
        ; Tells below whether the old folder is this one, however it was written.
        FileOpen $R2 "$Old\install.here" w
        FileClose $R2
    ${EndIf}
    ClearErrors
    File "${OUT}\loket.exe"
    File "${OUT}\loket.com"
    File "${OUT}\LICENSE.txt"
    ; Only plain letters are in these three words.
    FileOpen $R2 "$INSTDIR\install.new" w
    FileWrite $R2 '{ "scope": "$Scope", "role": "$Role", "hub": "$Hub" }$\r$\n'
    FileClose $R2
    ; In one step, and on the disk (REPLACE_EXISTING, WRITE_THROUGH): without it the program would begin another clinic.
    StrCpy $R2 "$INSTDIR\install.new"
    StrCpy $R3 "$INSTDIR\install.json"
    System::Call 'kernel32::MoveFileExW(w R2, w R3, i 9) i .R4'
    ${If} $R4 != 1
        SetErrors
    ${EndIf}
    WriteUninstaller "$INSTDIR\uninstall.exe"
    ${If} ${Errors}
        !insertmacro Fail 5 "$(NotWritten)"
    ${EndIf}
    ; One Loket to a scope: the one in the old folder goes.
    ${If} $Old != ""
    ${AndIfNot} ${FileExists} "$INSTDIR\install.here"
        StrCpy $Piece $Old
        Call PathRemove
        StrCpy $R8 $Old
        !insertmacro RemoveProgram
    ${EndIf}
    Delete "$INSTDIR\install.here"

    ; Rights are given once: a later version runs nothing over the tree that others write into.
    ${If} $Scope == "machine"
        ReadRegDWORD $R0 HKLM "${KEY}" "Rights"
        ${If} $R0 != 1
        ${OrIfNot} ${FileExists} "$Data\secrets\*.*"
            Call GiveRights
        ${EndIf}
    ${EndIf}

    CreateDirectory "$SMPROGRAMS\Loket"
    CreateShortcut "$SMPROGRAMS\Loket\Loket.lnk" "$INSTDIR\loket.exe" "" "$INSTDIR\loket.exe" 0
    CreateShortcut "$DESKTOP\Loket.lnk" "$INSTDIR\loket.exe" "" "$INSTDIR\loket.exe" 0
    ; A prompt that knows the program even where PATH was left alone. It begins in the person's own folder.
    Delete "$SMPROGRAMS\Loket\${PROMPT_ID}.lnk"
    Delete "$SMPROGRAMS\Loket\${PROMPT_EN}.lnk"
    StrCpy $OUTDIR "%USERPROFILE%"
    CreateShortcut "$SMPROGRAMS\Loket\$(Prompt).lnk" "$SYSDIR\cmd.exe" '/K set "PATH=$INSTDIR;%PATH%"' "$INSTDIR\loket.exe" 0
    SetOutPath "$INSTDIR"
    StrCpy $Piece $INSTDIR
    Call PathAdd
    ${If} $R3 = 0
        !insertmacro Note "$(PathLeft)"
    ${EndIf}

    ; Displays and kiosks stand where nobody starts a program.
    ${If} $Role == "display"
    ${OrIf} $Role == "kiosk"
        WriteRegStr SHCTX "${RUN}" "Loket" '"$INSTDIR\loket.exe"'
    ${Else}
        DeleteRegValue SHCTX "${RUN}" "Loket"
    ${EndIf}

    ; The one PC that others connect to. Only everybody's Loket may have a rule, and only it takes one away.
    ${If} $Scope == "machine"
        nsExec::Exec '"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="${FIREWALL}"'
        Pop $R0
        ${If} $Role == "hub"
            !insertmacro Tool '"$SYSDIR\netsh.exe" advfirewall firewall add rule name="${FIREWALL}" dir=in action=allow program="$INSTDIR\loket.exe" enable=yes profile=private,domain' $R0
            ${If} $R0 != 0
                ${If} $Outcome = 0
                    StrCpy $Outcome 9
                ${EndIf}
                !insertmacro Note "$(NoRule)"
            ${EndIf}
        ${EndIf}
    ${ElseIf} $Role == "hub"
        StrCpy $Outcome 9
        !insertmacro Note "$(NoRule)"
    ${EndIf}

    ; A double click on a summary says what verify says.
    WriteRegStr SHCTX "Software\Classes\.asice" "" "Loket.Summary"
    WriteRegStr SHCTX "Software\Classes\.asice" "Content Type" "application/vnd.etsi.asic-e+zip"
    WriteRegStr SHCTX "Software\Classes\Loket.Summary" "" "$(AsiceName)"
    WriteRegStr SHCTX "Software\Classes\Loket.Summary\DefaultIcon" "" "$INSTDIR\loket.exe,0"
    WriteRegStr SHCTX "Software\Classes\Loket.Summary\shell\open\command" "" '"$INSTDIR\loket.exe" open "%1"'

    WriteRegStr SHCTX "${KEY}" "DisplayName" "Loket"
    WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\loket.exe,0"
    WriteRegStr SHCTX "${KEY}" "Publisher" "Loket"
    WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegStr SHCTX "${KEY}" "Role" "$Role"
    WriteRegStr SHCTX "${KEY}" "Hub" "$Hub"
    WriteRegStr SHCTX "${KEY}" "Scope" "$Scope"
    WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
    WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $R0 $R1 $R2
    WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" "$R0"
    ; GetSize leaves its own words in the window.
    DetailPrint "${NAME} ${VERSION}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
    ; Installed, and what is missing is said.
    ${If} $Outcome <> 0
        SetErrorLevel $Outcome
        ${If} $Outcome = 8
            MessageBox MB_OK|MB_ICONEXCLAMATION "$(NoRights)" /SD IDOK
        ${Else}
            MessageBox MB_OK|MB_ICONEXCLAMATION "$(NoRule)" /SD IDOK
        ${EndIf}
    ${EndIf}
SectionEnd

; ------------------------------------------------------------------------------------------------ uninstall

Function un.onInit
    SetRegView 64
    !insertmacro GuardPlugins
    StrCpy $Scope "user"
    ReadRegStr $R0 HKLM "${KEY}" "InstallLocation"
    ${If} $R0 == $INSTDIR
        StrCpy $Scope "machine"
        SetShellVarContext all
    ${Else}
        SetShellVarContext current
    ${EndIf}
    StrCpy $Purge 0
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/PURGE" $R1
    ${IfNot} ${Errors}
        StrCpy $Purge 1
    ${EndIf}
FunctionEnd

Function un.DataPage
    !insertmacro MUI_HEADER_TEXT "$(PurgeTitle)" "$(PurgeHint)"
    nsDialogs::Create 1018
    Pop $R0
    ${NSD_CreateCheckbox} 0 0 100% 24u "$(PurgeLabel)"
    Pop $Control1
    nsDialogs::Show
FunctionEnd

Function un.DataPageLeave
    ${NSD_GetState} $Control1 $Purge
    ${If} $Purge == 1
        MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(Sure)" IDYES again
        Abort
    again:
        MessageBox MB_YESNO|MB_ICONSTOP|MB_DEFBUTTON2 "$(SureAgain)" IDYES sure
        Abort
    sure:
    ${EndIf}
FunctionEnd

; What was taken away by mistake can be brought back: the database with its key, in a folder of its own beside the data.
; $R0 counts what could not be kept.
!macro KeepOne name
    ${If} ${FileExists} "$Data\${name}"
        ClearErrors
        Rename "$Data\${name}" "$Kept\${name}"
        ${If} ${Errors}
            IntOp $R0 $R0 + 1
        ${EndIf}
    ${EndIf}
!macroend

Function un.Keep
    StrCpy $R0 0
    ${If} ${FileExists} "$Data\loket.db"
        ${GetTime} "" "L" $R1 $R2 $R3 $R4 $R5 $R6 $R7
        ${GetParent} "$Data" $R8
        CreateDirectory "$R8\${KEPT}"
        StrCpy $Kept "$R8\${KEPT}\$R3-$R2-$R1 $R5.$R6.$R7"
        CreateDirectory "$Kept"
        ; The log first: whatever fails, a database is never without what was written last.
        !insertmacro KeepOne "secrets"
        !insertmacro KeepOne "loket.db-wal"
        !insertmacro KeepOne "loket.db-shm"
        !insertmacro KeepOne "loket.db"
    ${EndIf}
FunctionEnd

Section "Uninstall"
    StrCpy $R8 $INSTDIR
    Call un.CloseLoket
    ${If} $R9 = 1
        !insertmacro Fail 6 "$(StillOpen)"
    ${EndIf}
    Call un.DataFolder
    Delete "$SMPROGRAMS\Loket\Loket.lnk"
    Delete "$SMPROGRAMS\Loket\${PROMPT_ID}.lnk"
    Delete "$SMPROGRAMS\Loket\${PROMPT_EN}.lnk"
    RMDir "$SMPROGRAMS\Loket"
    Delete "$DESKTOP\Loket.lnk"
    DeleteRegValue SHCTX "${RUN}" "Loket"
    StrCpy $Piece $INSTDIR
    Call un.PathRemove
    ${If} $R3 = 0
        DetailPrint "$(PathLeft)"
    ${EndIf}
    ${If} $Scope == "machine"
        nsExec::Exec '"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="${FIREWALL}"'
        Pop $R0
    ${EndIf}
    DeleteRegKey SHCTX "Software\Classes\Loket.Summary"
    ReadRegStr $R0 SHCTX "Software\Classes\.asice" ""
    ${If} $R0 == "Loket.Summary"
        DeleteRegKey SHCTX "Software\Classes\.asice"
    ${EndIf}
    DeleteRegKey SHCTX "${KEY}"
    StrCpy $R8 $INSTDIR
    !insertmacro RemoveProgram
    ; Patients' data stay unless somebody says otherwise.
    ${If} $Purge == 1
        Call un.Keep
        ${If} $R0 > 0
            DetailPrint "$(NotKept)"
            MessageBox MB_OK|MB_ICONSTOP "$(NotKept)" /SD IDOK
        ${Else}
            RMDir /r "$Data"
        ${EndIf}
        ; The folders above, where nothing else lies in them.
        ${GetParent} "$Data" $R0
        RMDir "$R0"
        ${If} $Scope == "user"
            ${GetParent} "$R0" $R0
            RMDir "$R0"
        ${EndIf}
    ${EndIf}
SectionEnd
