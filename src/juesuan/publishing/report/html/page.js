"use strict";
const filter = document.querySelector(".filter");
const boxes = [...filter.querySelectorAll("input")];
const show = () => {
  for (const box of boxes)
    for (const finding of document.querySelectorAll(`.finding.${box.value}`)) finding.hidden = !box.checked;
};
for (const box of boxes) box.addEventListener("change", show);
filter.hidden = false;
show();
document.querySelector(".keys").hidden = false;
addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  const shown = [...document.querySelectorAll(".finding")].filter((finding) => !finding.hidden);
  const at = shown.findIndex((finding) => `#${finding.id}` === decodeURIComponent(location.hash));
  const next = shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : at + step];
  if (!next) return;
  location.hash = next.id;
  next.focus({ preventScroll: true });
});
addEventListener("hashchange", () => {
  const finding = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (finding && finding.hidden) {
    finding.hidden = false;
    finding.scrollIntoView();
  }
});
