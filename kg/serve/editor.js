// The query editor: everything that comes back is set as text, never as markup.
"use strict";

const at = (id) => document.getElementById(id);
let page = 0;

async function ask() {
  at("state").textContent = "…";
  at("ask").disabled = true;
  try {
    const answer = await fetch(`/sparql?page=${page}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/sparql-query",
        Accept: "application/sparql-results+json, text/turtle;q=0.9",
      },
      body: at("query").value,
    });
    at("next").hidden = !answer.headers.get("Link");
    const kind = answer.headers.get("Content-Type");
    if (kind === "application/sparql-results+json") {
      show(await answer.json());
    } else {
      clear();
      at("text").textContent = await answer.text();
      at("text").hidden = false;
      at("state").textContent = answer.ok ? "" : answer.status;
    }
  } catch (fault) {
    at("state").textContent = fault.message;
  } finally {
    at("ask").disabled = false;
  }
}

function clear() {
  at("text").hidden = true;
  at("answer").tHead.replaceChildren();
  at("answer").tBodies[0].replaceChildren();
}

function show(data) {
  clear();
  if ("boolean" in data) {
    at("state").textContent = data.boolean ? "是 yes" : "否 no";
    return;
  }
  at("answer").tHead.append(row("th", data.head.vars));
  for (const binding of data.results.bindings) {
    at("answer").tBodies[0].append(row("td", data.head.vars.map((name) => short(binding[name]))));
  }
  at("state").textContent = `${data.results.bindings.length} 行 rows` + (page ? `, 第 ${page + 1} 页 page` : "");
}

function row(kind, texts) {
  const line = document.createElement("tr");
  for (const text of texts) {
    const cell = document.createElement(kind);
    cell.textContent = text;
    line.append(cell);
  }
  return line;
}

function short(value) {
  if (!value) return "";
  return value.type === "uri" ? value.value.replace("https://w3id.org/yuantu/ontology#", "yt:") : value.value;
}

async function start() {
  const list = await (await fetch("/questions.json")).json();
  for (const question of list) {
    const option = document.createElement("option");
    option.value = question.name;
    option.textContent = `${question.label.zh} ${question.label.en}`;
    at("question").append(option);
  }
  at("question").addEventListener("change", () => {
    const chosen = list.find((question) => question.name === at("question").value);
    if (chosen) at("query").value = chosen.sparql;
  });
  at("ask").addEventListener("click", () => { page = 0; ask(); });
  at("next").addEventListener("click", () => { page += 1; ask(); });
  at("query").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) { page = 0; ask(); }
  });
}

start();
