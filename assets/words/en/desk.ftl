# Front desk: search, registration, tickets, the queue of today.

# Search
desk-search-hint = Name, year, village, mother; NIK, BPJS, record no.
desk-found = { $count ->
    [one] { $count } patient
   *[other] { $count } patients
}
desk-found-for = matching “{ $text }”
desk-found-by-name = with the name “{ $text }”
desk-found-none = Nobody matches “{ $text }”
desk-not-listed = Not in the list?
desk-register-new = Register a new patient
desk-no-nik = no NIK yet

# What was found and why
found-more = Other pages:
found-mother = mother { $name }
found-estimated = { $year }, estimated
found-means-name = name
found-means-mother = mother
found-means-born = born
found-means-village = village
found-means-address = address
found-because-all = everything matches
found-because-one-more = 1 letter more: { $word }
found-because-one-less = 1 letter less: { $word }
found-because-one-other = 1 letter differs: { $word }
found-because-swapped = 2 letters swapped: { $word }
found-because-spelling = spelling: { $word }
found-because-together = written together: { $word }
found-because-former = merged record: { $word }
found-because-title = title not counted
found-because-mother = name of the mother
found-because-estimated = estimated date
found-because-same = perhaps the same, line { $line }
found-villages = { $place } is in { $count } villages:
found-because-bpjs = BPJS number
found-because-phone = telephone

# The chosen patient
desk-patient-none = No patient chosen
desk-patient-none-hint = Search above, or print a ticket without a name with F2.
desk-patient-marked-hint = Enter opens { $name }.
desk-birth-date = Date of birth
desk-nik = NIK
desk-bpjs = BPJS
desk-last-visit = Last visit
desk-last-visit-none = Never
desk-record-number = Record no.
desk-phone = Phone
desk-address = Address
desk-family = Family
desk-today-none = No ticket yet
desk-address-full = { $village } RT { $rt } RW { $rw }

# A ticket
desk-unit = Unit
desk-unit-keys = Unit · Alt
desk-payer = Payer
desk-priority = Priority
desk-unit-closed = { $unit } closed
desk-print-for = Print ticket { $unit } · { $name }
desk-open-first = Open { $name }
desk-open-first-hint = Not chosen yet: open first, then F2
desk-searching = Looking for “{ $text }” …
desk-ticket-next = { $ticket } · { $count } people ahead, about { $time }
desk-open-visit = Open visit
desk-link-person = Link: { $name }
desk-relink-person = Change patient: { $name }
desk-move-unit = Move to another unit
desk-cancel-ticket = Cancel ticket
desk-emergency = Emergency
desk-late-entry = Enter from paper
desk-late-entry-hint = For people served while the power was off: write the real times.

# The queue
desk-queue-title = Queue today
desk-queue-waiting = waiting
desk-queue-number = Number
desk-queue-unit-name = Unit and name
desk-queue-state = State
desk-queue-time = Time
desk-queue-taken = Taken
desk-queue-becomes = Becomes
desk-queue-nameless = no name
desk-queue-unregistered = Not registered
desk-queue-empty = Nobody is waiting
desk-queue-empty-hint = Tickets for { $unit } appear here as soon as they are printed at the desk or kiosk.
desk-queue-empty-all = Tickets appear here as soon as they are printed.
desk-called-to = Called to { $place }
desk-call-count = call no. { $count }
desk-call-next = { $ticket } → { $place }
desk-call-none = Nobody at { $unit }
desk-counter-choose = Choose your counter
desk-serve = Serve
desk-restore = Back into the queue

# What just happened, with undo
toast-called = { $ticket } called to { $place }.
toast-recalled = { $ticket } called again.
toast-no-show = { $ticket } marked as no-show.
toast-cancelled = { $ticket } cancelled.
toast-moved = { $ticket } moved to { $unit }.
toast-held = { $ticket } is on hold until { $until }; the place is kept.
toast-returned = { $ticket } is back and can be called.
toast-number-back = { $ticket } waits again at its place, { $count } people ahead; the old slip is valid.
toast-day-reopened = Today is open again; { $back } people are back in their places.
toast-day-reopened-but = Today is open again; { $back } people are back in their places, { $left } are not because they have another number.
toast-ticket-undone = Ticket { $about } taken back; its number is not used again.
toast-restored = { $ticket } is back in the queue.
toast-finished = { $ticket } is done.
toast-ended-unserved = { $ticket } is over and does not count as served.
toast-waits-again = { $ticket } waits again at its place.
toast-serving = { $ticket } is being served.
toast-undone = { $about }: taken back.
toast-registered = { $name } registered, record no. { $record }.
toast-saved = Changes saved.

