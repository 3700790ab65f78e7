"use strict";
(() => {
  const body = document.body;
  const token = body.dataset.token;
  const said = document.getElementById("said");
  const save = document.getElementById("save");
  const rows = [...document.querySelectorAll(".row[data-line]")];
  const decided = new Map(); // row -> keep, drop, undo, or where it is moved to
  const WHERE = { bio: "the author’s bio", note: "a note", appendix: "the appendix", body: "the text" };
  const brief = (to) => (to === "body" ? "text" : to);
  const SAYS = { keep: "keep it", drop: "drop it", undo: "left to the press" };
  for (const to in WHERE) SAYS[to] = `move it to ${WHERE[to]}`;
  let last = null; // the row or field that was last at hand: where the page opens again after saving
  let saving = false;
  let leaving = false; // with nothing to lose
  document.addEventListener("focusin", (event) => (last = event.target.closest(".row, .facts input") || last));

  function filter(choice) {
    body.classList.remove("show-unsure", "show-out", "show-moved");
    if (choice.value !== "all") body.classList.add(`show-${choice.value}`);
    for (const fold of document.querySelectorAll(".fold > details"))
      fold.open = choice.value === "out" || (choice.value === "moved" && fold.querySelector(".going") !== null);
    if (last?.offsetParent) last.scrollIntoView({ block: "center" });
  }
  for (const choice of document.querySelectorAll("input[name=show]"))
    choice.addEventListener("change", () => filter(choice));

  const visible = () => rows.filter((row) => row.offsetParent !== null && !row.closest("details:not([open])"));
  const current = () => rows.find((row) => row.contains(document.activeElement)) || null;

  function go(step, wanted) {
    letGo();
    const list = visible();
    const at = list.indexOf(current());
    const next = at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step;
    for (let i = next; i >= 0 && i < list.length; i += step) if (wanted(list[i])) return show(list[i]);
    speak(`No such line ${step > 0 ? "below" : "above"}`);
  }

  function show(row) {
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  }

  // Lines that are taken together: what is said of one of them is said of all.
  const picked = new Set();
  let start = null; // where the editor began, and where he is
  let end = null;

  function letGo() {
    for (const row of picked) row.classList.remove("picked");
    picked.clear();
    start = end = null;
  }

  function pick(from, to) {
    const list = visible().filter((row) => seedOf(row) === seedOf(from));
    const [a, b] = [list.indexOf(from), list.indexOf(to)].sort((x, y) => x - y);
    if (a < 0) return;
    letGo();
    [start, end] = [from, to];
    for (const row of list.slice(a, b + 1)) {
      row.classList.add("picked");
      picked.add(row);
    }
  }

  const together = (row) => (picked.has(row) ? [...picked] : [row]);

  function named(list) {
    const numbers = list.map((row) => Number(row.dataset.line));
    return list.length === 1 ? `Line ${numbers[0]}` : `Lines ${numbers[0]} to ${numbers.at(-1)}, ${list.length} in all`;
  }

  function stretch(step) {
    const row = current();
    if (!token || !row) return go(step, () => true);
    const list = visible();
    const next = list[list.indexOf(row) + step];
    if (!next || seedOf(next) !== seedOf(row)) return speak(`No such line ${step > 0 ? "below" : "above"}`);
    pick(start || row, next);
    show(next);
    speak(named([...picked]));
  }

  // By the mouse, or a finger: the lines whose text is selected.
  let sought = false;
  document.addEventListener("selectionchange", () => {
    if (!sought) requestAnimationFrame(seek);
    sought = true;
  });

  function seek() {
    sought = false;
    const { anchorNode, focusNode, isCollapsed } = getSelection();
    if (!token || isCollapsed) return;
    const [from, to] = [anchorNode, focusNode].map((node) => (node?.closest ? node : node?.parentElement)?.closest(".row[data-line]"));
    if (!from || !to || from === to || seedOf(from) !== seedOf(to)) return;
    if (start === from && end === to) return;
    pick(from, to);
    speak(named([...picked]));
  }

  // What a voice is told, who does not see it.
  function speak(text) {
    if (said && !saving) said.textContent = `${text}. ${count()}`;
  }

  // A key does what its button would say.
  function press(verb) {
    const row = current();
    if (!row) return speak("No line is at hand: j goes to the next");
    decide(together(row), verb);
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

  function mark(row, verb) {
    const before = row.dataset.said;
    const after = verb === "undo" ? "" : verb;
    if (after === before) decided.delete(row);
    else decided.set(row, after || "undo");
    for (const button of row.querySelectorAll("button[data-verb]"))
      button.setAttribute("aria-pressed", String(button.dataset.verb === after));
    const move = row.querySelector(".move");
    move.setAttribute("aria-label", `Move line ${row.dataset.line}${after in WHERE ? `, now to the ${brief(after)}` : ""}`);
    move.textContent = after in WHERE ? `To ${brief(after)}` : "Move";
    if (after in WHERE) move.dataset.to = after;
    else delete move.dataset.to;
    row.classList.toggle("decided", decided.has(row));
    row.classList.toggle("going", decided.has(row) && after in WHERE);
    row.querySelector(".will")?.remove();
    if (decided.has(row))
      row.querySelector(".verdict").append(made("span", ` · not saved yet: ${SAYS[after || "undo"]}`, { className: "will" }));
  }

  // A picture stands in the text, or in the appendix, or nowhere; and what stands in the text is there already.
  const may = (row, verb) =>
    verb === "body"
      ? row.dataset.state === "moved" || row.dataset.said === "body"
      : !("picture" in row.dataset) || (verb !== "bio" && verb !== "note");

  const WHY_NOT = {
    body: "Only what is moved out of the text can go back to it",
    picture: "A picture can only be moved to the appendix",
  };

  function decide(list, verb) {
    if (!token) return;
    const able = list.filter((row) => may(row, verb));
    for (const row of able) mark(row, verb);
    tell();
    const done = able.length ? `${named(able)}: ${SAYS[verb]}` : "";
    speak([done, able.length < list.length ? WHY_NOT[verb === "body" ? verb : "picture"] : ""].filter(Boolean).join(". "));
  }

  const pressed = (row) => (decided.has(row) ? decided.get(row) : row.dataset.said).replace("undo", "");

  // The places that a line can be moved to, below its button.
  const places = document.getElementById("places");
  let moving = null; // the row
  let shut = null; // the button of which they were closed, and when: by the press that is now a click on it

  function offer(button, { detail, timeStamp }) {
    if (detail && button === shut?.button && timeStamp - shut.when < 300) return;
    moving?.querySelector(".move").setAttribute("aria-expanded", "false");
    moving = button.closest(".row");
    for (const place of places.querySelectorAll("button")) {
      place.hidden = !may(moving, place.dataset.verb);
      place.setAttribute("aria-pressed", String(place.dataset.verb === pressed(moving)));
    }
    document.getElementById("moves").textContent = `${named(together(moving))}: move to`;
    button.setAttribute("aria-expanded", "true");
    places.showPopover();
    const { left, bottom } = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = places;
    places.style.left = `${scrollX + Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8))}px`;
    places.style.top = `${scrollY + (bottom + height + 80 > innerHeight ? Math.max(8, bottom - height - 40) : bottom)}px`;
    const first = (which) => places.querySelector(`button${which}:not([hidden])`);
    (first("[aria-pressed=true]") || first("")).focus({ preventScroll: true });
  }

  places?.addEventListener("toggle", (event) => {
    if (event.newState === "open" || !moving) return;
    const button = moving.querySelector(".move");
    button.setAttribute("aria-expanded", "false");
    shut = { button, when: event.timeStamp };
    moving = null;
  });
  places?.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const list = [...places.querySelectorAll("button:not([hidden])")];
    list[(list.indexOf(document.activeElement) + step + list.length) % list.length].focus();
  });

  const altered = (i) => (i.type === "checkbox" ? i.checked !== i.defaultChecked : i.value !== i.defaultValue);
  const changed = () => [...document.querySelectorAll(".facts input, .describe input")].filter(altered);

  function count() {
    const n = decided.size + changed().length;
    return n === 0 ? "Nothing to save" : n === 1 ? "1 change to save" : `${n} changes to save`;
  }

  function tell() {
    if (!save) return;
    const n = decided.size + changed().length;
    save.disabled = n === 0;
    if (!saving) said.textContent = count();
    keep(unsaved());
    clearTimeout(pause);
    pause = setTimeout(lookAhead, PAUSE);
  }

  // The pieces as they would be set: what is decided is seen before it is saved.
  const PAUSE = 250; // milliseconds in which nothing more is decided
  let pause = 0;
  let asked = 0; // so that an answer that comes late does not stand over a later one
  const links = document.querySelectorAll("nav a");
  const sets = new Map(
    [...document.querySelectorAll("article[data-seed]")].map((article, n) => {
      const heading = article.querySelector("h2");
      const linked = links[n];
      const matter = article.querySelector(".matter");
      const saved = { title: linked.textContent, set: matter.innerHTML.trim() };
      return [article.dataset.seed, { heading, linked, matter, ahead: article.querySelector(".ahead"), saved, now: saved }];
    }),
  );

  function setPiece(one, wanted) {
    const { heading, linked, matter, ahead, saved, now } = one;
    if (wanted.title !== now.title) {
      heading.textContent = heading.textContent.replace(now.title, () => wanted.title);
      linked.textContent = wanted.title;
    }
    if (wanted.set !== now.set) {
      matter.innerHTML = wanted.set;
      ahead.hidden = matter.innerHTML === saved.set;
    }
    one.now = wanted;
  }

  async function lookAhead() {
    const turn = ++asked;
    const wanted = changed().every((input) => input.checkValidity()) ? edits() : null;
    let pieces = {};
    if (wanted?.length) {
      try {
        const response = await post("/preview", wanted);
        if (response.status !== 200) return;
        ({ pieces } = await response.json());
      } catch {
        return; // to save tells what is wrong
      }
    }
    if (turn !== asked || !wanted) return;
    for (const [seed, one] of sets) setPiece(one, pieces[seed] || one.saved);
    follow();
  }

  // What is not saved yet is kept in the browser as well: a closed tab, a crash, a stopped server lose nothing.
  const name = `unsaved ${body.dataset.book}`;
  const seedOf = (element) => element.closest("article").dataset.seed;
  const wordsOf = (row) => row.querySelector(".text, .file").textContent;
  const value = (input) => (input.type === "checkbox" ? String(input.checked) : input.value);
  const first = (input) => (input.type === "checkbox" ? String(input.defaultChecked) : input.defaultValue);

  function put(input, text) {
    if (input.type === "checkbox") input.checked = text === "true";
    else input.value = text;
  }

  function unsaved() {
    return {
      lines: [...decided].map(([row, verb]) => ({
        seed: seedOf(row), line: row.dataset.line, words: wordsOf(row), was: row.dataset.said, verb,
      })),
      inputs: changed().map((input) => ({
        seed: seedOf(input), file: input.closest(".describe")?.dataset.file ?? "", name: input.name,
        was: first(input), value: value(input),
      })),
    };
  }

  // Whether it is kept: a browser may have no room for it, or be told to keep nothing.
  function keep({ lines, inputs }) {
    try {
      if (lines.length + inputs.length) localStorage.setItem(name, JSON.stringify({ lines, inputs }));
      else localStorage.removeItem(name);
      return true;
    } catch {
      return false;
    }
  }

  // What was decided after `sent` went off: the page that comes next is to have it, whatever it says itself.
  function since(sent) {
    const key = (one) => JSON.stringify([one.seed, one.line ?? one.file, one.name ?? ""]);
    const later = (before, now, what) => {
      const all = new Map(before.map((one) => [key(one), { ...one, [what]: one.was || (what === "verb" ? "undo" : "") }]));
      for (const one of now) all.set(key(one), one);
      const told = new Map(before.map((one) => [key(one), one[what]]));
      return [...all].filter(([k, one]) => one[what] !== told.get(k)).map(([, one]) => ({ ...one, was: null }));
    };
    const now = unsaved();
    return { lines: later(sent.lines, now.lines, "verb"), inputs: later(sent.inputs, now.inputs, "value") };
  }

  // Decides again what was kept. What anthology.toml says otherwise since then is for the editor to choose.
  function takeUp() {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(name));
    } catch {
      return;
    }
    if (!kept) return;
    const conflicts = [];
    for (const { seed, line, words, was, verb } of kept.lines) {
      const same = rows.filter((row) => seedOf(row) === seed && wordsOf(row) === words);
      const row = same.find((row) => row.dataset.line === line) ?? (same.length === 1 ? same[0] : null);
      if (!row) {
        conflicts.push({ seed, kind: "line", name: line, mine: verb, theirs: "the line is gone" });
        continue;
      }
      if ((verb === "undo" ? "" : verb) === row.dataset.said) continue;
      mark(row, verb);
      if (was !== null && was !== row.dataset.said)
        conflicts.push({ seed, kind: "line", name: row.dataset.line, mine: verb, theirs: row.dataset.said });
    }
    const inputs = [...document.querySelectorAll(".facts input, .describe input")];
    for (const one of kept.inputs) {
      const input = inputs.find(
        (i) => i.name === one.name && seedOf(i) === one.seed && (i.closest(".describe")?.dataset.file ?? "") === one.file,
      );
      const what = { seed: one.seed, kind: one.file ? "picture" : "field", name: one.file || one.name };
      if (!input) {
        conflicts.push({ ...what, mine: one.value, theirs: "the piece is gone" });
        continue;
      }
      put(input, one.value);
      if (altered(input) && one.was !== null && one.was !== first(input))
        conflicts.push({ ...what, mine: one.value, theirs: first(input) });
    }
    tell();
    const n = decided.size + changed().length;
    if (conflicts.length) choose(conflicts);
    else if (n) said.textContent = `${n === 1 ? "1 change" : `${n} changes`} from before, not saved yet`;
    document.getElementById("discard").hidden = n === 0;
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

  const post = (path, edits) =>
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Token": token },
      body: JSON.stringify({ digest: body.dataset.digest, edits }),
    });

  // `chosen`: what both changed.
  async function store(chosen) {
    if (!save || saving || save.disabled) return;
    if (!place.hidden && chosen !== true) {
      said.textContent = "Not saved yet: choose first what both changed";
      place.querySelector("form").requestSubmit();
      return;
    }
    const wrong = changed().find((input) => !input.checkValidity());
    if (wrong) {
      said.textContent = "A date is written 2019-04-12, 2019-04 or 2019";
      wrong.focus();
      return;
    }
    saving = true;
    said.textContent = "Saving …";
    const sent = unsaved();
    let answer, status;
    try {
      const response = await post("/", edits());
      status = response.status;
      answer = status === 403 ? {} : await response.json();
    } catch {
      saving = false;
      said.textContent = keep(unsaved())
        ? `Not saved: book review is no longer running. Start it again, at port ${location.port}: what you decided will be there.`
        : "Not saved: book review is no longer running";
      return;
    }
    saving = false;
    if (status === 200) {
      const later = since(sent);
      const whole = answer.merged ? "Saved, with what was changed in anthology.toml elsewhere" : "Saved in anthology.toml";
      if (!keep(later) && later.lines.length + later.inputs.length) {
        said.textContent = `${whole}. What you changed meanwhile is still to be saved.`;
        return;
      }
      said.textContent = `${whole}; reading it again …`;
      again(whole);
      return;
    }
    if (status === 409 && answer.conflicts.length) {
      body.dataset.digest = answer.digest;
      choose(answer.conflicts);
      return;
    }
    said.textContent =
      status === 409
        ? "Not saved: this page is too old. Load it again: what you decided will be there."
        : status === 403
          ? "Not saved: book review was started anew. Open the address that it printed: what you decided will be there."
          : `Not saved: ${[answer.error, answer.hint].filter(Boolean).join(". ")}`;
  }

  // The page as the plan and the seeds now are, at the same place; `whole`: what is to be told there.
  function again(whole) {
    leaving = true;
    try {
      sessionStorage.setItem("at", (current() || last)?.id || "");
      sessionStorage.setItem("said", whole);
      sessionStorage.setItem("show", document.querySelector("input[name=show]:checked").value);
    } catch {
      // It then opens at its head.
    }
    location.reload();
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
    const verbs = { ...SAYS, undo: "leave it to the press", "": "leave it to the press" };
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
      if (save.disabled) again("Nothing was saved");
      else store(true);
    });
    place.replaceChildren(form);
    place.hidden = false;
    scrollTo({ top: 0, behavior: "instant" });
    form.querySelector("input").focus({ preventScroll: true });
  }

  // Take back what the editor wanted of one thing, so that the plan's own word stands.
  function giveUp(conflict) {
    const article = [...document.querySelectorAll("article[data-seed]")].find((a) => a.dataset.seed === conflict.seed);
    if (!article) return;
    const asItWas = (inputs) => {
      for (const input of inputs) put(input, first(input));
    };
    const undo = (row) => mark(row, row.dataset.said || "undo");
    if (conflict.kind === "piece") {
      asItWas(article.querySelectorAll("input"));
      for (const row of [...decided.keys()]) if (article.contains(row)) undo(row);
    } else if (conflict.kind === "field") asItWas(article.querySelectorAll(`.facts input[name="${conflict.name}"]`));
    else if (conflict.kind === "line") {
      for (const row of [...decided.keys()]) if (article.contains(row) && row.dataset.line === conflict.name) undo(row);
    } else
      for (const described of article.querySelectorAll(".describe"))
        if (described.dataset.file === conflict.name) asItWas(described.querySelectorAll("input"));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".row button, #places button");
    if (!button) {
      if (!event.shiftKey && getSelection().isCollapsed) letGo();
      return;
    }
    if (button.matches(".move")) return offer(button, event);
    const row = button.closest(".row") || moving;
    const { verb } = button.dataset;
    if (!button.closest(".row")) places.hidePopover();
    decide(together(row), pressed(row) === verb ? "undo" : verb);
  });
  document.addEventListener("input", tell);
  for (const form of document.querySelectorAll("form"))
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      store();
    });
  if (save) {
    save.addEventListener("click", store);
    document.getElementById("discard").addEventListener("click", () => {
      if (!confirm("Discard all that is not saved?")) return;
      keep({ lines: [], inputs: [] });
      again("Discarded");
    });
  }

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
    if (event.key === "Escape" && picked.size && !moving) {
      letGo();
      getSelection().removeAllRanges();
      return speak("The lines are let go");
    }
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=radio], [type=checkbox])")) return;
    const act = {
      j: () => go(1, () => true),
      k: () => go(-1, () => true),
      J: () => stretch(1),
      K: () => stretch(-1),
      u: () => go(1, (row) => row.classList.contains("unsure")),
      s: () => press("keep"),
      d: () => press("drop"),
      b: () => press("bio"),
      n: () => press("note"),
      a: () => press("appendix"),
      t: () => press("body"),
      z: () => press("undo"),
    }[event.key];
    if (act) {
      event.preventDefault();
      if (moving) places.hidePopover(); // which gives the focus back to its line
      act();
    }
  });

  addEventListener("beforeunload", (event) => {
    if (!leaving && said && decided.size + changed().length) event.preventDefault();
  });

  // On paper nobody opens what is folded away.
  const folded = [...document.querySelectorAll(".facts details, .findings")];
  const closed = new Set();
  addEventListener("beforeprint", () => {
    for (const details of folded.filter((d) => !d.open)) {
      closed.add(details);
      details.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
    closed.clear();
  });

  // A link to a line that is folded away opens the fold.
  const reveal = () => {
    const details = location.hash.length > 1 && document.getElementById(location.hash.slice(1))?.closest(".fold details");
    if (details) details.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  const order = (a, b) => (b.compareDocumentPosition(a) & Node.DOCUMENT_POSITION_FOLLOWING ? 1 : -1);

  // What the page before this one left to do: its filter, its place, what it had to tell.
  const left = (key) => {
    try {
      const text = sessionStorage.getItem(key);
      sessionStorage.removeItem(key);
      return text;
    } catch {
      return null;
    }
  };
  const shown = document.querySelector(`input[name=show][value="${left("show") || "all"}"]`);
  shown.checked = true; // which a browser may have from before
  if (shown.value !== "all") filter(shown);
  const at = document.getElementById(left("at") || "nowhere");
  if (at?.closest(".fold details")) at.closest(".fold details").open = true;
  // Where the filter has no more to do with the line, the next that it shows.
  const inSight = at?.offsetParent ? at : at && visible().reduce((a, b) => (a && order(a, at) > 0 ? a : b), null);
  inSight?.focus();
  const told = left("said");
  if (save) takeUp();
  // A voice reads what changes in the page, not what it comes with. What was said meanwhile stays.
  const before = said?.textContent;
  const tellIt = () => {
    if (said.textContent === before) said.textContent = save.disabled ? told : `${told}. ${before}`;
  };
  if (told && place.hidden) setTimeout(tellIt, 100);
})();
