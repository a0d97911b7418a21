"""Makes name_pairs.csv: what somebody types, and the name under which somebody is registered.

Run in this folder: python3 name_pairs.py. Nobody real is meant: the names are invented from words that are common on Java,
Bali, Sumatra and Madura. HABITS are written by hand: old and new spelling, Arabic names by ear, abbreviations, words written
together or apart, titles, words in another order. RULES make the four slips of a hand (dropped, added, exchanged, swapped) at
seeded places of seeded words of other names.
"""
import csv, random

HABITS = """
budi santosa|Budi Santoso|spelling
Sugeng Santoso|Sugeng Santosa|spelling
abd rohman|Abdurrahman|together
abd. rohman wahid|Abdurrahman Wahid|together
abdul rahman|Abdurrohman|together
abdurrahman|Abdul Rahman|together
abdurahman saleh|Abd. Rachman Sholeh|together
abdurrohim|Abdul Rohim|together
abdul rohim|Abdurrahim|together
abdus salam|Abdussalam|together
abdussalam|Abdus Salam|together
abdul ghani|Abdulgani|together
abdul aziz|Abd. Ajis|spelling
abdoel moeis|Abdul Muis|old
wahyu ningsih|Wahyuningsih|together
wahyuningsih|Wahyu Ningsih|together
sri wahyuningsih|Sri Wahyu Ningsih|together
dwi yanti|Dwiyanti|together
dwiyanti|Dwi Yanti|together
nur hayati|Nurhayati|together
nurhayati|Nur Hayati|together
nur jannah|Nurjanah|together
nurlaila|Nur Laila|together
eka wati|Ekawati|together
endangwati|Endang Wati|together
sulistyo wati|Sulistyowati|together
retno ningrum|Retnoningrum|together
tri hartono|Trihartono|together
purwo kusumo|Purwokusumo|together
kusuma wardani|Kusumawardani|together
ratna sari|Ratnasari|together
puspita sari|Puspitasari|together
yuliana sari|Yulianasari|together
soekarno|Sukarno|old
soeharto|Suharto|old
suroso|Soeroso|old
soetomo wijoyo|Sutomo Wijoyo|old
sutrisno hadi|Soetrisno Hadi|old
djoko susilo|Joko Susilo|old
joko pramono|Djoko Pramono|old
djuminten|Juminten|old
tjokro|Cokro Aminoto|old
cahyono adi|Tjahjono Adi|old
tjahyo nugroho|Cahyo Nugroho|old
chandra wibawa|Tjandra Wibawa|old
soejono|Sujono|old
sujono|Soedjono|old
moerni|Murni Astuti|old
noer aini|Nur Aini|old
nuraini|Noer Aini|old
oemar|Umar Said|old
oesman|Usman Efendi|old
jusuf maulana|Yusuf Maulana|old
joesoef hidayat|Yusup Hidayat|old
yusuf wanandi|Jusuf Wanandi|old
sjarif|Syarif Hidayatullah|old
sjamsudin|Samsudin|old
ratnawaty|Ratnawati|old
soepriyadi|Supriyadi|old
poernomo|Purnomo|old
boediono|Budiono|old
widjaja|Hendra Wijaya|old
wijaya kusuma|Widjaja Kusuma|old
soerjadi|Suryadi|old
suryono|Soerjono|old
radjiman|Rajiman|old
tjipto|Cipto Mangun|old
njoman sudarma|I Nyoman Sudarma|old
wajan|Ni Wayan Sukerti|old
muhammad yusuf|Moh. Yusup|short
moh yusuf|Mochamad Jusuf|short
muh ridwan|Muhammad Ridwan|short
m ridwan hakim|Muhamad Ridwan Hakim|short
mochamad ali|Muhammad Ali|short
moch. ichsan|Mohammad Ikhsan|short
mhd rizki|Muhammad Rizky|short
mohamad faisal|M. Faisal|short
akhmad sodikin|Achmad Shodikin|ear
achmad dahlan|Ahmad Dahlan|ear
ahmad sobari|Akhmat Sobari|ear
st aminah|Siti Aminah|short
siti maryam|St. Mariam|short
sitti rahma|Siti Rahmah|ear
siti khotimah|Siti Chotimah|ear
khotimah|Husnul Hotimah|ear
chusnul chotimah|Khusnul Khotimah|ear
fatimah sri|Patimah Sri|ear
siti patimah|Siti Fathimah|ear
fitri handayani|Pitri Handayani|ear
pitriani|Fitriani|ear
vivi|Fifi Alawiyah|ear
rizki ramadan|Rijki Ramadan|ear
rizky ramadhan|Riski Romadhon|ear
riski amelia|Rizqi Amelia|ear
zainal abidin|Jaenal Abidin|ear
jainudin|Zainuddin|ear
zaenab|Zainab|ear
aziz muslim|Ajis Muslim|ear
zubaidah|Jubaedah|ear
khoirul anam|Khairul Anam|ear
choirul anwar|Khoerul Anwar|ear
khoirunnisa|Khairun Nisa|together
chairunnisa|Khoirunnisa|ear
aisyah tini|Aisah Tini|ear
aisah nur|Aisyah Nur|ear
siti asiyah|Siti Aisyah|ear
rohmah|Rahmah|ear
rachmawati|Rohmawati|ear
rahmawati dewi|Rachmawati Dewi|ear
rohmat|Rachmat Basuki|ear
taufik hidayat|Taufik Hidajat|old
taufiq|Taupik Ismail|ear
topik|Taufik Kurniawan|ear
fauzi|Pauzi|ear
syaiful bahri|Saeful Bahri|ear
saiful|Syaeful Anam|ear
lutfi|Luthfi Hakim|ear
lutfiyah|Luthfiah|ear
masruroh|Masrurah|ear
maisaroh|Maesaroh|ear
mutmainah|Muthmainnah|ear
solikhin|Sholihin|ear
sholikah|Solikhah|ear
mustofa jawad|Musthafa Jawad|ear
mustafa kamal|Mustopa Kamal|ear
qomariah|Komariyah|ear
qomarudin|Komarudin|ear
badrudin|Badruddin|ear
syarifah|Saripah|ear
juleha|Zulaikha|ear
zulaikah|Zulaikha Putri|ear
ahmad ramadhani|Ahmad Romadoni|ear
ibrohim|Ibrahim|ear
ismail marzuki|Ismael Marzuki|ear
sulaiman|Soleman|ear
usman|Utsman|ear
husein basri|Khusen Basri|ear
hasanah wiji|Khasanah Wiji|ear
uswatun khasanah|Uswatun Hasanah|ear
romlah|Ramlah|ear
rokhani|Rohani|ear
nafi'ah|Nafiah|ear
nu'man|Numan|ear
ma'ruf amin|Maruf Amin|ear
mu'alimin|Muallimin|ear
setiawan|Setyawan|ear
agus setyawan|Agus Setiawan|ear
prasetyo aji|Prasetiyo Aji|ear
dimas prasetya|Dimas Prasetyo|ear
sulistiyowati|Sulistyowati|ear
widyastuti|Widiastuti|ear
wahyudi|Wahjudi|old
sumiati|Sumiyati|ear
supriatin|Supriyatin|ear
slamet riyadi|Selamet Riadi|ear
selamet|Slamet Widodo|ear
dewi sartika|Dewy Sartika|ear
yanti rahayu|Janti Rahayu|old
sudaryati|Soedaryati|old
kartiko|Kartika Sari|ear
adi nugraha pratama|Adi Nugroho Pratama|ear
hj siti aminah|Siti Aminah|title
siti aminah hj|Siti Aminah|title
h slamet|H. Slamet Raharjo|title
haji slamet raharjo|Slamet Raharjo|title
pak slamet widodo|Slamet Widodo|title
bu sumiati|Sumiyati|title
mbah karto|Karto Dimejo|title
drs suparman joyo|Suparman Joyo, S.Pd.|title
suparman jaya spd|Drs. Suparman Jaya|title
dr ratih|dr. Ratih Kumala|title
ny sri wahyuni|Sri Wahyuni|title
by ny wahyuni|By. Ny. Sri Wahyuni|title
bayi ny sartini|By. Ny. Sartini|title
ibu kartini|R.A. Kartini|title
raden mas sutikno|R.M. Sutikno|title
ustadz yusuf mansur|Yusuf Mansur|title
tn bambang hermawan|Bambang Hermawan|title
nn dian puspita|Dian Puspita|title
ir hartarto|Ir. Hartarto Sastro|title
sumarno s.pd|Sumarno|title
aminah siti|Siti Aminah|order
azizah nur siti|Siti Nur Azizah|order
hartono tri|Tri Hartono|order
nur zulaikha|Nur Julaikha|ear
fitri julaikha|Fitri Zulaicha|ear
siti zulaicha|Siti Julaikha|ear
siti julekha|Siti Zulaikha|ear
dewi julaiha|Dewi Zulaikho|ear
rina zuleha|Rina Julaikha|ear
hotimah lestari|Khotimah Lestari|ear
nur chotimah|Nur Hotimah|ear
nur khotimah sari|Nur Chotimah Sari|ear
kotimah wulan|Hotimah Wulan|ear
zulkifli ansor|Julkipli Ansor|ear
julkifli amin|Zulkifli Amin|ear
zahra aulia|Jahra Aulia|ear
siti jahro|Siti Zahroh|ear
jaenudin malik|Zaenuddin Malik|ear
rijal fahmi|Rizal Fahmi|ear
hamjah yusri|Hamzah Yusri|ear
siti ajijah munir|Siti Azizah Munir|ear
zubaidah hani|Jubaedah Hani|ear
mujaki|Muzakki|ear
pauji rahman|Fauzi Rahman|ear
jakaria idris|Zakaria Idris|ear
zamroni|Jamroni|ear
imam gojali|Imam Ghozali Rusdi|ear
choiriyah umi|Khoiriyah Umi|ear
siti hoiriyah|Siti Choiriyah|ear
kholifah tanti|Holifah Tanti|ear
chalimah tun|Halimah Tun|ear
siti halimah ratri|Siti Khalimah Ratri|ear
hanifah wening|Chanifah Wening|ear
khamim jazuli|Hamim Jazuli|ear
hamid yasin|Chamid Yasin|ear
cholil bisri|Holil Bisri|ear
holil anwar|Kholil Anwar|ear
rochim basuki|Rohim Basuki|ear
solichah umi|Sholihah Umi|ear
fatkhul huda|Fathul Huda|ear
fatchurrohman|Fathurrahman|ear
masruchin|Masruhin|ear
khusnul yakin|Husnul Yakin|ear
husnul mariyah|Chusnul Mariyah|ear
muchlis hadi|Muhlis Hadi|ear
mukhtar lubis|Muhtar Lubis|ear
hoirul anam|Khoirul Anam Fauzan|ear
""".strip().splitlines()

