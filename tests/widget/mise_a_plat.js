// The page as a browser composes it, shadow roots and slots put in place of what holds them: what
// neither a validator of markup nor the virtual screen reader does by itself.
() => {
  const copier = (noeud) => {
    if (noeud.nodeType === Node.TEXT_NODE) return [noeud.cloneNode()];
    if (noeud.nodeType !== Node.ELEMENT_NODE || ["STYLE", "SCRIPT"].includes(noeud.tagName)) return [];
    if (noeud.tagName === "SLOT") {
      const mis = noeud.assignedNodes({ flatten: true });
      return (mis.length ? mis : [...noeud.childNodes]).flatMap(copier);
    }
    const copie = noeud.cloneNode();
    // of use between a shadow root and its host alone
    for (const nom of ["slot", "part"]) copie.removeAttribute(nom);
    if (noeud.checked) copie.setAttribute("checked", "");
    copie.append(...[...(noeud.shadowRoot ?? noeud).childNodes].flatMap(copier));
    return noeud.shadowRoot ? [...copie.childNodes] : [copie];
  };
  const corps = copier(document.body)[0].innerHTML;
  return `<!doctype html><html lang="fr"><head><title>À plat</title></head><body>${corps}</body></html>`;
}
