# The waiting-room display. Numbers only, never a name.

display-called = Nomor dipanggil
display-called-again = Panggilan ulang
display-earlier = Panggilan sebelumnya
display-next = Berikutnya
display-none-called = Belum ada panggilan
display-welcome = Selamat datang
display-hub-lost = Sambungan terputus sejak { $time }. Nomor terakhir tetap tampil.
display-running = Lansia, ibu hamil, balita, dan penyandang disabilitas: silakan ambil nomor prioritas. Nomor terlewat? Hubungi petugas pendaftaran.
