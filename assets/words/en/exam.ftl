# Exam station: who waits, the open visit, vital signs, diagnosis, plan.

exam-waiting-done = { $waiting } waiting · { $done } done
exam-call-next = { $ticket } · { $wait }
exam-serving-since = { $ticket } served since { $time }
exam-no-visit = No open visit
exam-no-visit-hint = Press F9 to call the next one.
exam-no-room = No room chosen yet
exam-no-room-hint = Choose a room on the left: press its digit.
exam-patient-line = { $sex } · { $age } · record { $record }
exam-mother = mother { $name }

# Sections
exam-tab-examine = Examine
exam-tab-diagnosis = Diagnosis
exam-tab-plan = Plan
exam-complaint-vitals = Complaint and vital signs
exam-complaint = Complaint
exam-findings = Findings
exam-diagnosis = Diagnosis
exam-diagnosis-hint = ICD-10 code or name of the illness
exam-diagnosis-none = No diagnosis yet
exam-diagnosis-unlisted = outside the clinic’s list
exam-diagnosis-unknown-name = { $name } (code outside the list)
exam-diagnosis-unknown = Code { $code } is not in the list. It can still be used.
exam-plan = Plan
exam-note = Note
exam-payer = Payer of this visit
exam-history = History
exam-history-none = No earlier visit

# Vital signs
vital-temperature = Temperature
vital-pulse = Pulse
vital-respiration = Breathing
vital-spo2 = SpO₂
vital-systolic = Systolic
vital-diastolic = Diastolic
vital-weight = Weight
vital-height = Height
vital-head-circumference = Head circumference
vital-arm-circumference = Arm circumference
vital-haemoglobin = Hb
vital-glucose = Blood glucose
vital-low = Below { $limit } { $unit }. Check again.
vital-high = Above { $limit } { $unit }. Check again.
vital-impossible-low = { $value } { $unit } is not possible. At least { $limit } { $unit }.
vital-impossible-high = { $value } { $unit } is not possible. At most { $limit } { $unit }.

# The end of a visit
visit-open = Open
visit-closed = Closed
visit-close = Close visit
visit-close-by = Closed by { $name }, { $time }
visit-amend = Add a note
visit-amended = Added by { $name }, { $time }
visit-void = Void visit
visit-void-reason = Reason, for example wrong person
visit-voided-by = Voided by { $name }: { $reason }
exam-amend-vitals = Vital signs that were forgotten
exam-amend-why = Write the added note first: what is added and why.
exam-turn-voided = The visit of { $name } at this turn was voided. If somebody else is being served, ask the front desk to change the patient of this ticket. If nobody is, finish the turn.
exam-open-again = Open a new visit for { $name }
exam-measured-by = Measured by { $name }
exam-written-by = Written by { $name }, { $time }
exam-confirmed = Why the unusual value is right: { $reason }
exam-by-program = The program

# Words stored with a visit
note-complaint = Complaint
note-findings = Findings
note-plan = Plan
note-note = Note
note-referral = Referral
note-amendment = Addition
case-new = New case
case-old = Known case
rank-primary = Main
rank-secondary = Other
visit-state-open = Open
visit-state-closed = Closed
visit-state-voided = Voided
visit-kind-sick = Sick visit
visit-kind-well = Well visit

