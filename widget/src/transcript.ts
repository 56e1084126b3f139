// The conversation as a file, which is the visitor's to keep.

import { TEXTES } from "./texts";
import { enClair } from "./turns";
import type { Message } from "./types";

export function telecharger(messages: Message[]): void {
  const noms = { moi: TEXTES.vous, ...TEXTES.parLui };
  const dits = enClair(messages);
  const dire = (message: Message) => `${noms[message.de]} :\n${dits.get(message) ?? message.texte}`;
  const texte = messages.map(dire).join("\n\n");
  const lien = document.createElement("a");
  lien.href = URL.createObjectURL(new Blob([texte], { type: "text/plain;charset=utf-8" }));
  lien.download = TEXTES.fichier;
  lien.click();
  URL.revokeObjectURL(lien.href);
}
