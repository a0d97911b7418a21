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
cli-growth-rows = { $rows } rows
cli-growth-note = { $count ->
    [one] { $count } value left empty: outside the tables or ≤ 0
   *[other] { $count } values left empty: outside the tables or ≤ 0
}
cli-growth-cell = row { $row }, column { $column }: “{ $text }” cannot be read
