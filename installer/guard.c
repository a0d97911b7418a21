/* The folder of the installer's own plug-ins, where ordinary accounts cannot write.
 *
 * NSIS 3.08 of Debian 12 makes that folder in the folder for temporary files, where another account can come first and lay
 * a library of its own that then runs with the installer's rights (CVE-2025-43715, mended in NSIS 3.11). So the installer
 * makes a folder under Program Files itself, which only administrators can, lays this library there, and calls it before
 * any plug-in: it says that the plug-ins' folder is the one in which it lies. NSIS takes that folder away at its end.
 */
#include <windows.h>

/* Where $PLUGINSDIR stands among the variables of NSIS 3 (Source/exehead/fileform.h). */
#define PLUGINSDIR 26

static HINSTANCE self;

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) {
    (void)reason;
    (void)reserved;
    self = instance;
    return TRUE;
}

__declspec(dllexport) void __cdecl Guard(HWND parent, int size, WCHAR *variables, void *stack, void *more) {
    WCHAR path[MAX_PATH];
    DWORD length = GetModuleFileNameW(self, path, MAX_PATH);
    (void)parent;
    (void)stack;
    (void)more;
    while (length > 0 && path[length - 1] != L'\\') length--;
    if (length < 2 || (int)length > size) return;
    path[length - 1] = 0;
    lstrcpyW(variables + (size_t)PLUGINSDIR * (size_t)size, path);
}