NAMES = """
Sumarni|Kasmirah|Tukinem|Ngatemi|Paijan|Sartono|Mulyadi|Kusnan|Suwarni|Rumiyati|Bambang Sutejo|Endang Lestari|Agus Priyanto|
Dewi Anjani|Rina Marlina|Yuni Kartika|Hendro Wibowo|Lilis Suryani|Asep Kurnia|Neneng Hasanah|Wawan Gunawan|Titin Supriatin|
Made Sudiarta|Ketut Suastika|Luh Ayu Pertiwi|Komang Astini|Putu Gede Arimbawa|Tarmiji|Marhaban|Cut Meutia|Butet Simanjuntak|
Rosmawar Siregar|Yohanes Pakpahan|Theresia Wulandari|Agnes Monika|Stefanus Lolo|Maria Goreti|Lasmini|Karsiyem|Partiyem|
Suparmi|Tumiran|Warsono|Sagimin|Jumirah|Samsuri|Holil|Misnadin|Buasir|Hosnan|Sadiyeh|Maimunah|Robiyatun|Mutmainnah|Khusaini|
Imam Ghozali|Nanang Kosim|Dedi Mulyana|Elis Rosita|Cecep Supriadi|Tati Hartati|Entin Suhartini|Ujang Koswara|Iis Dahlia|
Galuh Permana|Rangga Aditya|Bagas Pratama|Citra Lestari|Dinda Maharani|Fajar Nugraha|Gilang Ramadhan|Hafidz Alfarizi|
Intan Permatasari|Jihan Aulia|Keysa Ramadhani|Laras Ayuningtyas|Mahesa Putra|Naufal Hakim|Olivia Zahra|Panji Laksmana|
Qonita Fauziah|Rafka Adhitama|Salwa Khairina|Tegar Saputra|Umi Kulsum|Vino Bastian|Windy Septiani|Yoga Permadi|Zaskia Nabila
""".replace("\n", "").strip("|").split("|")

