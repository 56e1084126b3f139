// The page's parts.

export const byId = (id) => document.getElementById(id);

export const log = byId("conversation");
export const field = byId("message");

export function cloneTemplate(id) {
  return document.importNode(byId(id).content.firstElementChild, true);
}

// The clicked button is about to be disabled or removed, which would drop the focus to the page.
// On touch screens the field would raise the keyboard over the answer: the log takes the focus.
export function onClick(button, action) {
  button.addEventListener("click", () => {
    action();
    const touch = matchMedia("(pointer: coarse)").matches && log.hasAttribute("tabindex");
    (touch ? log : field).focus({ preventScroll: true });
  });
}