# The screen at work
exam-tab-visit = Visit
exam-tab-growth = Growth
exam-nobody-waits = Nobody is waiting
exam-nobody-short = Nobody
exam-nobody-waits-hint = Tickets for this unit will appear here.
exam-serve = Serve { $ticket }
exam-continue = Continue { $ticket }
exam-restore = Bring { $ticket } back
exam-end-stop = Finish { $ticket }
exam-no-name = No name yet
exam-no-person = This ticket has no patient yet. Link one at the front desk first, so that a visit can be written.
exam-room-title = Where is this station?
exam-room-hint = Choose the room you examine in. It can be changed at any time.
exam-open-since = Opened { $time }
exam-open-from = Open since { $date }
exam-left-open = Not closed since yesterday
exam-guardian = guardian { $name }
exam-look-reason = Some values are unusual. Measure again, or write the reason, then save.
exam-look-value = A value cannot be saved. Look at the red mark; everything else stays.
exam-look-outcome = What came of the follow-up is typed. Choose done or called off first, then close.
exam-diagnosis-no-hit = Nothing fits. Try another word or an ICD-10 code.
exam-referral-hint = Where to and why
exam-referral-start = To … { $finding }
exam-referral-write = Write referral
exam-next = Goes on to
exam-next-home = Home
exam-close-ask = Close the visit of { $name }?
exam-closed = The visit of { $name } is closed.
exam-hand-over = Send, then back here
exam-handed-over = { $name } goes to { $unit }; the visit stays open and goes on when they are back.
exam-closed-next = The visit of { $name } is closed; next is { $unit }.
exam-take-over = Take over this visit
exam-nothing-written = Nothing was written in this visit.
exam-history-none-hint = Earlier visits will be shown here.
vital-reason = Reason, for example measured twice
vital-why = Why is this { $sign } right?
case-new-short = New
case-old-short = Old
exam-on-paper = From paper · { $ticket } · { $when }
vital-waist-circumference = Waist
vital-form = Write a number, or tt when it could not be measured.
vital-unmeasurable = Not measurable
vital-below-usual = Below { $limit } { $unit }
vital-above-usual = Above { $limit } { $unit }
vital-pressure-turned = Systolic is not above diastolic. Measure again.
vital-tenfold = { $weight } kg? Check the decimal comma.
exam-close-undiagnosed = This sick visit has no diagnosis yet. F12 once more closes it like this, Esc goes back to fill it in.
exam-close-unreferred = This child is to be referred, but no referral is written and no follow-up planned. F12 once more closes it like this, Esc goes back to fill it in.

# What a vital sign says, and what to do. Limits and sources: assets/reference/vital_findings.csv
found-source = Source: { $source } ({ $date }).
found-source-background = Guide: { $source } ({ $date }, general knowledge; follow the clinic's guideline).
found-if-pregnant = If pregnant: { $finding }
found-pressure-crisis = Very high blood pressure. Call the doctor now, measure again after 5 minutes of rest, look for danger signs, prepare referral.
found-pressure-pregnant-severe = Very high blood pressure in pregnancy. Call the doctor now and refer at once.
found-pressure-pregnant = High blood pressure in pregnancy. Measure again, check urine protein and danger signs, refer to the doctor today.
found-pressure-high = High blood pressure. Measure again after rest, talk to the doctor today.
found-pressure-unmeasurable = Blood pressure not measurable. Call the doctor now, look for signs of shock.
found-fever-young-infant = Fever under 2 months of age. A severe infection is indicated, refer at once.
found-cold-young-infant = Too cold under 2 months of age. Warm the baby, refer at once.
found-fever = Fever. Look for the cause.
found-oxygen-low = SpO₂ below the limit. Give oxygen, call the doctor now, prepare referral.
found-oxygen-reduced = SpO₂ somewhat low. Measure again, talk to the doctor today.
found-oxygen-unmeasurable = SpO₂ not measurable. Warm the finger, measure again, look at breathing and pulse.
found-breathing-young-infant = Fast breathing under 2 months of age. Count again for a minute; if it stays, refer at once.
found-breathing-fast = Fast breathing. Count again for a minute, look for signs of pneumonia.
found-pulse-fast = Fast pulse. Take it again at rest, look for the cause.
found-pulse-unmeasurable = Pulse not measurable. Call the doctor now, look for signs of shock.
found-sugar-low = Low blood sugar. Give sugar now, measure again in 15 minutes.
found-sugar-high = High blood sugar. Talk to the doctor today.
found-anaemia-pregnant = Hb below the limit in pregnancy. Iron tablets, look for the cause.
found-arm-pregnant = Arm circumference below the limit in pregnancy. A risk of undernutrition is indicated: counselling and food aid by the guideline.

# The body of adults. Limits and sources: assets/reference/adult_limits.csv
adult-bmi = BMI { $bmi } kg/m²: { $label }
adult-waist = waist { $waist } cm: { $label }
adult-severely-thin = very thin
adult-thin = thin
adult-normal = normal
adult-overweight = overweight
adult-obese = obese
adult-central-obesity = above the limit (central obesity)
