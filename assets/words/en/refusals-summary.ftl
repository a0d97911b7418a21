# Refusals of the summary and its seal: what is the case now, and what to do. Key: refusal-<stable code>.

refusal-summary-not-begun = The period { $detail } has not begun. Choose a day or month that has.
refusal-summary-overtaken = Another summary is being made at the same time. Try once more.
refusal-summary-unknown = This summary was not found. Look at the newest list.
refusal-summary-no-seal = The key of the clinic’s seal is not on this computer. Bring it back in Settings, Copies of the data, with the code of the recovery sheet.
refusal-summary-bad-seal = The clinic’s seal could not be made. Begin again.
refusal-summary-sealed-before = This clinic has a seal already.
refusal-summary-not-sealed = The summary could not be sealed: { $detail }. Check the computer’s date and time.
refusal-summary-incomplete = Not sealed: { $detail } things are missing. Look at the list, then decide.
