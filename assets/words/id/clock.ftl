# The line about the clock.

clock-right = Ya, benar
clock-wrong = Tidak, betulkan jam
clock-use = Pakai jam ini
clock-date = Tanggal sekarang
clock-time = Jam sekarang
clock-waits = Tiket biasa dan tutup hari menunggu jawaban ini. Data aman; gawat darurat dan panggilan tetap jalan.
clock-day = Sekarang { $now }, benar?
clock-doubt = Jam komputer { $now }. Catatan terakhir { $last }. Jam ini benar?
clock-zone = Zona komputer { $zone }, klinik { $own }. Jam komputer menunjukkan { $wall }; di klinik jadi { $now }. Benar?
clock-zone-behind = { $time } di belakang klinik
clock-zone-ahead = { $time } di depan klinik
clock-two = Sekarang { $now }, atau { $other }?
clock-two-which = Jam komputer mungkin sudah dibetulkan. Bila yang pertama benar, Ctrl+K. Bila tidak, Ctrl+J lalu ketik tanggal dan jam yang benar.
clock-offset = Jam komputer menunjukkan { $wall } dan dibetulkan oleh Loket. Minta petugas TI membetulkan jam Windows.
clock-before = Catatan terakhir { $last } lebih baru dari jam ini. Bila jam ini memang benar, tekan Enter sekali lagi.
clock-said = Jam dipastikan: { $now }.
