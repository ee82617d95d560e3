"""The pictures of the lessons on posts: the parts of one, what is heard of it, what the law asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tpelib.charts.picture import Picture
from tpelib.course.drawings.posts import Card, cards
from tpelib.domain.post.rules import LAW_NOTE, rules

__all__ = ["POST_LESSONS"]


def _anatomy() -> Picture:
    return cards(
        [
            Card(
                "L'accroche",
                "« Ces renoncules ont voyagé douze kilomètres. »",
                "La seule ligne que tout le monde lit. Elle se comprend seule, et on veut la suite.",
            ),
            Card(
                "L'histoire",
                "« Ce matin, Mireille les a choisies au marché aux fleurs, encore fermées. Elle les lie devant vous. »",
                "Quelqu'un, un lieu, un geste, un détail vrai. C'est elle qui donne confiance.",
            ),
            Card(
                "L'appel à l'action",
                "« Écrivez-nous en message : votre bouquet vous attend samedi. »",
                "Une seule chose à faire, et facile. Deux demandes, c'est aucune réponse.",
            ),
            Card(
                "Les mots-dièse",
                "« #Fleuriste #BouquetDeSaison »",
                "Peu, choisis, à la fin, une majuscule à chaque mot.",
            ),
            Card(
                "L'image et sa description",
                "« Deux mains lient un bouquet de renoncules sur une table de bois. »",
                "La description se tape dans les réglages de l'image. Elle est lue à qui ne voit pas la photo.",
            ),
        ],
        title="Une publication, partie par partie",
        header=("Partie", "Exemple", "À quoi elle sert"),
        reading="Une accroche, une histoire, une demande : le reste aide à trouver et à entendre.",
        source="Source : exemple écrit pour ce cours, cas fictif de la fleuriste.",
    )


def _heard() -> Picture:
    return cards(
        [
            Card(
                "#fetedesmeres",
                "On entend un seul mot, difficile à reconnaître.",
                "Écrivez #FêteDesMères : la voix s'arrête à chaque majuscule.",
            ),
            Card(
                "𝐏𝐫𝐨𝐦𝐨",
                "Ce ne sont pas des lettres mais des signes de mathématiques : épelés un à un, ou passés sous silence.",
                "Écrivez en lettres ordinaires. Le gras n'existe pas dans une publication.",
            ),
            Card(
                "Ouvert 🌷🌷🌷🌷",
                "« Ouvert tulipe tulipe tulipe tulipe. »",
                "Un émoji, en fin de phrase, et jamais à la place d'un mot.",
            ),
            Card(
                "Une affiche en photo, sans description",
                "« Image. »",
                "Reprenez dans la description tout ce qui est écrit sur l'affiche.",
            ),
            Card(
                "Une vidéo sans sous-titres",
                "Rien, pour qui n'entend pas ou a coupé le son.",
                "Relisez les sous-titres automatiques : ils se trompent sur les noms.",
            ),
        ],
        title="Ce que l'on écrit, ce que d'autres entendent",
        header=("Écrit", "Entendu", "Mieux"),
        reading="Un lecteur d'écran lit tout haut : ce qui est joli à l'œil peut être du bruit.",
        source="Source : exemples écrits pour ce cours. La voix exacte change d'un logiciel à l'autre.",
    )


def _law() -> Picture:
    return cards(
        [
            Card(rule.name, rule.told, rule.line().replace(LAW_NOTE, "").strip(), rule.url)
            for rule in rules().values()
        ],
        title="Ce que la loi demande à une publication",
        header=("Sujet", "Règle", "Texte et date"),
        reading=f"{len(rules())} règles reviennent souvent ; « Ma publication » les cherche dans vos textes.",
        source=f"Source : textes cités sous chaque règle. {LAW_NOTE}",
    )


POST_LESSONS: Mapping[str, Callable[[], Picture]] = {
    "publication": _anatomy,
    "entendre": _heard,
    "loi-publication": _law,
}
