"use strict";
const tools = document.querySelector(".tools");
const search = document.querySelector(".search");
const only = document.querySelector(".only");
const rows = [...document.querySelectorAll("tbody tr")];
const texts = rows.map((row) => row.textContent.toLowerCase());
const show = () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  rows.forEach((row, at) => {
    const bad = row.classList.contains("wrong") || row.classList.contains("unread");
    row.hidden = (only.checked && !bad) || !words.every((word) => texts[at].includes(word));
  });
};
search.addEventListener("input", show);
only.addEventListener("change", show);
tools.hidden = false;
show();
