; The installer: per machine or per user, Indonesian and English, silent with parameters.
;
;   loket-VERSION-setup.exe /S /ROLE=desk|station|display|kiosk|hub /HUB=address /SCOPE=machine|user /D=C:\folder
;
; Built by build.sh, which hands in VERSION and OUT.
; Exit codes: 0 done, 1 ended by the person, 2 a newer version is there, 3 the data could not be copied before an
; upgrade, 4 a parameter that is none, 5 files could not be written.

Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "LogicLib.nsh"
!include "nsDialogs.nsh"
!include "x64.nsh"

!define NAME "Loket"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Loket"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define FIREWALL "Loket hub"

Name "${NAME}"
OutFile "${OUT}\loket-${VERSION}-setup.exe"
SetCompressor /SOLID lzma
RequestExecutionLevel highest
ManifestDPIAware true
BrandingText "Loket ${VERSION}"
ShowInstDetails nevershow
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
Var Purge      ; 1: take the data away too
Var Control1
Var Control2

!insertmacro MUI_PAGE_WELCOME
Page custom RolePage RolePageLeave
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
LangString RoleStation ${LANG_INDONESIAN} "Pos pemeriksaan"
LangString RoleStation ${LANG_ENGLISH} "Exam station"
LangString RoleDisplay ${LANG_INDONESIAN} "Layar antrean"
LangString RoleDisplay ${LANG_ENGLISH} "Queue display"
LangString RoleKiosk ${LANG_INDONESIAN} "Anjungan tiket"
LangString RoleKiosk ${LANG_ENGLISH} "Ticket kiosk"
LangString RoleHub ${LANG_INDONESIAN} "Hub (hanya menyimpan data)"
LangString RoleHub ${LANG_ENGLISH} "Hub (keeps the data only)"
LangString PurgeTitle ${LANG_INDONESIAN} "Data klinik"
LangString PurgeTitle ${LANG_ENGLISH} "The clinic's data"
LangString PurgeHint ${LANG_INDONESIAN} "Data pasien tetap disimpan, kecuali Anda memilih menghapusnya."
LangString PurgeHint ${LANG_ENGLISH} "Patients' data stay, unless you choose to take them away."
LangString PurgeLabel ${LANG_INDONESIAN} "Hapus juga semua data klinik di komputer ini (tidak bisa dikembalikan)"
LangString PurgeLabel ${LANG_ENGLISH} "Take all the clinic's data on this computer away too (cannot be undone)"
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

Function .onInit
    SetRegView 64
    ${GetParameters} $R0
    ; Whose: everybody's where the installer may, else the user's own.
    StrCpy $Scope "machine"
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 != "Admin"
        StrCpy $Scope "user"
    ${EndIf}
    ClearErrors
    ${GetOptions} $R0 "/SCOPE=" $R1
    ${IfNot} ${Errors}
        ${If} $R1 == "user"
        ${OrIf} $R1 == "machine"
            StrCpy $Scope $R1
        ${EndIf}
    ${EndIf}
    Call UseScope

    StrCpy $Role ""
    ClearErrors
    ${GetOptions} $R0 "/ROLE=" $Role
    ${If} ${Errors}
        ; What it was before an upgrade, else a desk.
        ReadRegStr $Role SHCTX "${KEY}" "Role"
        ${If} $Role == ""
            StrCpy $Role "desk"
        ${EndIf}
    ${EndIf}
    ${If} $Role != "desk"
    ${AndIf} $Role != "station"
    ${AndIf} $Role != "display"
    ${AndIf} $Role != "kiosk"
    ${AndIf} $Role != "hub"
        !insertmacro Fail 4 "$(BadRole)"
    ${EndIf}
    ClearErrors
    ${GetOptions} $R0 "/HUB=" $Hub
    ${If} ${Errors}
        ReadRegStr $Hub SHCTX "${KEY}" "Hub"
    ${EndIf}

    ; Never an older one over a newer.
    ReadRegStr $Before SHCTX "${KEY}" "DisplayVersion"
    ${If} $Before != ""
        ${VersionCompare} "$Before" "${VERSION}" $R1
        ${If} $R1 == 1
            !insertmacro Fail 2 "$(Newer)"
        ${EndIf}
        ; An upgrade stays where it is, unless another folder was named.
        ReadRegStr $R2 SHCTX "${KEY}" "InstallLocation"
        ${If} $R2 != ""
        ${AndIf} $INSTDIR == ""
            StrCpy $INSTDIR $R2
        ${EndIf}
    ${EndIf}
    ${If} $INSTDIR == ""
        ${If} $Scope == "machine"
            StrCpy $INSTDIR "$PROGRAMFILES64\Loket"
        ${Else}
            StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Loket"
        ${EndIf}
    ${EndIf}
