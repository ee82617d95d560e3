"""What the report takes from each exercise, section by section, in the order of the report.

A :class:`Part` names an exercise and the fields that a reader of the report needs, with the few words that stand
for a question there (a form asks « Où est-elle ? », a report says « Lieu »). How a value is written, which
criteria are proved, what is still missing and the pictures all come from the exercise itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["PLAN", "Part", "SectionPlan", "Table"]


@dataclass(frozen=True, slots=True)
class Table:
    """A question with rows, as a table.

    Parameters
    ----------
    rows : str
        The field of that question.
    caption : str
        Title of the table.
    columns : mapping
        Field of the row to the name of its column, in order; empty for all of them, under their own labels.
    cut : sequence of str
        Fields of long texts of which the beginning is enough.
    """

    rows: str
    caption: str
    columns: Mapping[str, str] = field(default_factory=dict)
    cut: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What is taken from one exercise.

    Parameters
    ----------
    exercise : str
        Its id.
    said : mapping
        Field of a text to the words that introduce it; empty for the text alone.
    facts : mapping
        Field to its label.
    tables : sequence of Table
        Its rows.
    photos : mapping
        Field of a file to the field of its description.
    drawn : bool
        True to show the charts of the exercise.
    sources : sequence of str
        Sources of the course (``data/sources.toml``) that its figures come from.
    """

    exercise: str
    said: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    tables: Sequence[Table] = ()
    photos: Mapping[str, str] = field(default_factory=dict)
    drawn: bool = False
    sources: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section.

    Parameters
    ----------
    id, title : str
        Stable key, and its heading.
    key : sequence of str
        What a slide shows: sentences with ``{exercise.field}``; one with a blank is left out.
    parts : sequence of Part
        What it holds.
    """

    id: str
    title: str
    key: Sequence[str]
    parts: Sequence[Part]


_COMPANY = SectionPlan(
    "entreprise",
    "L'entreprise",
    (
        "{c1-entreprise.activity}, {c1-entreprise.place}.",
        "Nous vendons {c1-entreprise.offer}.",
        "{c1-entreprise.clients} ventes dans un mois ordinaire, {c1-entreprise.basket} chacune en moyenne.",
        "Pour communiquer : {c1-entreprise.hours} par semaine et {c1-entreprise.euros} par mois.",
    ),
    (
        Part(
            "c1-entreprise",
            facts={
                "name": "Nom",
                "activity": "Activité",
                "place": "Lieu",
                "area": "Zone de vente",
                "offer": "Offre",
                "season": "Saisons",
                "basket": "Dépense moyenne d'un client",
                "margin": "Marge, une fois la marchandise payée",
                "clients": "Ventes dans un mois ordinaire",
                "turnover": "Chiffre d'affaires d'un mois ordinaire",
                "hours": "Temps disponible par semaine",
                "euros": "Budget disponible par mois",
            },
        ),
    ),
)

_STRATEGY = SectionPlan(
    "strategie",
    "Ma stratégie",
    (
        "{c1-objectif.sentence}",
        "Premier public : {c1-cible.segments.name}, {c1-cible.segments.size} à moins de {c1-cible.segments.radius}.",
        "Une campagne de {c1-campagne.budget} en rapporterait {c1-campagne.revenue} de ventes.",
        "Une semaine ordinaire prend {c1-temps.total}, pour {c1-entreprise.hours} disponibles.",
    ),
    (
        Part(
            "c1-objectif",
            said={"sentence": ""},
            facts={
                "aim": "But",
                "indicator": "Ce que je compte",
                "start_value": "Aujourd'hui, par mois",
                "target_value": "Visé, par mois",
                "start": "À partir du",
                "deadline": "Échéance",
            },
        ),
        Part(
            "c1-cible",
            tables=(
                Table(
                    "segments",
                    "Les personnes à qui je parle",
                    {
                        "name": "Public",
                        "need": "Ce qu'ils cherchent",
                        "age_from": "De",
                        "age_to": "À",
                        "radius": "À moins de",
                        "size": "Combien",
                        "source": "Source",
                    },
                ),
            ),
            said={"habits": "Leurs habitudes sur les réseaux."},
        ),
        Part(
            "c1-periodes",
            facts={"peaks": "Mois forts"},
            tables=(
                Table(
                    "periods",
                    "Les périodes où je parle le plus",
                    {"name": "Période", "start": "Du", "end": "Au", "why": "Pourquoi"},
                ),
            ),
            drawn=True,
        ),
        Part(
            "c1-plan",
            tables=(
                Table(
                    "actions",
                    "Le plan d'action",
                    {
                        "what": "Action",
                        "network": "Réseau",
                        "target": "Cible",
                        "start": "Du",
                        "end": "Au",
                        "hours": "Heures",
                        "cost": "Coût",
                        "indicator": "Indicateur",
                        "person": "Par",
                    },
                ),
            ),
            drawn=True,
        ),
        Part(
            "c1-campagne",
            facts={
                "budget": "Budget",
                "cpm": "Prix de mille affichages (hypothèse)",
                "ctr": "Clics pour 100 affichages (hypothèse)",
                "conversion": "Ventes pour 100 clics (hypothèse)",
                "impressions": "Affichages",
                "clicks": "Clics",
                "cpc": "Coût d'un clic",
                "conversions": "Ventes",
                "cpa": "Coût d'une vente",
                "maximum_cpa": "Coût qu'une vente peut supporter",
                "revenue": "Chiffre d'affaires",
                "roas": "Ventes pour 1 € dépensé",
                "break_even": "Ventes pour 1 € qu'il faut pour ne rien perdre",
                "net": "Ce qui reste à la fin",
                "decision": "Ma décision",
            },
            drawn=True,
        ),
        Part(
            "c1-temps",
            tables=(
                Table(
                    "formats",
                    "Une semaine ordinaire",
                    {"name": "Ce que je fais", "minutes": "Minutes pour un", "number": "Par semaine"},
                ),
            ),
            facts={"moderation": "Réponses, par semaine", "total": "En tout, par semaine"},
            drawn=True,
        ),
        Part(
            "c1-arbitrage",
            tables=(
                Table(
                    "ideas",
                    "Ce que je pourrais faire en un mois, et ce que je fais",
                    {
                        "name": "Idée",
                        "value": "Intérêt (1 à 10)",
                        "cost": "Coût de chacune",
                        "hours": "Heures pour chacune",
                        "chosen": "J'en fais",
                    },
                ),
            ),
            said={"why": "Pourquoi ce choix."},
            drawn=True,
        ),
        Part(
            "c1-coherence",
            facts={
                "objective": "Cohérent avec l'objectif",
                "target": "Cohérent avec les cibles",
                "period": "Cohérent avec les périodes",
                "budget": "Cohérent avec le budget et le temps",
            },
            said={"jury": "Pourquoi ce plan."},
        ),
    ),
)

_MARKET = SectionPlan(
    "marche",
    "Mon marché et mes réseaux",
    (
        "{c2-public.share} de mon public utilise les réseaux sociaux (de {c2-public.low} à {c2-public.high}).",
        "Mon enquête : {c2-enquete.answered} réponses, {c2-enquete.top} en tête avec {c2-enquete.share}.",
        "{c2-place.promise}",
        "Mes réseaux : {c2-choix.networks} ; le principal est {c2-choix.main}.",
    ),
    (
        Part(
            "c2-public",
            facts={
                "share": "Part de mon public qui utilise les réseaux sociaux",
                "low": "Au moins (intervalle à 95 %)",
                "high": "Au plus",
                "people": "Personnes interrogées",
                "standing": "Par rapport à tous",
            },
            said={"limits": "Ce que ce chiffre ne dit pas."},
            drawn=True,
            sources=("barometre-2022",),
        ),
        Part(
            "c2-comptes",
            facts={
                "network": "Réseau",
                "millions": "Comptes actifs par mois en France, déclarés par la plateforme",
                "period": "Semestre",
            },
            sources=("dsa",),
        ),
        Part(
            "c2-affinite",
            facts={
                "index": "Indice d'affinité (100 : ni plus ni moins qu'ailleurs)",
                "users": "Personnes de mon public sur un réseau social",
                "reach": "Personnes qu'une publicité toucherait",
                "coverage": "Part de mon public qu'elle couvrirait",
            },
            drawn=True,
            sources=("barometre-2022",),
        ),
        Part(
            "c2-enquete",
            facts={
                "place": "Où et comment",
                "start": "Du",
                "end": "Au",
                "answered": "Réponses",
                "population": "Public entier",
                "top": "Réseau le plus utilisé",
                "share": "Par",
                "margin": "Marge d'erreur",
            },
            tables=(
                Table(
                    "questions",
                    "Mes questions",
                    {"text": "Question", "kind": "Réponse", "topic": "Sert à savoir"},
                ),
            ),
            said={"absent": "Qui n'a pas pu répondre."},
            drawn=True,
        ),
        Part(
            "c2-concurrents",
            tables=(
                Table(
                    "rows",
                    "Mes concurrents, tels que je les ai vus",
                    {
                        "name": "Concurrent",
                        "network": "Réseau",
                        "seen": "Vu le",
                        "followers": "Abonnés",
                        "posts": "Publications par semaine",
                        "interactions": "Réactions par publication",
                        "engagement": "Engagement",
                    },
                ),
            ),
            facts={
                "own_voice": "Ma part de voix",
                "loudest": "Le plus entendu",
                "hhi": "Indice de concentration (HHI)",
                "alike": "Soit autant d'acteurs égaux",
            },
            said={"lesson": "Ce que j'en retiens."},
            drawn=True,
        ),
        Part(
            "c2-place",
            said={"promise": "Ma place.", "proof": "La preuve."},
            drawn=True,
        ),
        Part(
            "c2-decision",
            facts={
                "target": "Poids de « mon public y est »",
                "content": "Poids de « mes contenus s'y prêtent »",
                "time": "Poids du temps",
                "money": "Poids de l'argent",
                "room": "Poids de la place laissée par les concurrents",
                "first": "Premier",
                "stays": "Reste premier quand les poids bougent de 20 %, sur 100 essais",
            },
            tables=(
                Table(
                    "networks",
                    "Mes notes, de 0 à 5",
                    {
                        "network": "Réseau",
                        "target": "Public",
                        "content": "Contenus",
                        "time": "Temps",
                        "money": "Argent",
                        "room": "Place",
                        "total": "Note pondérée",
                    },
                ),
            ),
            drawn=True,
        ),
        Part(
            "c2-choix",
            facts={"networks": "Réseaux retenus", "main": "Réseau principal"},
            tables=(
                Table(
                    "cited",
                    "Les chiffres sur lesquels je m'appuie",
                    {"what": "Ce qu'il dit", "value": "Chiffre", "source": "Source", "year": "Année"},
                ),
            ),
            said={
                "jury": "Pourquoi ces réseaux.",
                "refused": "Ceux que je laisse.",
                "limits": "Ce que je ne sais pas.",
            },
        ),
    ),
)

_PAGES = SectionPlan(
    "pages",
    "Mes pages",
    (
        "Un seul nom partout : {c3-identite.name}.",
        "Le ton : {c3-identite.tone}.",
        "Sur {c3-page.lines.network} : « {c3-page.lines.bio} »",
        "Accès : {c3-acces.steps}",
    ),
    (
        Part(
            "c3-identite",
            facts={
                "name": "Nom affiché",
                "tone": "Ton",
                "main": "Couleur principale",
                "on_main": "Écrit dessus",
                "paper": "Fond",
                "ink": "Texte",
            },
            tables=(Table("handles", "Mes identifiants", {"network": "Réseau", "handle": "Identifiant"}),),
            said={"why": "Pourquoi cette image me ressemble."},
            sources=("identifiants-handlekit",),
        ),
        Part(
            "c3-images",
            photos={"logo": "logo_alt", "photo": "photo_alt", "cover": "cover_alt"},
        ),
        Part(
            "c3-page",
            tables=(
                Table(
                    "lines",
                    "Ce que dit chaque page",
                    {
                        "network": "Réseau",
                        "category": "Catégorie",
                        "bio": "Présentation",
                        "button": "Bouton",
                        "link": "Lien",
                    },
                ),
            ),
            said={"hours": "Horaires.", "legal": "Mentions légales."},
            facts={"settings": "Réglages vérifiés"},
            sources=("normes-cours",),
        ),
        Part(
            "c3-acces",
            facts={
                "address": "Adresse",
                "transport": "Transport",
                "parking": "Stationnement",
                "steps": "Marches et pente",
                "door": "Porte",
                "bell": "Sonnette",
                "hearing": "Pour qui entend mal",
                "toilets": "Toilettes",
                "guide_dog": "Chien guide ou d'assistance",
            },
            tables=(Table("contacts", "Me joindre", {"kind": "Moyen", "value": "Où"}),),
        ),
        Part(
            "c3-droits",
            tables=(
                Table(
                    "lines",
                    "Ce que montre la page, et avec l'accord de qui",
                    {
                        "kind": "Quoi",
                        "author": "Auteur",
                        "people": "Qui l'on y voit",
                        "proof": "Accord ou licence",
                    },
                ),
            ),
            facts={"music": "Musique", "collected": "Ce que je reçois des gens"},
            said={"privacy": "Ce que je leur dis de leurs données."},
        ),
    ),
)

_EDITORIAL = SectionPlan(
    "editorial",
    "Ma ligne éditoriale et mon calendrier",
    (
        "{c4-ligne.line}",
        "Publications : {c4-ligne.quantity}, en {c4-ligne.hours} au plus.",
        "Du {c4-saisons.start} au {c4-saisons.end}.",
        "Toujours {c4-suivi.stock} publications d'avance ; {c4-suivi.free} du calendrier pour l'imprévu.",
    ),
    (
        Part(
            "c4-ligne",
            said={
                "line": "",
                "story": "Mon histoire.",
                "quality": "À quoi je reconnais une bonne publication.",
            },
            facts={
                "tone": "Ton",
                "quality_indicator": "Chiffre qui dit la qualité",
                "quality_target": "Visé, par mois",
                "quantity": "Publications",
                "hours": "Temps par semaine, au plus",
            },
        ),
        Part(
            "c4-themes",
            tables=(
                Table(
                    "themes",
                    "Mes thèmes",
                    {
                        "name": "Thème",
                        "purpose": "Il sert à",
                        "share": "Part",
                        "target": "Pour qui",
                        "ideas": "Sujets possibles",
                    },
                ),
            ),
            drawn=True,
        ),
        Part(
            "c4-saisons",
            facts={"start": "Le calendrier commence le", "end": "Il finit le"},
            tables=(
                Table(
                    "talks",
                    "Les événements dont je parle",
                    {
                        "name": "Événement",
                        "day": "Le",
                        "lead": "Annoncé avant",
                        "posts": "Publications",
                        "why": "Pourquoi",
                    },
                ),
            ),
            drawn=True,
            sources=("jours-feries", "vacances-scolaires"),
        ),
        Part(
            "c4-voeux",
            tables=(
                Table(
                    "cadences",
                    "Mon rythme",
                    {
                        "network": "Réseau",
                        "format": "Format",
                        "per_week": "Par semaine",
                        "strong": "En période forte",
                        "at": "Heure",
                    },
                ),
                Table("leaves", "Mes congés", {"name": "Quoi", "start": "Du", "end": "Au"}),
            ),
            facts={"closed": "Jours de fermeture", "publish_closed": "Publier ces jours-là"},
        ),
        Part("c4-calendrier", drawn=True),
        Part(
            "c4-suivi",
            facts={
                "stock": "Publications toujours d'avance",
                "free": "Part gardée pour l'imprévu",
                "indicator": "Chiffre regardé",
                "review": "Tous les",
            },
            tables=(Table("signals", "Ce que je ferai si…", {"sign": "Si je vois", "action": "alors"}),),
            said={"jury": "Pourquoi ce calendrier."},
        ),
    ),
)

_POSTS = SectionPlan(
    "publications",
    "Mes publications",
    (
        "« {c5-publication.hook} »",
        "Elle paraît le {c5-publication.day}, sur le thème « {c5-publication.theme} ».",
        "{c5-presentation.tone}",
        "Résultat attendu en un mois : {c5-presentation.expected} ({c5-presentation.indicator}).",
    ),
    (
        Part(
            "c5-publication",
            facts={
                "day": "Jour",
                "theme": "Thème",
                "hook": "Accroche",
                "story": "Histoire",
                "action": "Appel à l'action",
                "link": "Lien",
                "hashtags": "Mots-dièse",
                "made": "Image",
                "alt": "Description de l'image",
            },
            photos={"image": "alt"},
            sources=("normes-cours",),
        ),
        Part(
            "c5-presentation",
            facts={
                "network": "Texte présenté",
                "indicator": "Chiffre qui dira qu'elle a servi",
                "expected": "Espéré en un mois",
                "checked": "Vérifié avant de publier",
            },
            said={
                "tone": "Son ton, dans l'esprit du réseau.",
                "project": "En quoi elle sert mon projet.",
            },
        ),
    ),
)

_CAMPAIGN = SectionPlan(
    "campagne",
    "Ma campagne publicitaire",
    (
        "{c6-campagne.name}, sur {c6-campagne.network} : objectif {c6-campagne.objective}.",
        "À {c6-campagne.place}, dans un rayon de {c6-campagne.radius}, de {c6-campagne.age_from} à {c6-campagne.age_to}.",
        "Du {c6-campagne.start} au {c6-campagne.end} ; coût réel : {c6-cout.cost}.",
        "Elle toucherait de {c6-cout.low} à {c6-cout.high}.",
    ),
    (
        Part(
            "c6-campagne",
            facts={
                "name": "Campagne",
                "network": "Réseau",
                "objective": "Objectif",
                "place": "Autour de",
                "radius": "Rayon",
                "age_from": "De",
                "age_to": "À",
                "people": "Personnes",
                "placements": "Emplacements",
                "budget_kind": "Budget",
                "amount": "Montant",
                "start": "Du",
                "end": "Au",
                "beneficiary": "Au nom de",
                "payer": "Payée par",
                "page": "Page",
                "text": "Texte",
                "headline": "Titre",
                "button": "Bouton",
                "link": "Lien",
                "alt": "Description de l'image",
                "measure": "Chiffre qui dira sa réussite",
            },
            said={"why": "Pourquoi cet objectif, ce budget et ce chiffre."},
            sources=("meta-objectifs", "meta-beneficiaire"),
        ),
        Part(
            "c6-cout",
            facts={
                "days": "Durée",
                "total": "Dépense",
                "fee": "Ajouté par la plateforme",
                "whole": "Avec la TVA",
                "cost": "Coût réel",
                "low": "Personnes touchées, au moins",
                "high": "Au mieux",
                "needed": "Budget par jour qu'il faudrait à l'outil pour apprendre",
            },
            drawn=True,
            sources=("ad-prices-2026", "meta-frais-localisation"),
        ),
        Part(
            "c6-pilotage",
            tables=(
                Table(
                    "decisions",
                    "Mes décisions, sur une campagne simulée",
                    {"day": "Jour", "kind": "Décision", "amount": "Montant", "why": "Pourquoi"},
                ),
            ),
            facts={"cpa": "Coût d'une vente", "net": "Ce qui reste", "verdict": "La prochaine fois"},
        ),
    ),
)

_REPUTATION = SectionPlan(
    "reputation",
    "Mon e-réputation",
    (
        "{c6-note.happy} d'avis à quatre ou cinq étoiles, au moins {c6-note.low} à coup sûr.",
        "La moitié des réponses part en moins de {c6-note.median}.",
        "{c6-influenceurs.why}",
        "{c6-tableau.next}",
    ),
    (
        Part(
            "c6-reponses",
            tables=(
                Table(
                    "replies", "Les messages, et mes réponses", {"message": "Message", "reply": "Ma réponse"}
                ),
            ),
        ),
        Part(
            "c6-boite",
            tables=(
                Table(
                    "messages",
                    "Le tri de ma boîte",
                    {"message": "Début du message", "kind": "C'est", "act": "Je", "delay": "Quand"},
                    cut=("message",),
                ),
            ),
        ),
        Part(
            "c6-note",
            facts={
                "mean": "Note moyenne",
                "pulled": "Note pondérée par le nombre d'avis",
                "happy": "Part de quatre et cinq étoiles",
                "low": "Sûre au moins à",
                "unanswered": "Avis sans réponse",
                "median": "Délai médian de réponse",
                "within": "Réponses en 24 h",
                "ways": "Pour avoir davantage d'avis",
            },
            drawn=True,
        ),
        Part(
            "c6-influenceurs",
            tables=(
                Table(
                    "seen",
                    "Les profils comparés",
                    {
                        "name": "Profil",
                        "network": "Réseau",
                        "followers": "Abonnés",
                        "reactions": "Réactions par publication",
                        "price": "Prix HT",
                        "said": "Partenariats annoncés",
                    },
                ),
            ),
            facts={
                "rate": "Taux d'engagement du premier",
                "contact": "Coût d'une réaction",
                "posts": "Publications dans l'année",
                "total": "Coût en un an, HT",
                "mention": "Mention portée",
            },
            said={"why": "Pourquoi ce profil."},
            drawn=True,
        ),
        Part(
            "c6-tableau",
            facts={
                "ctr": "Taux de clic",
                "cpm": "Coût de mille affichages",
                "cpc": "Coût d'un clic",
                "cost": "Coût d'un résultat",
                "roas": "Ventes pour 1 € dépensé",
                "trend": "Le taux de clic",
                "decision": "La semaine prochaine",
            },
            said={"next": "Ce que j'en conclus."},
            drawn=True,
        ),
    ),
)

_ACCESSIBILITY = SectionPlan(
    "accessibilite",
    "Mes choix pour que chacun accède",
    (
        "Entrer : {c3-acces.steps}",
        "Entendre mal : {c3-acces.hearing}",
        "Ma photo est décrite : « {c3-images.photo_alt} »",
        "Mon message dit : « {c5-publication.alt} »",
    ),
    (
        Part(
            "c3-acces",
            facts={
                "steps": "Marches et pente",
                "door": "Porte",
                "hearing": "Pour qui entend mal",
                "guide_dog": "Chien guide ou d'assistance",
            },
            tables=(Table("contacts", "Me joindre, sans appeler aussi", {"kind": "Moyen", "value": "Où"}),),
        ),
        Part(
            "c3-images",
            facts={
                "logo_alt": "Description du logo",
                "photo_alt": "Description de la photo",
                "cover_alt": "Description de la couverture",
            },
        ),
        Part("c5-publication", facts={"alt": "Description de l'image de la publication"}),
        Part(
            "c5-ma-video",
            tables=(
                Table(
                    "cues",
                    "Les sous-titres de ma vidéo",
                    {"start": "De", "end": "À", "speaker": "Qui parle", "text": "Ce qu'on lit"},
                ),
            ),
        ),
        Part("c6-campagne", facts={"alt": "Description de l'image de la publicité"}),
    ),
)

PLAN: Sequence[SectionPlan] = (
    _COMPANY,
    _STRATEGY,
    _MARKET,
    _PAGES,
    _EDITORIAL,
    _POSTS,
    _CAMPAIGN,
    _REPUTATION,
    _ACCESSIBILITY,
)
"""The sections that come from exercises; sources and annexes follow."""
