# What is printed: slips, summaries, growth charts, the recovery sheet.

paper-slip-number = Your queue number
paper-slip-ahead = Before you
paper-slip-ahead-now = Before you at { $time }
paper-slip-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
paper-slip-day = queue of { $day }
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
paper-visits-title = Visits
paper-visits-payer = By payer
paper-visits-unit = By unit
paper-diagnoses-title = Most frequent diagnoses
paper-diagnoses-hidden = Diagnoses with fewer than { $least } cases are not listed in a daily report.
paper-screening-title = Growth screening by village
paper-screening-target = Target
paper-screening-target-set = set figure
paper-screening-target-residents = registered
paper-screening-measured = Measured of target
paper-screening-not-measured = Not measured
paper-screening-implausible = Implausible
paper-screening-method = WHO standards 2006, categories of Permenkes 2/2020. A screening, not a diagnosis.
paper-seal-title = The clinic's seal
paper-seal-note = Signed with the clinic's seal. It proves origin and integrity; it is not a certified electronic signature.
paper-seal-reason = Service report; the clinic’s seal, not a certified electronic signature
paper-seal-fingerprint = Fingerprint of the seal
paper-acknowledged = Acknowledged
paper-chart-title = Growth chart
paper-recovery-title = Loket recovery sheet
paper-recovery-use = If an administrator forgets the password: choose “Use the recovery sheet” on the sign-in screen, then type this code. On a replacement computer: type this code at “Continue from a copy”, so that the clinic’s seal comes along.
paper-recovery-once = This code works once. A new sheet is printed after it was used.
paper-recovery-keep = Keep it locked away. Do not photograph it.

# The summary on paper.

paper-total = Total
paper-summary-district = { $name } district
paper-summary-code = Code { $code }
paper-summary-made = Made { $date }, { $time } { $zone }
paper-summary-head-of-clinic = Head of the clinic
paper-key-new = { $new } new, { $old } returning
paper-key-ninetieth = 9 of 10: ≤ { $wait } (n { $n })
paper-key-measured = Children measured
paper-key-stunted = Stunted and severely stunted
paper-key-of = of { $whole } ({ $share })
paper-queue-unit = Unit
paper-queue-cancelled = Cancelled
paper-queue-moved = Moved
paper-queue-open = Not ended
paper-queue-called = Called (n)
paper-queue-median-short = Median, min
paper-queue-ninetieth-short = P90, min
paper-queue-all = Whole clinic
paper-queue-note = Wait: from the opening of a stop to its first call; n = stops that were called. The row of the whole clinic counts each ticket once, by how its last stop ended.
paper-chart-per-day = Visits per day
paper-chart-per-hour = Tickets by the hour they were given
paper-visits-line = { $total } visits: { $new } new, { $old } returning; { $sick } sick, { $well } well. New: the person’s first visit to this clinic.
paper-visits-age = Age (LB1)
paper-visits-male-new = M new
paper-visits-male-old = M ret.
paper-visits-female-new = F new
paper-visits-female-old = F ret.
paper-diagnoses-rank = No.
paper-diagnoses-code = ICD-10
paper-diagnoses-name = Diagnosis
paper-diagnoses-new = New cases
paper-diagnoses-old = Old cases
paper-diagnoses-cases = Total (of all)
paper-diagnoses-line = { $total } cases in all; { $unlisted } cases with other diagnoses are not in the table.
paper-screening-title-day = Growth screening
paper-screening-line = { $measured } children under five were measured on this day.
paper-screening-village = Village
paper-screening-all = Whole area
paper-screening-elsewhere = Outside the area
paper-screening-village-unknown = Village not filled in
paper-screening-source = Source of target
paper-screening-target-mixed = mixed
paper-screening-target-note = Target: the figure set for the village; where there is none, its living registered residents under 60 months on the last day. Measured of target: the target less who was not measured. The sign – means that there is no figure.
paper-screening-without = No index
paper-screening-oedema = With oedema of both feet: { $count } children, counted as below −3 SD in the indices with weight.
paper-screening-note = Each child counts once, by its last plausible measurement of the period. Per cent: of “Counted”, the children with a plausible value. Implausible: only values outside WHO’s limits. No index: measured, but this index cannot be computed.
paper-index-length-for-age = Length or height for age
paper-index-weight-for-age = Weight for age
paper-index-weight-for-length = Weight for length or height
paper-index-bmi-for-age = BMI for age
paper-seal-json = SHA-256 of the data file (JSON)
paper-seal-journal = The clinic’s journal up to row
paper-seal-check = Check with “loket verify”, “pdfsig” (poppler) or “openssl cms -verify”; compare the seal’s fingerprint by telephone.
paper-card-note = Growth card: D weighed, N gaining, T not gaining, O not weighed last month, B first weighing, – no letter (oedema, implausible weight, nothing to compare with); D = N + T + O + B + no letter. By the last weighing of each child this month. 2T and BGM are among them.
paper-card-weighed = D
paper-card-gained = N
paper-card-not-gained = T
paper-card-not-weighed-before = O
paper-card-first = B
paper-card-none = –
paper-card-twice = 2T
paper-card-red = BGM
paper-screening-measured-all = Measured
paper-screening-counted = Counted (N)
paper-summary-missing = Not complete when it was sealed: { $missing }.

# The workbook beside the paper.

sheet-not-sealed = Not sealed. To go on working with; what is valid is the sealed summary.
sheet-not-sealed-but = Not sealed. Sealed is { $name }.pdf
sheet-glance = At a glance
sheet-screening = Screening
sheet-figure = Figure
sheet-part = n
sheet-whole = of (N)
sheet-percent = %
sheet-new = New visits
sheet-returning = Returning visits
sheet-sick = Sick visits
sheet-well = Well visits
sheet-unlisted = Other diagnoses
sheet-oedema = Oedema
sheet-card-none = No letter