# Registration form
person-new = New patient
person-edit = Edit patient
person-name = Full name
person-name-hint = As on the identity or family card
person-nik = NIK
person-no-nik = Has no NIK yet
person-bpjs = BPJS number
person-birth-date = Date of birth
person-birth-estimated = Estimated date of birth
person-sex = Sex
person-phone = Phone
desk-data-missing = Missing: { $what }. F6 completes it.
person-village = Village
person-village-outside = Outside our area
person-rt = RT
person-rw = RW
person-address = Address
person-guardian = Guardian
person-family-new = New family folder
person-family-join = Join a family folder
person-disabled = Lives with a disability
person-record-new = Record no. is given when saved
relation-head = Head of the family
relation-spouse = Husband/wife
relation-child = Child
relation-other = Other relative

# What the family card says of somebody
person-civil = Civil register
person-birthplace = Place of birth
person-family-card = Family card (KK)
person-education = Education
person-occupation = Occupation
person-marital = Marital status
person-religion = Religion
select-none = Left empty
family-card-short = { $count } digits so far. A family card has 16.
family-card-long = { $count } digits already. A family card has 16.
family-card-letters = A family card's number holds digits only.

education-none = No schooling
education-not-finished-primary = Primary not finished
education-primary = Primary
education-junior-secondary = Junior secondary
education-senior-secondary = Senior secondary
education-diploma-1-2 = Diploma 1 or 2
education-diploma-3 = Diploma 3
education-bachelor = Bachelor
education-master = Master
education-doctor = Doctorate

occupation-not-working = Not working
occupation-housewife = Housewife
occupation-student = Pupil or student
occupation-civil-servant = Civil servant
occupation-military-police = Military or police
occupation-state-company = State company
occupation-private-employee = Private employee
occupation-self-employed = Self-employed
occupation-trader = Trader
occupation-farmer = Farmer
occupation-fisher = Fisher
occupation-labourer = Labourer
occupation-driver = Driver
occupation-domestic-worker = Domestic worker
occupation-retired = Retired
occupation-health-worker = Health worker
occupation-teacher = Teacher
occupation-other = Other occupation

marital-single = Single
marital-married = Married
marital-divorced = Divorced
marital-widowed = Widowed

religion-islam = Islam
religion-protestant = Protestant
religion-catholic = Catholic
religion-hindu = Hindu
religion-buddhist = Buddhist
religion-confucian = Confucian
religion-belief = Indigenous belief
religion-other = Other religion

# Reading a NIK
nik-reads = This NIK: { $sex }, born { $date }, { $district }
nik-short = Only { $count } digits so far. A NIK has 16.
nik-long = Already { $count } digits. A NIK has 16.
nik-letters = A NIK holds digits only.
nik-serial = The last four digits of a NIK are never 0000.
bpjs-short = Only { $count } digits so far. A BPJS number has 13.
bpjs-long = Already { $count } digits. A BPJS number has 13.
bpjs-letters = A BPJS number holds digits only.

# Warnings to confirm with a reason
warning-title = Please make sure
warning-detail-nik-birth = The NIK says born { $date }; what was typed differs.
warning-detail-nik-sex = The NIK says { $sex }; what was typed differs.
warning-detail-nik-date = The birth date in the NIK is in no calendar.
warning-age = An age of { $age } is unusual.
warning-confirm-reason = Reason, for example misprinted card
warning-confirm = Checked, save

# Warnings of a registration by their stored word
warning-nik-birth-date = The birth date in the NIK differs from what was typed.
warning-nik-sex = The sex in the NIK differs from what was typed.
warning-nik-impossible-date = The birth date in the NIK is in no calendar.
warning-nik-area-unknown = The area code in the NIK is not known.
warning-nik-taken = This NIK belongs to another patient.
warning-bpjs-taken = This BPJS number belongs to another patient.
warning-likely-duplicate = Perhaps this patient is registered already.

# Why somebody has no NIK
no-nik-newborn = Newborn
no-nik-not-brought = Card not brought
no-nik-unregistered = Not registered yet
no-nik-foreigner = Foreigner

# What a guardian is to somebody
guardian-mother = Mother
guardian-father = Father
guardian-spouse = Husband/wife
guardian-child = Child
guardian-grandparent = Grandparent
guardian-sibling = Sibling
guardian-relative = Relative
guardian-other = Other

# Likely duplicates
duplicate-title = Perhaps registered already
duplicate-hint = Look before saving. One person needs one record.
duplicate-same-nik = Same NIK
duplicate-same-bpjs = Same BPJS number
duplicate-is-this = This is the person