NEAR = {"a": "se", "b": "vn", "d": "sf", "e": "wr", "g": "fh", "h": "gj", "i": "uo", "k": "jl", "l": "k", "m": "n", "n": "bm",
        "o": "ip", "p": "o", "r": "et", "s": "ad", "t": "ry", "u": "yi", "w": "q", "y": "tu"}

def slip(name, kind, rng):
    """One slip in one word of at least five letters, not in its first letter."""
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) >= 5]
    at = rng.choice(long)
    word = list(words[at].lower())
    for _ in range(50):
        new = list(word)
        place = rng.randrange(1, len(new))
        if kind == "dropped":
            del new[place]
        elif kind == "added":
            new.insert(place, rng.choice(NEAR.get(new[place], "a") + new[place]))
        elif kind == "exchanged":
            new[place] = rng.choice(NEAR.get(new[place], "a"))
        elif place + 1 < len(new):
            new[place], new[place + 1] = new[place + 1], new[place]
        if new != word:
            break
    words = [word.lower() for word in words]
    words[at] = "".join(new)
    return " ".join(words)

def main():
    rng = random.Random(11)
    rows = []
    for line in HABITS:
        rows.append(line.split("|"))
    kinds = ["dropped", "added", "exchanged", "swapped"]
    for at, name in enumerate(NAMES):
        if not any(len(word) >= 5 for word in name.split()):
            continue
        for kind in (kinds[at % 4], kinds[(at + 2) % 4]):
            rows.append([slip(name, kind, rng), name, kind])
    with open("name_pairs.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n", delimiter=";")
        out.writerow(["typed", "registered", "habit"])
        out.writerows(rows)

main()
