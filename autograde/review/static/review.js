// Keyboard shortcuts and the bank of comments. Everything works without this file as well.
"use strict";

const find = (id) => document.getElementById(id);
const OFF = "autograde-review-shortcuts-off";
const dialog = find("keys");

const areOn = () => localStorage.getItem(OFF) === null;
const press = (name) => {
  const button = document.querySelector(`button[form="decide"][value="${name}"]`);
  if (button) button.click();
};
const follow = (id) => {
  const link = find(id);
  if (link) link.click();
};
const toggle = (number) => {
  const boxes = document.querySelectorAll('#items input[name="item"]');
  if (boxes[number - 1]) boxes[number - 1].click();
};
const focusOn = (id) => {
  const field = find(id);
  if (field) field.focus();
  return field !== null;
};
const ACTIONS = {
  s: () => press("stay"),
  n: () => press("next"),
  f: () => follow("to-next"),
  w: () => follow("to-whole"),
  l: () => follow("to-list"),
  h: () => { location.href = "/"; },
  c: () => focusOn("comment"),
  u: () => follow("undo"),
  a: () => follow("choose-all"),
  o: () => press("split"),
  m: () => focusOn("into"),
  "/": () => focusOn("search"),
};

function isTyping(target) {
  return target.matches('textarea, input:not([type="checkbox"]), select');
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter" && event.target.id === "comment") {
    event.preventDefault();
    press("next");
    return;
  }
  if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || isTyping(event.target)) return;
  if (!areOn()) return;
  if (event.key === "?") {
    dialog.showModal();
  } else if (/^[1-9]$/.test(event.key)) {
    toggle(Number(event.key));
  } else if (Object.hasOwn(ACTIONS, event.key)) {
    ACTIONS[event.key]();
  } else {
    return;
  }
  event.preventDefault();
});

find("show-keys").hidden = false;
find("show-keys").addEventListener("click", () => dialog.showModal());
find("hide-keys").addEventListener("click", () => dialog.close());
find("keys-on").checked = areOn();
find("keys-on").addEventListener("change", (event) => {
  if (event.target.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.insert");
  if (!button) return;
  const field = find("comment");
  const gap = field.value && !field.value.endsWith("\n") ? "\n\n" : "";
  field.setRangeText(gap + button.dataset.text, field.value.length, field.value.length, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

const all = find("choose-all");
if (all) {
  all.hidden = false;
  all.addEventListener("click", () => {
    const boxes = [...document.querySelectorAll('.members input[name="member"]')];
    const none = boxes.every((box) => !box.checked);
    boxes.forEach((box) => { box.checked = none; });
  });
}

// What was typed and not saved is not lost by a wrong key.
let changed = false;
document.addEventListener("input", (event) => {
  if (event.target.getAttribute("form") === "decide") changed = true;
});
document.addEventListener("submit", (event) => { if (event.target.id === "decide") changed = false; });
window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
