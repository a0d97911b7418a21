# Words every screen shares: actions, states, roles, units, calendar, sexes, payers, priorities.

app-name = Loket
app-tagline = Front desk of a community clinic

# Rail
nav-desk = Desk
nav-exam = Exam
nav-growth = Growth
nav-summary = Reports
nav-settings = Settings

# Actions
action-save = Save
action-back = Back
action-next-to = Next: { $what }
action-close = Close
action-edit = Edit
action-add = Add
action-print = Print
action-undo = Undo
action-continue = Continue
action-yes = Yes
action-call = Call
action-recall = Again
action-hold = Hold
action-return = Is back
action-skip = Skip
action-refer = Refer
action-history = History
action-void = Void this entry
action-switch-user = Switch person

# Small words
word-all = All
word-optional = may stay empty
word-total = Total
word-unit = Unit
word-village = Village
word-reason = Reason
word-note = Note
word-to = to
word-select = choose
word-open = open
word-inactive = Inactive
word-loading = Loading…
word-saving = Saving…
word-saved = Saved
word-voided = Voided

# States of a stop (shape + word + colour)
state-waiting = Waiting
state-elsewhere-serving = Being served: { $ticket }, { $place }
state-elsewhere-called = Being called: { $ticket }, { $place }
state-elsewhere = At { $ticket }
state-held = On hold until { $until }
state-called = Called
state-serving = Being served
state-done = Done
state-no-show = No-show
state-too-long = Too long
state-too-long-short = Long
state-cancelled = Cancelled
state-closed = Closed
state-moved = Moved
state-draft = Draft
state-paper = Entered from paper

# Priorities
priority-none = None
priority-elderly = Elderly
priority-pregnant = Pregnant
priority-disabled = Disability
priority-under-five = Under five
priority-emergency = Emergency
priority-emergency-short = ER

# Payers
payer-bpjs = BPJS
payer-cash = Cash
payer-jamkesda = Jamkesda
payer-free = Free
payer-other = Other

# Sex
sex-male = Male
sex-female = Female
sex-male-short = M
sex-female-short = F

# Roles
role-receptionist = Registration
role-nurse = Nurse
role-midwife = Midwife
role-nutritionist = Nutritionist
role-doctor = Doctor
role-head = Head of clinic
role-administrator = Administrator
role-system = Loket

# Units a puskesmas usually has
unit-name-registration = Registration
unit-name-general = General
unit-name-maternal-child = KIA
unit-name-dental = Dental
unit-name-nutrition = Nutrition
unit-name-immunisation = Immunisation
unit-name-laboratory = Lab
counter-name = Counter { $number }
room-name = { $unit } room

# Units of measure and time
unit-kilogram = kg
unit-centimetre = cm
unit-gram = g
unit-mass-index = kg/m²
unit-celsius = °C
unit-per-minute = /min
unit-percent = %
unit-mmhg = mmHg
unit-gram-per-decilitre = g/dL
unit-milligram-per-decilitre = mg/dL
unit-year-short = y
unit-month-short = mo
unit-hour-short = h
unit-minute-short = min
unit-second-short = s
unit-year = year
unit-years = years
unit-month = month
unit-months = months
unit-day = day
unit-days = days

# Calendar
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
zone-wib = WIB (Western Indonesia)
zone-wita = WITA (Central Indonesia)
zone-wit = WIT (Eastern Indonesia)
zone-wib-short = WIB
zone-wita-short = WITA
zone-wit-short = WIT

# Errors that can happen anywhere
problem-number-empty = Not filled in yet.
problem-number-form = This is not a number. Write for example 9.2.
problem-number-places = At most { $places } digits after the point.
problem-number-large = This number is too large.
problem-date-empty = The date is not filled in yet.
problem-date-form = Write day, month, year, for example 23-11-2026.
problem-date-none = No calendar has this day.
problem-date-not-come = This day has not come. For a year of the 1900s write all four digits.
problem-time-form = Write hours and minutes, for example 09:12.
field-now = It says now: { $value }
problem-required = Required.
problem-pin-digits = A PIN has six digits.
problem-pin-obvious = This PIN is too easy to guess.
problem-secret-failed = Not saved yet. Try once more.

end-crash = Loket stopped suddenly. What was saved is safe. For the IT officer: { $file }
end-copying = Loket is copying its data before it closes.
end-cut = Last time Loket was cut off before it was closed (a power cut?). What was saved is safe.
open-title = Loket · summary { $file }
open-role-lead = This computer was installed as { $role }, not as a front desk.
open-role-hub = Hub: { $hub }
open-role-none = No hub was named.
open-role-later = The connection to a hub is not in this version yet; the role is stored and used by the version that has it. To work on this computer now, install again with the role of a desk.
open-role-station = an exam station
open-role-display = a queue display
open-role-kiosk = a ticket kiosk
open-close = Close
open-account-lead = Loket is open in the Windows account { $user } on this computer.
open-account-what = Switch to that account, or close Loket there first, then open it again here. The data are the same.

# A start that opens nothing.
start-lead = Loket cannot be opened.
start-folder = The folder { $file } cannot be written ({ $why }). Ask your IT officer for the right to write there.
start-in-use = These data are in use: { $holder }. Close that program first, then open Loket again.
start-not-ours = { $file } is not Loket’s data, or is damaged. Nothing was changed. Ask your IT officer to move it away, then continue from the last copy.
start-newer = { $file } was written by a newer Loket. Nothing was changed. Install that newer version.
start-no-log = The folder { $file } is not safe for data, perhaps because it is on the network. Use this computer’s own disk.
start-failed = { $why }. Show this sentence to your IT officer; the copies of the data are still in their folder.
start-install = { $file } cannot be read ({ $why }), so it is not known where the clinic's data are. Nothing was opened or changed. Run the installer of Loket once more.
start-no-answer = Loket is already open on this computer but does not answer.
start-no-answer-what = It may still be copying its data before it closes. Wait some minutes, then open it again. If nothing changes, restart the computer.
open-no-restore = The copy was not taken.
