# The waiting-room display. Numbers only, never a name.

display-called = Now calling
display-called-again = Calling again
display-earlier = Earlier calls
display-next = Next
display-none-called = No call yet
display-welcome = Welcome
display-hub-lost = Connection lost since { $time }. The last numbers stay.
display-running = Elderly, pregnant, children under five and people with a disability: please take a priority number. Missed your number? Ask at registration.
