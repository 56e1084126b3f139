// Every word that the widget says by itself; those of the assistant come from the server.
// To change one, change it here, then `make widget`. A host page can also set the title, the
// launcher and the welcome by attributes (docs/widget.md).

export const TEXTES = {
  titre: "Assistant plan de progrès social",
  lanceur: "Une question sur le plan de progrès social ?",
  accueil:
    "Je suis un robot. Je vous dis si un plan de progrès social convient à votre marché public, puis je prépare avec vous la clause. C’est un conseil, non un avis juridique. N’écrivez aucun nom de personne.",
  donnees:
    "Vos messages sont gardés pour que vous puissiez reprendre ; « Effacer mes données », dans les options, les supprime.",
  commencer: "Décrivez votre marché, posez votre question ou partez d’un exemple :",
  exemples: [
    "Mon marché s’y prête-t-il ?",
    "Qu’est-ce qu’un plan de progrès ?",
    "Marché de nettoyage de 4 ans, un seul titulaire",
  ],
  fermer: "Fermer",
  options: "Options",
  conversation: "Conversation",

  // a message
  entete: { assistant: "Assistant, réponse", moi: "Vous, message", facilitateur: "Facilitateur, message" },
  vous: "Vous",
  parLui: { assistant: "Assistant", facilitateur: "Facilitateur" },
  reponsesProposees: "Réponses proposées",
  rienDeCoche: "Rien de coché",
  valider: "Valider",
  allerALaQuestion: "Aller à la question",

  // a verdict
  etats: { rempli: "Rempli", non_rempli: "Non rempli", inconnu: "À vérifier" },
  vousAvezDit: "Vous avez dit :",
  pourquoi: "Source",
  vigilances: "Points de vigilance",
  leviers: "Ce qui changerait l’avis",
  aNoter: "À noter",
  aSavoir: "À savoir aussi",
  prudence: "Cet avis applique le guide et ne vaut pas avis juridique.",
  lot: "Lot",

  // a recapitulation, a document
  recapitulatif: "Ce que vous avez dit",
  modifier: "Modifier",
  telecharger: "À télécharger, dossier",
  formats: {
    docx: "Word, .docx",
    odt: "LibreOffice, .odt",
    pdf: "PDF, .pdf",
    md: "texte Markdown, .md",
    ics: "agenda, .ics",
  } as Record<string, string>,
  lire: "Lire ici :",
  copier: "Copier le texte",
  copie: "Texte copié.",
  copieRefusee: "Le navigateur n’a pas permis la copie : sélectionnez le texte de l’aperçu.",
  remplacee: "remplacée par une version plus récente",
  apercu: "Aperçu :",

  // the field
  message: "Votre message",
  envoyer: "Envoyer",
  aide: "Entrée : envoyer. Maj + Entrée : à la ligne.",
  limite: "Limite de 2 000 caractères atteinte : la suite n’est pas prise en compte.",
  vide: "Écrivez d’abord un message.",
  ecrit: "L’assistant écrit…",
  attendez: "Votre texte est gardé : envoyez-le après la réponse.",
  enAttente: "En attente d’envoi",

  // incidents
  incident: "Incident",
  reessayer: "Réessayer",
  retirer: "Reprendre mon texte",
  horsLigne: "Vous semblez hors ligne : votre message est gardé, et partira dès le retour de la connexion.",
  tropLent: "L’assistant n’a pas répondu à temps. Votre message est gardé : il est renvoyé tout seul, une seule fois.",
  indisponible: "Le service ne répond pas pour le moment. Votre message est gardé : il sera renvoyé tout seul dès que possible.",
  tropVite: "Trop de messages en peu de temps : le vôtre est gardé et partira dans un instant.",
  tropLong: "Ce message est trop long : raccourcissez-le, il est remis dans le champ.",
  interdit: "Ce site n’est pas autorisé à ouvrir l’assistant. Ouvrez-le sur son propre site.",
  expiree:
    "Votre session avait expiré : la conversation continue dans une nouvelle. Pour retrouver un dossier, choisissez « Reprendre un dossier » dans les options.",
  ouvertureRatee: "L’assistant ne répond pas pour le moment. Vous pouvez écrire : votre message partira dès son retour.",

  // options
  reprendre: "Reprendre un dossier",
  reprendreAide: "La référence et le code vous ont été donnés avec l’avis.",
  reference: "Référence du dossier",
  referenceExemple: "PPS-2026-000001",
  code: "Code",
  codeExemple: "K7M4-2QXR",
  ouvrir: "Ouvrir le dossier",
  annuler: "Annuler",
  transcription: "Télécharger la conversation",
  fichier: "conversation-plan-de-progres.txt",
  nouvelle: "Nouvelle conversation",
  nouvelleDite: "Nouvelle conversation. Pendant dix secondes, vous pouvez revenir à la précédente.",
  revenir: "Revenir à la précédente",
  revenue: "La conversation précédente est revenue.",
  effacer: "Effacer mes données",
  effacerDit: "effacer mes données",
  effacees: "Vos données sont effacées de ce navigateur et du service.",
  enCours: "Attendez d’abord la réponse en cours.",

  // announced
  nonLu: (n: number) => (n > 1 ? `${n} nouveaux messages` : "1 nouveau message"),
  telechargements: "Documents à télécharger :",
  suite: "La suite est dans la conversation.",
};
