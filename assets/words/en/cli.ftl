# The terminal.

cli-no-display = This computer has no display, so no window was opened.
cli-display-lost = The display went away. Everything saved is safe.
cli-demo-ready = The sample clinic is ready in { $folder }
cli-demo-people = People
cli-demo-families = Families
cli-demo-children = Children with measurements
cli-demo-tickets = Tickets
cli-demo-visits = Visits
cli-demo-measurements = Measurements
cli-demo-summary = Summary
cli-demo-chart = Chart
cli-store-newer = The data in { $folder } were made by a newer version. Update this program; nothing was touched.
cli-store-foreign = { $path } is no Loket database. Nothing was changed.
cli-store-folder = The folder { $folder } cannot be written to.
cli-store-busy = The data in { $folder } are in use by another program ({ $holder }).
cli-doctor-sound = All checks are sound.
cli-doctor-findings = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
cli-verify-sound = Intact. Signed by { $signer }, { $time }.
cli-verify-unknown-seal = Intact, but signed by an unknown seal: { $fingerprint }
cli-verify-broken = Not intact: { $reason }
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