FunctionEnd

Function UseScope
    ${If} $Scope == "machine"
        SetShellVarContext all
    ${Else}
        SetShellVarContext current
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
FunctionEnd

; ------------------------------------------------------------------------------------------------ install

; Asks a running Loket to close, and waits for it: it copies its data at the end.
!macro CloseLoket un
Function ${un}CloseLoket
    nsExec::Exec 'taskkill /im loket.exe'
    Pop $R9
    StrCpy $R8 0
    ${DoWhile} $R8 < 40
        nsExec::ExecToStack 'cmd /c tasklist /fi "imagename eq loket.exe" | find /i "loket.exe"'
        Pop $R9
        Pop $R7
        ${If} $R9 != 0
            ${Break}
        ${EndIf}
        Sleep 250
        IntOp $R8 $R8 + 1
    ${Loop}
FunctionEnd
!macroend
!insertmacro CloseLoket ""
!insertmacro CloseLoket "un."

; Where the clinic's data are for this scope, in $R5.
!macro DataFolder un
Function ${un}DataFolder
    ${If} $Scope == "machine"
        ReadEnvStr $R5 "ProgramData"
        StrCpy $R5 "$R5\Loket\data"
    ${Else}
        StrCpy $R5 "$APPDATA\Loket\Loket\data"
    ${EndIf}
FunctionEnd
!macroend
!insertmacro DataFolder ""
!insertmacro DataFolder "un."