# The front desk, further
desk-today = Today
desk-deceased = Deceased
desk-draft-waits = The form of new patient “{ $name }” is kept. Ctrl+N goes on with it.
desk-print-again = Print { $ticket } again · { $name }
desk-number-back = Use { $ticket } again · { $name }
desk-number-back-hint = Was called and did not come; back to its place
desk-print-again-slip = Print the slip of this number again
desk-day-is-closed = Today is closed
desk-clock-waits = Waits for the answer about the clock above
desk-day-reopen = Open today again
desk-day-reopen-who = { $count } people return to their places
call-asks = { $ticket } is still called. Came, no-show (F11), or on hold? F9 again: leave it and call the next.
desk-print-again-hint = Has a ticket for this unit already
desk-print-again-ahead = Has a ticket · { $count } people ahead
desk-print-anonymous = Ticket without a name · { $unit }
desk-ticket-ahead = { $ticket } · { $count } people ahead
desk-go-on-visit = To the visit
desk-nobody-called = Nobody is being called
desk-admit = Done here → { $unit }
desk-admit-as = { $name } → { $unit }
desk-has-ticket = { $name } already has { $ticket }
desk-row-nothing = Nothing to do here.
desk-cancel-reason = Reason, for example went home
desk-day-left-open = The queue of { $day } was never closed.
desk-day-left-waiting = { $count } waiting
desk-day-left-serving = { $count } being served
desk-day-left-emergencies = including { $count } emergencies
desk-day-left-whom = There are still { $whom }.
desk-day-close = Close that day
desk-day-close-reason = Was left open; closed from the front desk
desk-day-closed-by = Closed by { $by }, { $when }: { $why }.
desk-day-closed-itself = Closed by itself, { $when }: { $why }.
desk-day-place = Place { $place }
desk-day-closed = Today was closed at { $at }. New tickets wait until it is open again; search and visits go on.
desk-history-of = History of { $name }
desk-history-none = No visit so far
toast-ticket-slip = Ticket { $ticket } is saved. Slip: { $path }
toast-ticket-no-slip = Ticket { $ticket } is saved, but its slip could not be written: { $why }. Press F2 to try again.
toast-admitted = { $ticket } is done here, goes on to { $unit }.
toast-emergency = { $ticket } is an emergency and is called first.
toast-marked = The priority of { $ticket } is changed.
toast-linked = { $ticket } is linked to the patient.
toast-paper = { $ticket } from paper is saved.

# The registration form, further
warning-confirm-other = Reason, for example a twin
select-nothing = Nothing matches
person-birth-form = dd-mm-yyyy
person-sex-missing = Choose a sex.
person-not-in-list = Not in the list. Choose one of it, or empty the field.
person-no-nik-why = Fill in the NIK, or choose why there is none.
person-area = Area code
person-area-form = An area code has 2, 4, 6 or 10 digits.
person-rt-form = 1–999
person-relation = Relation
person-relation-missing = Choose the relation.
person-family-of = Family folder of { $name }
person-baby-of = Baby of { $name }
person-family-with = Same family as { $name }
person-guardian-is = Guardian: { $name }
person-discard = Discard
duplicate-none = People who are alike appear here while you type.
duplicate-below = Perhaps registered already, see below
duplicate-same-birth = same birth date
duplicate-swapped-birth = day and month swapped
duplicate-same-phone = same phone
duplicate-name = alike in name
duplicate-same-name = same name
duplicate-near-birth = birth date one digit or one day off
duplicate-near-year = years of birth close together
duplicate-same-village = same village
duplicate-same-mother = same mother
duplicate-same-card = same family card

# Entered from paper
paper-person = Patient
paper-nobody = Without a name. Choose the patient at the desk first where it is known.
paper-number = Number on paper
paper-number-form = Write for example A-021, or leave it empty.
paper-day = Day
paper-end = How far
paper-issued = Number given
paper-called = Called
paper-since = Served from
paper-no-show-at = Marked absent
paper-until = Served until

# A death.
death-begin = Died …
death-title = Record a death
death-undo-title = Take the mark back
death-on = Date of death
death-what = Who died no longer counts as a resident or in a target, and gets no ticket. The history stays.
death-ends-ticket = Ticket { $ticket } ({ $unit }) will be cancelled.
death-save = Record
death-undo = Take back
death-recorded = { $name } is recorded as deceased, { $date }.
death-taken-back = { $name } is no longer marked as deceased.

# A birth date that is not known exactly, and what the NIK says of it
nik-proposes = By the NIK: { $value }. Enter takes it.
birth-about = { $age }, about { $date }
birth-year-about = { $age }, born about { $year }
age-estimated = { $age } (estimated)
age-year-only = { $age } (year of birth only)
screening-year-only = Only the year of birth is known: weight for height, swelling and MUAC are judged. Complete the birth date for the rest.
