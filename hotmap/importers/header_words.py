# SPDX-License-Identifier: MIT
"""The words by which columns are known, in English, French and Arabic, and their HXL hashtags.

The better a word tells, the earlier it stands. A key may name its kind of record: a bare *id* is the
code of an incident, but not of a place. Spelling as `hotmap.importers.words.phrase` gives it.
"""

from __future__ import annotations

from hotmap.importers.words import words

PLACE_TARGETS = ("lat", "lon", "wkt", "coordinates", "mgrs")
"""Not fields of a record: where its geometry comes from."""

COUNT_TARGETS = ("population", "households", "as_of", "source")
"""Fields of the count of people that a hotspot's row may bring, beside the hotspot's own."""

_WORDS = {
    "lat": "latitude; lat; gps latitude; lat dd; y coord; coord y; point y; y; northing; lat n; lat deg; "
    "gps lat; gps n; gps y; north; latitud; "
    "خط عرض; دائره عرض",
    "lon": "longitude; lon; long; lng; gps longitude; lon dd; x coord; coord x; point x; x; easting; خط طول; lon e; "
    "lon deg; long dd; gps lon; gps long; gps e; gps x; east; longitud",
    "wkt": "wkt; geom wkt; wkt geom; geometry; geom; the geom; geometrie",
    "mgrs": "mgrs; mgrs grid; grid reference; grid ref; grid; carroyage; utm grid",
    "coordinates": "coordinates; gps coordinates; coordonnees; coordonnees gps; gps; geopoint; lat long; lat lon; "
    "latlon; latlong; coords; coord; position; geolocation; احداثيات; dms",
    "name": "name; site name; location name; place name; camp name; village name; name of site; location; site; nom; "
    "nom du site; nom de la localite; village; settlement; camp; place; locname; toponyme; lieu; localite; اسم; "
    "اسم موقع; موقع; name en; adm 2 name; adm 2 en; admin 2 name; adm 3 name; adm 1 name; locality",
    "code": "code; site code; hotspot code; site id; ssid; location id; reg location; identifiant; id site; reference; "
    "ref no; رمز; رقم",
    "other_names": "other names; alternative name; alternate name; alt name; name ar; name arabic; arabic name; "
    "location arabic; autre nom; autres noms; اسم اخر; اسم بالعربيه",
    "type": "type; hotspot type; site type; sub event type; event type; type of violence; incident type; category; "
    "categorie; location classification; classification; class; fclass; landuse; place; amenity; healthcare; "
    "location type; settlement type; type de site; type d incident; نوع; نوع موقع; تصنيف",
    "pcode": "pcode; adm 3 pcode; admin 3 pcode; adm 2 pcode; admin 2 pcode; adm 2 code; admin 2 code; locality pcode; "
    "county pcode; district pcode; adm 1 pcode; admin 1 pcode; place code",
    "description": "description; remarks; remark; comments; comment; observations; commentaires; details; وصف; ملاحظات",
    "notes": "notes; note; remarks; comments; description; where description; observations; commentaires; ملاحظات",
    "population": "population; individuals; persons; people; total individuals; idps; idp individuals; pop; "
    "total population; number of persons; number of individuals; ind; personnes; individus; nombre de personnes; "
    "effectif; عدد افراد; افراد; سكان; عدد سكان; نازحين",
    "households": "households; hhs; hh; families; number of households; household; menages; nombre de menages; "
    "familles; اسر; عدد اسر",
    "as_of": "as of; assessment date; survey date; date of assessment; date of survey; update date; last update; "
    "updated; date; date d evaluation; date de collecte; تاريخ; تاريخ مسح",
    "source": "source; sources; data source; source article; reported by; rapporte par; مصدر",
    "incident.code": "event id; event id cnty; incident id; incident code; code; data id; id; relid; reference; رقم",
    "date": "date; event date; incident date; date start; date of incident; date of event; start date; when; "
    "date de l incident; date de l evenement; تاريخ; تاريخ حادث; time; timestamp; begin",
    "date_precision": "date precision; date prec; time precision",
    "place_precision": "place precision; where prec; geo precision; location precision",
    "fatalities": "fatalities; deaths; killed; best; number killed; deaths total; morts; tues; deces; قتلي; عدد قتلي",
    "from_date": "from; from date; start; start date; date from; since; depuis; debut; begin; من",
    "to_date": "to; to date; end; end date; date to; until; jusqu au; fin; الي",
    "domain": "domain; component; composante",
    "entity": "entity; organisation; organization; org; agency; unit; section; unite; منظمه",
    "strength": "strength; troops; personnel; number of troops; effectif; effectifs; قوه",
    "status": "status; site status; statut; حاله",
    "outcome": "outcome; result; resultat",
}

# Own tags of a field (`FieldSpec.hxl`) are asked before these.
_HXL = {
    "lat": "#geo+lat #lat_deg #geo+latitude",
    "lon": "#geo+lon #lon_deg #geo+longitude #geo+long",
    "coordinates": "#geo+coord #geo+coords",
    "wkt": "#geo+wkt #geo+bounds",
    "mgrs": "#geo+mgrs",
    "name": "#loc+name #loc+site+name #loc #adm4+name #adm3+name #adm2+name #adm1+name #adm2 #adm1",
    "code": "#loc+code #loc+site+code #event+code #event+id",
    "pcode": "#adm3+code #adm2+code #adm1+code",
    "type": "#loc+type #event+type #cause+type #event",
    "description": "#description",
    "notes": "#meta+notes #description #meta+description",
    "population": "#population #affected+idps #affected+ind",
    "households": "#population+hh #affected+hh",
    "as_of": "#date+asof #date+reported #date+updated #date",
    "source": "#meta+source",
    "date": "#date+occurred #date+event #date+start #date",
    "from_date": "#date+start",
    "to_date": "#date+end",
    "fatalities": "#affected+killed #affected+f+killed #fatalities",
    "entity": "#org",
    "status": "#status",
}

HEADER_WORDS: dict[str, tuple[tuple[str, ...], ...]] = {
    target: tuple(words(text) for text in texts.split(";")) for target, texts in _WORDS.items()
}
HXL_TAGS: dict[str, tuple[str, ...]] = {target: tuple(tags.split()) for target, tags in _HXL.items()}