Section "Loket"
    Call UseScope
    Call DataFolder
    ${If} $Before != ""
    ${AndIf} ${FileExists} "$INSTDIR\loket.exe"
        Call CloseLoket
        ; The data first, by the program that wrote them.
        ${If} ${FileExists} "$R5\loket.db"
            nsExec::ExecToStack '"$INSTDIR\loket.com" backup --data "$R5" --to "$R5\before-${VERSION}"'
            Pop $R0
            Pop $R1
            ${If} $R0 != 0
                DetailPrint "$R1"
                !insertmacro Fail 3 "$(NoCopy)"
            ${EndIf}
        ${EndIf}
    ${EndIf}

    SetOutPath "$INSTDIR"
    ClearErrors
    File "${OUT}\loket.exe"
    File "${OUT}\loket.com"
    File "${OUT}\LICENSE.txt"
    ${If} ${Errors}
        !insertmacro Fail 5 "$(NotWritten)"
    ${EndIf}
    ; Quotes and backslashes have no place in an address; the rest is written as it is.
    ${WordReplace} "$Hub" '"' "" "+" $R1
    ${WordReplace} "$R1" "\" "" "+" $R1
    FileOpen $R2 "$INSTDIR\install.json" w
    FileWrite $R2 '{ "scope": "$Scope", "role": "$Role", "hub": "$R1" }$\r$\n'
    FileClose $R2

    ; A second Windows account works on the same clinic: the folder of the data is writable for users.
    ${If} $Scope == "machine"
        CreateDirectory "$R5"
        nsExec::Exec 'icacls "$R5" /grant *S-1-5-32-545:(OI)(CI)M /T /C /Q'
        Pop $R0
    ${EndIf}

    CreateDirectory "$SMPROGRAMS\Loket"
    CreateShortcut "$SMPROGRAMS\Loket\Loket.lnk" "$INSTDIR\loket.exe" "" "$INSTDIR\loket.exe" 0
    CreateShortcut "$DESKTOP\Loket.lnk" "$INSTDIR\loket.exe" "" "$INSTDIR\loket.exe" 0

    ; Displays and kiosks stand where nobody starts a program.
    ${If} $Role == "display"
    ${OrIf} $Role == "kiosk"
        WriteRegStr SHCTX "${RUN}" "Loket" '"$INSTDIR\loket.exe"'
    ${Else}
        DeleteRegValue SHCTX "${RUN}" "Loket"
    ${EndIf}

    ; The one PC that others connect to.
    nsExec::Exec 'netsh advfirewall firewall delete rule name="${FIREWALL}"'
    Pop $R0
    ${If} $Role == "hub"
    ${AndIf} $Scope == "machine"
        nsExec::Exec 'netsh advfirewall firewall add rule name="${FIREWALL}" dir=in action=allow program="$INSTDIR\loket.exe" enable=yes profile=private,domain'
        Pop $R0
    ${EndIf}

    ; A double click on a summary says what verify says.
    WriteRegStr SHCTX "Software\Classes\.asice" "" "Loket.Summary"
    WriteRegStr SHCTX "Software\Classes\.asice" "Content Type" "application/vnd.etsi.asic-e+zip"
    WriteRegStr SHCTX "Software\Classes\Loket.Summary" "" "$(AsiceName)"
    WriteRegStr SHCTX "Software\Classes\Loket.Summary\DefaultIcon" "" "$INSTDIR\loket.exe,0"
    WriteRegStr SHCTX "Software\Classes\Loket.Summary\shell\open\command" "" '"$INSTDIR\loket.exe" open "%1"'

    WriteUninstaller "$INSTDIR\uninstall.exe"
    WriteRegStr SHCTX "${KEY}" "DisplayName" "Loket"
    WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\loket.exe,0"
    WriteRegStr SHCTX "${KEY}" "Publisher" "Loket"
    WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegStr SHCTX "${KEY}" "Role" "$Role"
    WriteRegStr SHCTX "${KEY}" "Hub" "$R1"
    WriteRegStr SHCTX "${KEY}" "Scope" "$Scope"
    WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
    WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $R0 $R1 $R2
    WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" "$R0"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

; ------------------------------------------------------------------------------------------------ uninstall

Function un.onInit
    SetRegView 64
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
FunctionEnd

Section "Uninstall"
    Call un.CloseLoket
    Call un.DataFolder
    Delete "$SMPROGRAMS\Loket\Loket.lnk"
    RMDir "$SMPROGRAMS\Loket"
    Delete "$DESKTOP\Loket.lnk"
    DeleteRegValue SHCTX "${RUN}" "Loket"
    nsExec::Exec 'netsh advfirewall firewall delete rule name="${FIREWALL}"'
    Pop $R0
    DeleteRegKey SHCTX "Software\Classes\Loket.Summary"
    ReadRegStr $R0 SHCTX "Software\Classes\.asice" ""
    ${If} $R0 == "Loket.Summary"
        DeleteRegKey SHCTX "Software\Classes\.asice"
    ${EndIf}
    DeleteRegKey SHCTX "${KEY}"
    Delete "$INSTDIR\loket.exe"
    Delete "$INSTDIR\loket.com"
    Delete "$INSTDIR\LICENSE.txt"
    Delete "$INSTDIR\install.json"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    ; Patients' data stay unless somebody says otherwise.
    ${If} $Purge == 1
        RMDir /r "$R5"
    ${EndIf}
SectionEnd
