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
addEventListener("hashchange", () => {
  const finding = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (finding && finding.hidden) {
    finding.hidden = false;
    finding.scrollIntoView();
  }
});
