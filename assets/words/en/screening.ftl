# Growth screening. Wording of screening, never a diagnosis: "indicated, needs referral".
# Categories: Permenkes 2/2020 (Standar Antropometri Anak).

screening-title = Growth
screening-measurement = Measurement
screening-measured-from = age { $days } days · WHO standards 2006, limits of PMK 2/2020
screening-weight = Weight
screening-length = Length/height
screening-head = Head circumference
screening-arm = MUAC
screening-posture = Measured
screening-posture-lying = Lying
screening-posture-standing = Standing
screening-oedema = Oedema of both feet
screening-oedema-short = oedema
screening-oedema-no = No
screening-oedema-yes = Yes
screening-weight-for-length = Weight for height
screening-computed = computed
screening-limit = limit
screening-adjusted-lying = Lying ≥ 24 months: { $change } cm, counted as { $length } cm
screening-adjusted-standing = Standing < 24 months: { $change } cm, counted as { $length } cm
screening-birth-length = Birth length { $length } cm
screening-birth-weight = Birth weight { $weight } kg
screening-implausible = Implausible, measure again
screening-implausible-hint = This value lies outside WHO's plausible range and counts in no report.
screening-outside-age = Outside 0–59 months

# Indices
index-weight-for-age = Weight for age
index-length-for-age = Length for age
index-height-for-age = Height for age
index-weight-for-length = Weight for length
index-weight-for-height = Weight for height
index-bmi-for-age = BMI for age
index-head-for-age = Head circumference for age
index-arm-for-age = MUAC for age
index-weight-for-age-short = WFA
index-length-for-age-short = LFA
index-height-for-age-short = HFA
index-weight-for-length-short = WFL
index-weight-for-height-short = WFH
index-bmi-for-age-short = BMI
index-head-for-age-short = HCFA
index-arm-for-age-short = ACFA

# Categories as a label beside the z-score
category-severely-underweight = Severely underweight
category-underweight = Underweight
category-normal-weight = Normal weight
category-risk-of-overweight = Risk of overweight
category-severely-stunted = Severely stunted
category-stunted = Stunted
category-normal-length = Normal
category-tall = Tall
category-severely-wasted = Severely wasted
category-wasted = Wasted
category-well-nourished = Well nourished
category-possible-risk-of-overweight = Possible risk of overweight
category-overweight = Overweight
category-obese = Obese
category-severely-wasted-oedema = Severe malnutrition (oedema)
category-microcephaly = Small head
category-normal-head = Normal
category-macrocephaly = Large head
category-arm-severely-wasted = MUAC very low
category-arm-wasted = MUAC low
category-normal-arm = Normal

# The same as a sentence of screening
finding-severely-underweight = Indicated: severely underweight, needs referral
finding-underweight = Indicated: underweight, look further
finding-normal-weight = Weight fits the age
finding-risk-of-overweight = Indicated: risk of overweight, look at weight for height
finding-severely-stunted = Indicated: severely stunted, needs referral
finding-stunted = Indicated: stunted, needs referral
finding-normal-length = Length/height fits the age
finding-tall = Indicated: tall, check the measurement and the family
finding-severely-wasted = Indicated: severely wasted, needs referral at once
finding-wasted = Indicated: wasted, needs treatment
finding-well-nourished = Well nourished
finding-possible-risk-of-overweight = Indicated: possible risk of overweight, keep watching
finding-overweight = Indicated: overweight, needs counselling
finding-obese = Indicated: obese, needs referral
finding-severely-wasted-oedema = Indicated: severe malnutrition with oedema, needs referral at once
finding-microcephaly = Head circumference below −2 SD, needs referral
finding-normal-head = Head circumference fits the age
finding-macrocephaly = Head circumference above +2 SD, needs referral
finding-arm-severely-wasted = MUAC below 11.5 cm, needs referral at once
finding-arm-wasted = MUAC 11.5–12.4 cm, needs treatment
finding-normal-arm = MUAC fits the age

# KMS
kms-gained = Gaining (N)
kms-not-gained = Not gaining (T)
kms-not-weighed-before = Not weighed last month (O)
kms-first = First weighing (B)
kms-gained-short = N
kms-not-gained-short = T
kms-not-weighed-before-short = O
kms-first-short = B
kms-twice = 2T, weight not gaining
kms-below-red = Below the red line (BGM)
kms-gain = { $gain } kg since { $month }, at least { $least } kg (KBM)
kms-gain-none = Not weighed last month
kms-none = No letter
kms-none-short = –
kms-none-swollen = Oedema: the weight is not judged
kms-none-implausible = Weight outside what is plausible: not judged
kms-none-too-soon = Last month's weighing is under 21 days back: not judged yet
kms-none-nothing = Last month's weighing cannot be compared
kms-gain-line = { $gain } kg since { $month }, follows the growth line
kms-gain-fell = { $gain } kg since { $month }, below the line of { $fell }; minimum { $least } kg (KBM)
kms-gain-plain = { $gain } kg since { $month }
kms-gain-first = First weighing

# The chart and its table
chart-length-part = length (L)
chart-height-part = height (H)
chart-median = median
chart-axis-months = age (months)
chart-axis-centimetres = cm
chart-axis-kilograms = kg
chart-point = { $index } { $z } SD · { $label }
chart-point-at = { $value } at { $age }
table-date = Date
table-age = Age
table-weight = Weight
table-length = L/H
table-kms = N/T

# What follows
plan-title = Follow-up
plan-remeasure = Measure again today; if it stays, refer to a paediatrician and record food aid.
plan-remeasure-only = Measure again today.
plan-refer = Refer to a paediatrician.
plan-refer-now = Refer at once, today.
plan-food = Record food aid by the guideline.
plan-counsel = Nutrition counselling with the family.
plan-next-month = Weigh again next month.
plan-other = Something else

# The screen at work
screening-posture-early = Standing before 9 months. The length is taken as it is; measure lying if possible.
growth-more = More
chart-axis-length = length/height (cm)
chart-axis-bmi = kg/m²
chart-printed = Chart saved: { $path }
chart-print-failed = The chart could not be written. What was entered is safe; try again.
follow-due = Not later than
follow-due-hint = dd-mm-yyyy
follow-plan = Plan
follow-end = End
follow-outcome = Outcome, or why it is called off
follow-done = Done
follow-cancel = Call off
follow-refer-now = Refer at once
follow-refer = Refer
follow-remeasure = Measure again
follow-food-aid = Food aid
follow-counselling = Counselling
follow-next-month = Weigh next month
follow-other = Other
follow-state-planned = Planned
follow-state-done = Done
follow-state-cancelled = Called off
screening-search = Find a child: name, NIK, record number
screening-search-none = Nobody found
screening-search-none-hint = Try part of the name, the NIK, or the record number.
screening-empty-hint = Find a child with F3. Follow-ups that are due will be shown here.
screening-due = Follow-ups until next week
screening-tab-measurements = Measurements
screening-tab-new = Measure
screening-no-measurement = No measurement yet
screening-no-measurement-hint = Press F2 to write down the first.
screening-void = Void the measurement of { $date }
screening-void-reason = Reason, for example another child
screening-measured-on = Measured on
