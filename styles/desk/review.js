"use strict";
(() => {
  const body = document.body;
  const token = body.dataset.token;
  const said = document.getElementById("said");
  const save = document.getElementById("save");
  const rows = [...document.querySelectorAll(".row[data-line]")];
  const decided = new Map(); // row -> keep, drop or undo
  let last = null; // the row that was last at hand: where the page opens again after saving
  document.addEventListener("focusin", (event) => (last = event.target.closest(".row") || last));

  for (const choice of document.querySelectorAll("input[name=show]"))
    choice.addEventListener("change", () => {
      body.classList.remove("unsure", "out");
      if (choice.value !== "all") body.classList.add(choice.value);
      for (const fold of document.querySelectorAll(".fold > details")) fold.open = choice.value === "out";
      if (last?.offsetParent) last.scrollIntoView({ block: "center" });
    });

  const visible = () => rows.filter((row) => row.offsetParent !== null && !row.closest("details:not([open])"));
  const current = () => rows.find((row) => row.contains(document.activeElement)) || null;

  function go(step, wanted) {
    const list = visible();
    const at = list.indexOf(current());
    const next = at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step;
    for (let i = next; i >= 0 && i < list.length; i += step)
      if (wanted(list[i])) {
        list[i].focus({ preventScroll: true });
        list[i].scrollIntoView({ block: "center" });
        return;
      }
  }

  // The piece as it is set goes along with the source, which is longer: to the same share of the words.
  const wide = matchMedia("(min-width: 52.01rem)");
  const shares = new WeakMap(); // row -> the share of the words that are kept before it
  let waiting = false;

  function share(row) {
    if (!shares.has(row)) {
      const own = [...row.closest("article").querySelectorAll(".row[data-line]")];
      const lengths = own.map((r) => (r.dataset.state === "kept" ? r.querySelector(".text")?.textContent.length || 0 : 0));
      const whole = lengths.reduce((a, b) => a + b, 0) || 1;
      let before = 0;
      own.forEach((r, n) => {
        shares.set(r, (before + lengths[n] / 2) / whole);
        before += lengths[n];
      });
    }
    return shares.get(row);
  }

  function follow() {
    waiting = false;
    const source = [...document.querySelectorAll(".source")].find((s) => s.getBoundingClientRect().bottom > innerHeight / 2);
    if (!wide.matches || !source) return;
    const { left, width } = source.getBoundingClientRect();
    const row = document.elementFromPoint(left + width / 2, innerHeight / 2)?.closest(".row[data-line]");
    const set = row?.closest(".beside").querySelector(".set");
    if (set) set.scrollTop = share(row) * set.scrollHeight - set.clientHeight / 2;
  }

  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  }, { passive: true });

  function decide(row, verb) {
    if (!token || !row) return;
    const before = row.dataset.said;
    const after = verb === "undo" ? "" : verb;
    if (after === before) decided.delete(row);
    else decided.set(row, after || "undo");
    for (const button of row.querySelectorAll("button[data-verb]"))
      button.setAttribute("aria-pressed", String(button.dataset.verb === after));
    row.classList.toggle("decided", decided.has(row));
    tell();
  }

  const pressed = (row) => {
    const button = row.querySelector("button[aria-pressed=true]");
    return button ? button.dataset.verb : "";
  };

  const altered = (i) => (i.type === "checkbox" ? i.checked !== i.defaultChecked : i.value !== i.defaultValue);
  const changed = () => [...document.querySelectorAll(".facts input, .describe input")].filter(altered);

  function tell() {
    if (!save) return;
    const n = decided.size + changed().length;
    save.disabled = n === 0;
    said.textContent = n === 0 ? "Nothing to save" : n === 1 ? "1 change to save" : `${n} changes to save`;
  }

  function edits() {
    const found = [];
    for (const article of document.querySelectorAll("article[data-seed]")) {
      const edit = { seed: article.dataset.seed, decisions: [], fields: {} };
      for (const [row, verb] of decided)
        if (article.contains(row)) edit.decisions.push({ line: Number(row.dataset.line), verb });
      for (const input of changed()) {
        if (!article.contains(input) || input.closest(".describe")) continue;
        if (input.name === "authors")
          edit.authors = input.value.split(";").map((name) => name.trim()).filter(Boolean);
        else edit.fields[input.name] = input.value.trim();
      }
      const told = new Set(changed().map((i) => i.closest(".describe")).filter((d) => d && article.contains(d)));
      edit.pictures = [...told].map((d) => ({
        file: d.dataset.file,
        alt: d.querySelector("[name=alt]").value.trim(),
        decorative: d.querySelector("[name=decorative]").checked,
      }));
      if (edit.pictures.length || edit.decisions.length || Object.keys(edit.fields).length || edit.authors) found.push(edit);
    }
    return found;
  }

  async function store() {
    if (!save || save.disabled) return;
    const wrong = changed().find((input) => !input.checkValidity());
    if (wrong) {
      said.textContent = "A date is written 2019-04-12, 2019-04 or 2019";
      wrong.focus();
      return;
    }
    save.disabled = true;
    said.textContent = "Saving …";
    let answer, status;
    try {
      const response = await fetch("/", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Token": token },
        body: JSON.stringify({ digest: body.dataset.digest, edits: edits() }),
      });
      status = response.status;
      answer = await response.json();
    } catch {
      said.textContent = "Not saved: book review is no longer running";
      save.disabled = false;
      return;
    }
    if (status === 200) {
      said.textContent = answer.merged
        ? "Saved, with what was changed in anthology.toml elsewhere; reading it again …"
        : "Saved in anthology.toml; reading it again …";
      sessionStorage.setItem("at", (current() || last)?.id || "");
      location.reload();
      return;
    }
    save.disabled = false;
    if (status === 409 && answer.conflicts.length) {
      body.dataset.digest = answer.digest;
      choose(answer.conflicts);
      return;
    }
    said.textContent =
      status === 409
        ? "Not saved: this page is too old. Note what you decided, and reload it."
        : `Not saved: ${answer.error}`;
  }

  // What both the editor and somebody else changed, for the editor to choose from; all else is merged.
  const place = document.getElementById("conflicts");

  function made(name, text, attributes = {}) {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...[text].flat());
    return element;
  }

  function choose(conflicts) {
    said.textContent = "Not saved yet: anthology.toml was changed elsewhere";
    const verbs = { keep: "keep it", drop: "drop it", undo: "leave it to the press", "": "leave it to the press" };
    const list = conflicts.map((conflict, n) => {
      const what = { piece: "", field: conflict.name, line: `line ${conflict.name}`, picture: conflict.name }[conflict.kind];
      const gone = conflict.theirs.endsWith(" is gone");
      const shown = (said) => (conflict.kind === "line" ? verbs[said] ?? said : said || "nothing");
      const option = (value, words) =>
        made("label", [made("input", [], { type: "radio", name: `choice-${n}`, value, required: true }), ` ${words}`]);
      const options = gone
        ? [option("theirs", `${conflict.theirs}: leave my change out`)]
        : [option("mine", `mine: ${shown(conflict.mine)}`), option("theirs", `anthology.toml: ${shown(conflict.theirs)}`)];
      return made("fieldset", [made("legend", [conflict.seed, what].filter(Boolean).join(", ")), ...options]);
    });
    const form = made("form", [
      made("h2", "Both changed", { id: "both" }),
      made("p", "Your other decisions are kept. Choose what these are to be."),
      ...list,
      made("button", "Save with these", { type: "submit" }),
    ]);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      conflicts.forEach((conflict, n) => {
        if (form.elements[`choice-${n}`].value === "theirs") giveUp(conflict);
      });
      place.replaceChildren();
      place.hidden = true;
      tell();
      if (save.disabled) location.reload();
      else store();
    });
    place.replaceChildren(form);
    place.hidden = false;
    scrollTo({ top: 0, behavior: "instant" });
    form.querySelector("input").focus({ preventScroll: true });
  }

  // Take back what the editor wanted of one thing, so that the plan's own word stands.
  function giveUp(conflict) {
    const article = [...document.querySelectorAll("article[data-seed]")].find((a) => a.dataset.seed === conflict.seed);
    const asItWas = (inputs) => {
      for (const input of inputs)
        if (input.type === "checkbox") input.checked = input.defaultChecked;
        else input.value = input.defaultValue;
    };
    if (conflict.kind === "piece") {
      asItWas(article.querySelectorAll("input"));
      for (const row of [...decided.keys()]) if (article.contains(row)) decided.delete(row);
    } else if (conflict.kind === "field") asItWas(article.querySelectorAll(`.facts input[name="${conflict.name}"]`));
    else if (conflict.kind === "line")
      decided.delete([...decided.keys()].find((row) => article.contains(row) && row.dataset.line === conflict.name));
    else
      for (const described of article.querySelectorAll(".describe"))
        if (described.dataset.file === conflict.name) asItWas(described.querySelectorAll("input"));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-verb]");
    if (!button) return;
    const row = button.closest(".row");
    decide(row, pressed(row) === button.dataset.verb ? "undo" : button.dataset.verb);
  });
  document.addEventListener("input", tell);
  for (const form of document.querySelectorAll("form"))
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      store();
    });
  if (save) save.addEventListener("click", store);

  // Who speaks to the browser, or whose hand slips, turns single letters off (WCAG 2.2, 2.1.4).
  const keys = document.getElementById("keys");
  try {
    keys.checked = localStorage.getItem("keys") !== "off";
    keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
  } catch {
    // A page from a file may have no storage: then it is as it says until it is closed.
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      store();
      return;
    }
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=radio], [type=checkbox])")) return;
    const act = {
      j: () => go(1, () => true),
      k: () => go(-1, () => true),
      u: () => go(1, (row) => row.classList.contains("unsure")),
      s: () => decide(current(), "keep"),
      d: () => decide(current(), "drop"),
      z: () => decide(current(), "undo"),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  addEventListener("beforeunload", (event) => {
    if (decided.size + changed().length && said && !said.textContent.startsWith("Saved")) event.preventDefault();
  });

  // A link to a line that is folded away opens the fold.
  const reveal = () => {
    const details = location.hash.length > 1 && document.getElementById(location.hash.slice(1))?.closest(".fold details");
    if (details) details.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  const at = sessionStorage.getItem("at");
  if (at) {
    sessionStorage.removeItem("at");
    const row = document.getElementById(at);
    if (row?.closest("details")) row.closest("details").open = true;
    row?.focus();
  }
})();
