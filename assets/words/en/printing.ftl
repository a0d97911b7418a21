# What became of a paper, and the printers of this PC.

printed-file = Its file: { $path }
printed-printed = Printed.
printed-taken = The printer’s queue took it; it may not have come out yet.
printed-unknown = Sent, but the printer does not answer: look whether the paper came out.
printed-paper-out = Not printed: the printer is out of paper. Put some in, then print again.
printed-cover-open = Not printed: the printer’s cover is open. Close it, then print again.
printed-offline = Not printed: the printer is off or not connected.
printed-no-printer = No printer is chosen.
printed-failed = Not printed: { $why }
printed-ticket = Ticket { $ticket } is kept.
printed-ticket-now = Ticket { $ticket } is kept; its slip is being printed.
printed-chart = The chart is made.
printed-summary = The summary is kept.
printed-open = Open
printed-folder = Show folder
printed-gone = The file { $path } is not there any more.
printed-not-opened = It cannot be opened: { $why }. The file is { $path }

printers-title = Printers
printers-why = A line for each kind of paper. Without a printer papers are kept as PDF, and the number is given all the same.
printers-kind-slip = Queue slip
printers-kind-chart = Growth chart
printers-kind-summary = Sealed summary
printers-kind-recovery = Recovery sheet
printers-not-chosen = Not chosen
printers-as-file = kept as PDF
printers-way = Connection
printers-way-device = USB, direct
printers-way-system = This computer’s printer
printers-way-network = Network
printers-width = Paper width
printers-cut = Cut the paper
printers-cut-yes = Yes
printers-cut-no = No
printers-device = Device
printers-device-hint = The printer’s device file, on Linux lp0 in the folder usb.
printers-name = Printer’s name
printers-name-hint = As in this computer’s list of printers; choose below or type.
printers-address = Address
printers-address-hint = The printer’s IP address or name; port 9100 where none is written. Such a printer can tell of its paper and cover.
printers-looking = Looking for printers…
printers-no-spooler = This computer has no print service that can be asked. Printers in the network and direct USB work all the same.
printers-found-none = No printer is installed on this computer.
printers-never = Never yet
printers-printed = Printed
printers-taken = Taken by the queue
printers-paper-out = Out of paper
printers-cover-open = Cover open
printers-offline = Off or cut off
printers-unknown = Not known
printers-none = No printer
printers-failed = Failed
printers-unreadable = The list of printers cannot be read: { $why }. Choose the printers again; the old file is kept beside it.
printers-waiting = { $count ->
    [one] 1 slip is not printed. Its number is kept.
   *[other] { $count } slips are not printed. Their numbers are kept.
}
printers-print-waiting = Print what waits
printers-test = Test page
printers-change = Change printer
printers-look = Look for printers
printers-leave = No printer
printers-test-title = Test page
printers-test-number = TEST
printers-test-unit = Not a queue number
printers-test-note = If all of this can be read, the printer is ready.
