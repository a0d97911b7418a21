# What is printed: slips, summaries, growth charts, the recovery sheet.

paper-slip-number = Your queue number
paper-slip-unit = { $unit }
paper-slip-ahead = { $count ->
    [one] { $count } person before you
   *[other] { $count } people before you
}
paper-slip-about = Called about { $time }
paper-slip-keep = Keep this ticket until you have been served.
paper-slip-missed = Missed your number? Tell registration.
paper-page = Page { $page } of { $pages }
paper-printed = Printed { $time }
paper-summary-title-month = Monthly report { $month }
paper-summary-title-day = Daily report { $date }
paper-summary-to = To the health office of { $regency }
paper-summary-sequence = Sequence number { $number }
paper-summary-supersedes = Supersedes the report with sequence number { $number }
paper-queue-title = Queue service
paper-queue-tickets = Tickets
paper-queue-served = Served
paper-queue-no-show = No-show
paper-queue-median = Wait, median
paper-queue-ninetieth = Wait, 90th percentile
paper-visits-title = Visits
paper-visits-age-sex = By age and sex
paper-visits-payer = By payer
paper-visits-unit = By unit
paper-diagnoses-title = Most frequent diagnoses
paper-diagnoses-hidden = Diagnoses with fewer than { $least } cases are not listed in a daily report.
paper-screening-title = Growth screening by village
paper-screening-target = Target
paper-screening-target-set = set figure
paper-screening-target-residents = registered residents
paper-screening-target-missing = N missing
paper-screening-measured = Measured
paper-screening-not-measured = Not measured
paper-screening-implausible = Implausible
paper-screening-method = WHO standards 2006, categories of Permenkes 2/2020. A screening, not a diagnosis.
paper-seal-title = The clinic's seal
paper-seal-note = Signed with the clinic's seal. It proves origin and integrity; it is not a certified electronic signature.
paper-seal-reason = Service report; the clinic’s seal, not a certified electronic signature
paper-seal-fingerprint = Fingerprint of the seal
paper-signed-by = Signed by
paper-acknowledged = Acknowledged
paper-chart-title = Growth chart
paper-chart-boy = Boy
paper-chart-girl = Girl
paper-recovery-title = Loket recovery sheet
paper-recovery-use = If an administrator forgets the password: choose “Use the recovery sheet” on the sign-in screen, then type this code.
paper-recovery-once = This code works once. A new sheet is printed after it was used.
paper-recovery-keep = Keep it locked away. Do not photograph it.
