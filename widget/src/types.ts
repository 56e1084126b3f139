// The channel's messages, as docs/widget.md and bot/redaction/structures.py tell them.

export interface Bouton {
  titre: string;
  envoi: string;
}

export interface Message {
  id: string;
  de: "assistant" | "moi" | "facilitateur";
  texte: string;
  boutons: Bouton[];
  custom: Structure | null;
}

export interface Reponse {
  messages: Message[];
  curseur: number;
}

// What the buyer said and the server has not answered yet; `envoi` is what it gets, `titre` what
// is shown as said. A message that holds a code is kept in no storage.
export interface Envoi {
  id: string;
  titre: string;
  envoi: string;
  secret?: boolean;
}

export type Structure =
  | Progression
  | Avis
  | ChoixMultiples
  | Recapitulatif
  | Apercu
  | Documents;

export interface Progression {
  type: "progression";
  fait: number;
  sur: number;
  texte: string;
}

export interface Critere {
  id: string;
  libelle: string;
  etat: "rempli" | "non_rempli" | "inconnu";
  constat: string;
  raison: string;
  source: string;
}

export interface Avis {
  type: "avis";
  verdict: string;
  titre: string;
  resume?: string;
  lot?: number | null;
  criteres: Critere[];
  vigilances?: string[];
  leviers?: string[];
  a_savoir?: string[];
  obligation_sociale?: { valeur: string; texte: string; source: string } | null;
  suite?: string;
}

export interface Option {
  valeur: string;
  libelle: string;
  coche: boolean;
}

export interface ChoixMultiples {
  type: "choix_multiples";
  slot: string;
  texte?: string;
  options: Option[];
}

export interface Recapitulatif {
  type: "recapitulatif";
  titre?: string;
  lignes: { slot: string; libelle: string; texte: string; modifier: string }[];
}

export type Bloc =
  | { type: "titre"; niveau: number; texte: string }
  | { type: "paragraphe"; texte: string }
  | { type: "liste"; elements: string[] }
  | { type: "tableau"; lignes: string[][] };

export interface Apercu {
  type: "apercu";
  document: string;
  titre: string;
  blocs: Bloc[];
}

export interface Documents {
  type: "documents";
  dossier: string;
  documents: { id: string; titre: string; formats: Record<string, string> }[];
}
