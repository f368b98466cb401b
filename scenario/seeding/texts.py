"""The invented words of a seed, in Dutch as the association writes: neutral, and about nobody."""

from __future__ import annotations

SESSIONS = (
    ("S1", "Kennismaken en de Wmo in het kort"),
    ("S2", "Zorgwetten: wie beslist waarover?"),
    ("S3", "Hoe een gemeente werkt"),
    ("S4", "Verhalen die overtuigen"),
    ("S5", "Werkvormen en begrijpelijke taal"),
    ("S6", "Een gesprek met een wethouder"),
    ("S7", "Een training ontwerpen"),
    ("S8", "Proeftraining en afsluiting"),
)
OBJECTIVES = (
    "Kan uitleggen welke wet over welke vraag gaat.",
    "Kan vertellen hoe een gemeente tot een besluit komt.",
    "Kan een ervaring inzetten zonder namen te noemen.",
    "Kan een werkvorm kiezen die bij de groep past.",
    "Kan een groep begeleiden en grenzen bewaken.",
    "Kan moeilijke woorden vervangen door gewone.",
    "Kan een training van een dagdeel voorbereiden.",
    "Kan terugkijken op het eigen handelen.",
)
TOPICS = (
    ("wmo", "Wmo"),
    ("jeugdwet", "Jeugdwet"),
    ("wlz", "Wet langdurige zorg"),
    ("participatiewet", "Participatiewet"),
    ("passend-onderwijs", "Passend onderwijs"),
    ("vn-verdrag", "VN-verdrag Handicap"),
    ("gemeenteraad", "De gemeenteraad"),
    ("ervaringen", "Ervaringen vertellen"),
)
REQUESTS = (
    "Wmo voor beginners",
    "Inspreken bij de gemeenteraad",
    "Wat verandert er in de Jeugdwet?",
    "Samen een advies schrijven",
    "Het VN-verdrag in onze gemeente",
    "Begrijpelijk vertellen wat u nodig heeft",
    "Een gesprek met de wethouder voorbereiden",
)
PLACES = ("Buurthuis De Linde", "Wijkcentrum Het Anker", "Bibliotheek", "Dorpshuis De Brink")
GOALS = (
    "Twee keer meekijken en opschrijven wat opvalt",
    "Een deel van een training zelf geven",
    "Vragen uit de groep rustig beantwoorden",
    "Een werkvorm uitproberen",
)
REFLECTIONS = (
    "De opening ging goed; de tijd liep uit.",
    "Ik heb meer gevraagd dan uitgelegd.",
    "De werkvorm paste bij de groep.",
    "Volgende keer minder dia's.",
    "Het was druk, en toch kwam iedereen aan het woord.",
    "",
)
NOTES = ("Schrijf er nog bij wat je zelf deed.", "Hier mist de datum van de training.")
CASES = (
    "Een groep die stil blijft",
    "Vragen waar geen antwoord op is",
    "Te weinig tijd voor het laatste onderdeel",
    "Een deelnemer die steeds het woord neemt",
    "Samen trainen: wie doet wat?",
    "Een werkvorm die niet aansloeg",
    "Hoe houd ik de taal eenvoudig?",
    "Een gemeente die niet terugbelt",
)
CASE_TEXTS = (
    "Wat gebeurde er, wat deed ik, en wat had ik anders kunnen doen?",
    "Ik wil graag horen hoe anderen dit aanpakken.",
    "Dit kwam nu twee keer voor. Wat zie ik over het hoofd?",
)
ASSIGNMENTS = (
    "Draaiboek: de Wmo in een avond",
    "Draaiboek: inspreken kun je leren",
    "Draaiboek: van klacht naar voorstel",
    "Draaiboek: wie is wie in het gemeentehuis",
)
EXEMPT_REASON = "Heeft dit eerder aantoonbaar gedaan."
EXEMPT_PROOF = "Verklaring van de vorige organisatie, gezien door het bureau"
CALLED_OFF = "De groep heeft de avond zelf verzet."
