# The terminal.

cli-growth-progress = { $rows } rows, { $percent }
cli-growth-rows = { $rows } rows
cli-growth-cell = row { $row }, column { $column }: “{ $text }” is not { $holds }; the values of this row are left empty
cli-growth-holds-number = a number with a decimal point
cli-growth-holds-sex = m, f, 1 or 2
cli-growth-holds-measure = l (lying) or h (standing)
cli-growth-holds-oedema = y, n, 1 or 2
cli-growth-too-many-cells = row { $row }: { $cells } cells where the header has { $header }; the values of this row are left empty
cli-growth-open-quote = row { $row }: a quote is never closed; the values of this row and of all after it are left empty
cli-growth-note-not-positive = note: ≤ 0, z-score left empty: { $list }
cli-growth-note-outside = note: outside the WHO tables, z-score left empty: { $list }
cli-growth-outside-age = age (below 0 or from 60 months) { $count }
cli-growth-outside-length = lenhei (45–110 cm lying, 65–120 cm standing) { $count }
cli-growth-outside-arm = armc (before day 91) { $count }
cli-growth-note-bad-rows = note: { $bad } of { $rows } rows could not be read in full; see the messages above
cli-growth-cannot-open = The file { $path } cannot be opened: { $why }
cli-growth-cannot-create = The file { $path } cannot be made: { $why }
cli-growth-device = Windows uses the name { $path } for a device, not a file. Use another name.
cli-growth-cannot-read = Reading broke off: { $why }
cli-growth-cannot-write = Writing broke off: { $why }
cli-growth-no-header = The file is empty: its first row must hold the names of the columns.
cli-growth-old-line-ends = The rows of this file end with CR alone, as on old Macintoshes. Save it again as ordinary CSV, then try again.
cli-growth-no-known-column = None of the columns is known. The first row must hold their names, with commas between: { $columns }.
cli-growth-twice = The column { $column } is there twice.
cli-growth-endless-row = Row { $row } does not end; perhaps a quote is never closed.
cli-growth-stopped = The computing stopped before its end.
cli-summary-same = The data have not changed: this is the same summary, number { $number }.

cli-no-folder = This user has no folder for application data; name one with --data.
cli-backup-made = { $file } ({ $bytes } bytes), tried out and sound
cli-doctor-sound = Loket doctor: nothing found, everything is as it should be
cli-doctor-found = { $count ->
    [one] Loket doctor: { $count } finding
   *[other] Loket doctor: { $count } findings
}

cli-demo-clinic = Clinic
cli-demo-clinic-is = { $name } (invented), { $date }
cli-demo-people = People
cli-demo-people-are = { $people } in { $families } families
cli-demo-children = Children
cli-demo-children-are = { $children } children, { $measurements } measurements
cli-demo-morning = This morning
cli-demo-morning-is = { $tickets } tickets, { $calls } calls, { $absent } not there, { $visits } visits
cli-demo-sign-in = Sign in as
cli-demo-sign-in-is = rina, dwi, agus, laras, made, prasetya or wahyu; password { $password }
cli-demo-database = Database
cli-demo-file = File
cli-demo-ready = Ready in { $seconds } seconds.
cli-demo-failed = The demo could not be made: { $why }
cli-demo-no-child = the child for its growth chart is not there
cli-demo-no-folder = This user has no folder for a demo; name one with --out.

# What the store says no to, and why there is no window.
store-missing = There is no Loket data in { $file }.
store-no-copy-folder = The folder for copies, { $file }, is not there. Put the stick in or choose another folder.
store-unsound = { $file } does not pass the checks ({ $why }). Take another copy.
store-file = { $file }: { $why }.
window-no-display = There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).
window-refused = The display cannot be used: { $why }
window-lost = The display went away. What was saved is safe.
