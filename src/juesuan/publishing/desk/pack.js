"use strict";
const tools = document.querySelector(".tools");
const author = document.querySelector(".author");
const open = document.querySelector(".open");
const state = document.querySelector(".state");
const findings = [...document.querySelectorAll(".finding")];
const key = `juesuan ${document.querySelector("main").dataset.mark || document.title}`;
const fields = findings.map((finding) => {
  const label = document.createElement("label");
  const field = document.createElement("textarea");
  label.className = "reply";
  label.append("部门答复", field);
  field.maxLength = 4000;
  finding.append(label);
  return field;
});
const replies = () =>
  fields.flatMap((field, at) => {
    const text = field.value.trim();
    return text ? [{ mark: findings[at].dataset.mark, text, author: author.value.trim() }] : [];
  });
const keep = () => {
  try {
    localStorage.setItem(key, JSON.stringify({ author: author.value, texts: fields.map((field) => field.value) }));
  } catch (error) { /* a browser may keep nothing of a file: then it lasts as long as the page */ }
  state.textContent = `已填 ${replies().length} 条，共 ${findings.length} 条`;
};
const show = () => findings.forEach((finding, at) => { finding.hidden = open.checked && fields[at].value.trim() !== ""; });
try {
  const kept = JSON.parse(localStorage.getItem(key) || "{}");
  author.value = kept.author || "";
  (kept.texts || []).forEach((text, at) => { if (fields[at]) fields[at].value = text; });
} catch (error) { /* as above */ }
for (const field of [...fields, author]) field.addEventListener("input", keep);
open.addEventListener("change", show);
document.querySelector(".export").addEventListener("click", () => {
  const text = JSON.stringify({ juesuan_replies: replies() }, null, 2);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "答复.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});
tools.hidden = false;
keep();
