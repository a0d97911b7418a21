# The summary: figures, what is missing, sign, send, receipts.

summary-visits = Visits
summary-visits-new-returning = { $new } new, { $returning } returning
summary-wait = Wait, median
summary-wait-more = n { $n }, 9 of 10 ≤ { $minutes }
summary-measured = Children measured
summary-measured-of = { $part } of { $whole } (n/N)
summary-stunted = Stunted and severely stunted
summary-stunted-of = { $part } of { $whole } children
summary-per-day = Visits per day
summary-per-day-hint = { $days } service days, { $mean } a day on average
summary-by-village = Stunted and severely stunted (HFA < −2 SD) by village
summary-by-village-hint = children of 0–59 months
summary-village = Village
summary-measured-nn = Measured n/N
summary-stunted-nn = HFA < −2 n/N
summary-severe = Severely
summary-prevalence = Prevalence %
summary-all-area = Whole area
summary-missing = Still missing
summary-missing-count = { $count ->
    [one] { $count } thing
   *[other] { $count } things
}
summary-missing-none = Nothing is missing
summary-missing-measures = { $count ->
    [one] { $count } child with odd measurements
   *[other] { $count } children with odd measurements
}
summary-missing-village = { $count ->
    [one] One measured child has no village filled in
   *[other] { $count } measured children have no village filled in
}
summary-missing-village-why = they stand in a line of their own, not outside the area
summary-missing-target = { $count ->
    [one] { $count } village without a target
   *[other] { $count } villages without a target
}
summary-seal-note = The clinic's seal proves origin and integrity. It is not a certified electronic signature.
summary-sequence = no. { $number }
summary-written = Saved in { $path }
summary-empty = No data in { $month }
summary-empty-hint = Figures appear once there are tickets, visits or measurements.
summary-making = Making the report…

# The seal and those that were made
summary-kind-month = Monthly
summary-kind-day = Daily
summary-unsealed = Draft, not sealed
summary-sealed = Sealed
summary-outdated = Data changed since it was sealed
summary-replaced = Replaced
summary-refresh = Refresh
summary-stale = There is something new, refresh
summary-per-hour = Tickets per hour
summary-per-hour-hint = hour in which the ticket was given
summary-by-unit = Queue per unit
summary-tickets = Tickets
summary-served = Served
summary-no-show = No-show
summary-median = Wait, median
summary-open = Not ended
summary-elsewhere = Elsewhere
summary-missing-tickets = { $count } tickets not ended
summary-missing-visits = { $count ->
    [one] { $count } visit not closed
   *[other] { $count } visits not closed
}
summary-missing-district = The clinic's district is not set
summary-seal-title = Seal the summary
summary-seal = Seal the summary
summary-seal-again = Seal again
summary-seal-same = Write the files again
summary-seal-who = The head of the clinic or the administrator seals.
summary-made = Summaries made
summary-made-none = None yet. Sealed summaries are listed here.
summary-made-folder = PDF, JSON, seal and XLSX (not sealed) are in { $path }
summary-not-written = The files could not be written. The summary itself is kept.

# A period that is not over, what is missing, and the question before sealing
summary-running-month = Month still running, { $days } of { $of } days
summary-running-day = Day still running
summary-none-measured = nobody measured yet
summary-missing-days = { $count ->
    [one] { $count } day is still to come
   *[other] { $count } days are still to come
}
summary-missing-today = The last day is not over
summary-missing-not-measured = Not measured: { $villages }
summary-missing-not-measured-children = { $count ->
    [one] { $count } child
   *[other] { $count } children
}
summary-missing-target-small = Target too small: { $villages }
summary-missing-target-small-why = more were measured
summary-missing-more = { $count } more
summary-help = Look
summary-ask-running = { $period } is not over. Seal all the same?
summary-ask-both = { $count ->
    [one] { $period } is not over and { $count } thing is missing. Seal all the same?
   *[other] { $period } is not over and { $count } things are missing. Seal all the same?
}
summary-ask-missing = { $count ->
    [one] { $count } thing is missing in { $period }. Seal all the same?
   *[other] { $count } things are missing in { $period }. Seal all the same?
}
summary-ask-why = What is sealed cannot be changed, only replaced.
summary-ask-wait = Wait and complete
summary-ask-anyway = Seal all the same
summary-ask-anyway-running = Seal, marked “still running”
summary-ask-printed = What is missing is printed on page 1.
summary-workbook = XLSX, not sealed
