// The conversation as a file, which is the visitor's to keep.

import { TEXTES } from "./texts";
import type { Message } from "./types";

export function telecharger(messages: Message[]): void {
  const noms = { moi: TEXTES.vous, ...TEXTES.parLui };
  const texte = messages.map(({ de, texte }) => `${noms[de]} :\n${texte}`).join("\n\n");
  const lien = document.createElement("a");
  lien.href = URL.createObjectURL(new Blob([texte], { type: "text/plain;charset=utf-8" }));
  lien.download = TEXTES.fichier;
  lien.click();
  URL.revokeObjectURL(lien.href);
}
