# What `loket verify` and its window say of a sealed summary.

verify-holds = INTACT: every byte is as it was sealed, and the seal is known.
verify-unknown = INTACT, BUT THE SEAL IS NOT KNOWN: every byte is as it was sealed.
verify-broken = NOT VALID. What is wrong:
verify-claims = The file claims (which may not be true):
verify-of = Contents: { $title }, { $clinic }, code { $code }
verify-of-number = Number { $number } in the chain, made { $time }
verify-of-title = Title of the PDF: { $title }
verify-renamed = ATTENTION: the file’s name is not that of its contents. Its own name is { $name }
verify-by = Sealed by: { $who }
verify-at = Time: { $time }
verify-at-unknown = Time: not known
verify-fingerprint = Fingerprint of the seal (SHA-256): { $fingerprint }
verify-compare = Compare that fingerprint with the sealing clinic by telephone; if it is the same, repeat with --seal.
verify-own = This is this clinic’s own seal.
verify-own-before = This is this clinic’s own earlier seal, replaced { $time }. The sealing time above is what that seal itself says.
verify-given = This seal was given with --seal.
verify-not-certified = It is a clinic’s seal, not a certified electronic signature.
verify-confirm = If this summary is this clinic’s (its clock was ahead then), an administrator can confirm it in Settings, Copies, with this number: { $hash }
verify-later = Signed after that by: { $who }. The signature fits the contents; its certificate is not checked here.
verify-later-unchecked = Signed after that by: { $who }. That signature cannot be checked here.
verify-later-mark = It is seen on page { $page } and covers { $percent } % of it; what lies under it is not seen.

# What is wrong. $part is one of the parts below, which begins the sentence.
verify-fault-unreadable = { $part } cannot be read.
verify-fault-too-much = { $part } is larger or more involved than any summary, and was not read.
verify-fault-no-signature = { $part } carries no seal of this program.
verify-fault-not-canonical = { $part } is not byte for byte in its canonical form.
verify-fault-changed = { $part } was changed after it was sealed.
verify-fault-bad-signature = { $part } does not fit its certificate.
verify-fault-swapped = { $part } comes with another certificate than it was made with.
verify-fault-certificate-unreadable = { $part } comes with a certificate that cannot be read.
verify-fault-certificate-key = { $part } comes with a certificate whose key is not P-256.
verify-fault-certificate-signature = { $part } comes with a certificate whose own signature does not hold.
verify-fault-time = { $part } does not tell its time where it should.
verify-fault-validity = { $part } was made at { $time }, when its certificate was not valid.
verify-fault-ended = { $part } was made at { $time }, when that seal had been replaced at { $ended }.
verify-fault-revised = The PDF was revised after it was sealed ({ $bytes ->
    [one] { $bytes } byte was added
   *[other] { $bytes } bytes were added
}).
verify-fault-added = { $bytes ->
    [one] { $bytes } byte was added
   *[other] { $bytes } bytes were added
} at the end of the PDF after it was sealed.
verify-fault-cut = { $bytes ->
    [one] { $bytes } byte is missing
   *[other] { $bytes } bytes are missing
} at the end of the PDF.
verify-fault-hole = The room kept for the seal in the PDF was changed.
verify-fault-members = The container does not hold the files it should, in their order.
verify-fault-pdf-names-none = The PDF does not say which summary it shows.
verify-fault-pdf-names-another = The PDF shows another summary than the JSON file.
verify-fault-other-signer = { $part } was made with another seal than the rest.

verify-part-json = The JSON file
verify-part-json-signature = The JSON file’s seal (.json.p7s)
verify-part-pdf = The PDF
verify-part-pdf-signature = The seal in the PDF
verify-part-container = The container (.asice)
verify-part-manifest = The container’s manifest
verify-part-manifest-signature = The container’s seal

# Why nothing could be judged at all.
verify-no-read = { $file } cannot be read: { $why }.
verify-no-file = { $file } is no file but a folder or a device.
verify-too-large = { $file } is larger than { $most } MiB; this is no summary.
verify-no-partner = { $file } is not there. A JSON summary and its seal (.json.p7s) must lie in the same folder.
verify-unknown-kind = { $file } is none of .json, .json.p7s, .pdf and .asice.
verify-workbook = { $file } is not sealed and cannot be verified. Verify the .json, .pdf or .asice beside it.
verify-no-seal = --seal { $given }: neither a fingerprint (64 hexadecimal digits) nor a seal’s certificate.
