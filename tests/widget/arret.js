// What has the keyboard's focus: its name, how wide its outline is, how small its target, and
// whether anything covers its middle. Null outside the widget.
() => {
  const hote = document.activeElement;
  const element = hote?.shadowRoot?.activeElement;
  if (!element) return null;
  const { left, top, width, height } = element.getBoundingClientRect();
  const milieu = [left + width / 2, top + height / 2];
  const dessus = hote.shadowRoot.elementFromPoint(...milieu) ?? document.elementFromPoint(...milieu);
  const bloc = element.matches("h3") ? element.parentElement : element;
  const cible = element.closest("label") ?? element;
  const { width: large, height: haut } = cible.getBoundingClientRect();
  return {
    nom: element.tagName,
    texte: (element.getAttribute("aria-label") ?? element.closest("label")?.innerText ?? element.innerText).trim(),
    contour: getComputedStyle(bloc).outlineStyle === "none" ? 0 : parseFloat(getComputedStyle(bloc).outlineWidth),
    cote: Math.min(large, haut),
    couvert: element.tagName !== "DIV" && !(element.contains(dessus) || dessus?.contains(element)),
    ecran: top < innerHeight && top + height > 0,
  };
}
