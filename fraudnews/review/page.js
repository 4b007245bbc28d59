"use strict";
// Shows one post at a time as text (never as markup), takes marks, and gives them as a file.
(() => {
  const $ = (id) => document.getElementById(id);
  const about = JSON.parse($("about").textContent);
  const posts = about.posts;
  const store = `fraudnews-review-${about.sample}`;
  const known = new Map(posts.map((post, number) => [post.id, number]));
  // What would be invisible, or turn the text around it: shown by its number.
  const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
  const RULE = /^―+$/; // as explain writes a rule between paragraphs
  const marks = new Map(); // id of a post -> {id, path, verdict, note, result, pieces}
  let current = -1;
  let cursor = -1;
  let pieces = [];
  let trouble = ""; // what is said wherever there is nothing newer to say

  // ---- text to elements ---------------------------------------------------------------------------------

  function make(name, options = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(options)) {
      if (value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  function text(value) {
    const fragment = document.createDocumentFragment();
    let end = 0;
    for (const found of value.matchAll(INVISIBLE)) {
      fragment.append(value.slice(end, found.index));
      const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      fragment.append(make("span", { class: "invisible", title: "an invisible character" }, `U+${code}`));
      end = found.index + found[0].length;
    }
    fragment.append(value.slice(end));
    return fragment;
  }

  function address(value) {
    let url = null;
    try {
      url = new URL(value);
    } catch {
      // a relative address, or none
    }
    if (!url || !["http:", "https:"].includes(url.protocol)) return make("span", { class: "address" }, text(value));
    const options = { class: "address", href: url.href, target: "_blank", rel: "noopener noreferrer nofollow" };
    return make("a", options, text(value));
  }

  // ---- marks --------------------------------------------------------------------------------------------

  const shownText = (piece) => (piece.text.trim() ? piece.text : (piece.images || []).join(" "));
  const canMark = (piece) => Boolean(shownText(piece).trim()) && !RULE.test(piece.text);
  const markOf = (post) => marks.get(post.id);
  const verdictOf = (post) => markOf(post)?.verdict || null;

  function change(edit) {
    const post = posts[current];
    const mark = markOf(post) || { verdict: null, note: "", pieces: [] };
    edit(mark);
    if (mark.verdict || mark.note || mark.pieces.length) {
      marks.set(post.id, { ...mark, id: post.id, path: post.path, result: post.result });
    } else {
      marks.delete(post.id);
    }
    showMarks();
    keep();
  }

  // At once: a page that is left, or a browser that dies, is not asked first.
  function keep() {
    try {
      localStorage.setItem(store, asFile());
      trouble = "";
    } catch {
      trouble = "This browser keeps no marks for this page: download them before you close it.";
      say("");
    }
  }

  function asFile() {
    const order = [...posts.map((post) => post.id).filter((id) => marks.has(id)), ...marks.keys()];
    const found = [...new Set(order)].map((id) => {
      const { path, verdict, note, result, pieces } = marks.get(id);
      return { id, path, verdict, note, result, pieces };
    });
    return JSON.stringify({ format: about.format, version: about.version, posts: found }, null, 1);
  }

  // Takes only what has the form of marks; returns how many posts, or null where it is no file of marks.
  function take(source) {
    let data;
    try {
      data = JSON.parse(source);
    } catch {
      return null;
    }
    if (data?.format !== about.format || data.version !== about.version || !Array.isArray(data.posts)) return null;
    const string = (value) => (typeof value === "string" ? value : "");
    let taken = 0;
    for (const post of data.posts) {
      if (!/^[0-9a-f]{64}$/.test(post?.id)) continue;
      const found = Array.isArray(post.pieces) ? post.pieces : [];
      marks.set(post.id, {
        id: post.id,
        path: string(post.path),
        verdict: ["right", "wrong"].includes(post.verdict) ? post.verdict : null,
        note: string(post.note),
        result: string(post.result),
        pieces: found
          .filter((piece) => string(piece?.text).trim() && ["stay", "go"].includes(piece.should))
          .map((piece) => ({ text: piece.text, should: piece.should, rule: string(piece.rule) || null })),
      });
      taken += 1;
    }
    return taken;
  }

  function setVerdict(verdict) {
    change((mark) => {
      mark.verdict = mark.verdict === verdict ? null : verdict;
      if (mark.verdict !== "wrong") mark.pieces = [];
    });
  }

  function togglePiece(number) {
    const { piece } = pieces[number];
    if (!canMark(piece)) return;
    const value = shownText(piece);
    const should = piece.rule ? "stay" : "go";
    change((mark) => {
      const others = mark.pieces.filter((one) => one.text !== value || one.should !== should);
      if (others.length === mark.pieces.length) others.push({ text: value, should, rule: piece.rule || null });
      mark.pieces = others;
      if (others.length) mark.verdict = "wrong";
    });
  }

  // ---- one post -----------------------------------------------------------------------------------------

  function show(number) {
    if (number < 0 || number >= posts.length) return;
    const row = $("list").children[current];
    row?.firstChild.removeAttribute("aria-current");
    current = number;
    cursor = -1;
    const post = posts[number];
    const body = JSON.parse($(`post-${number}`).textContent);
    $("title").replaceChildren(text(post.title || "(no title)"));
    $("meta").replaceChildren(...metadata(post, body.meta));
    $("findings").replaceChildren(...body.findings.map(finding));
    pieces = body.pieces.map((piece, index) => ({ piece, row: pieceRow(piece, index) }));
    $("pieces").replaceChildren(...pieces.map((one) => one.row));
    if (body.pieces.every((piece) => piece.rule)) {
      $("pieces").prepend(make("p", { class: "nothing" }, "Nothing is left of this post: it has no result."));
    }
    $("note").value = markOf(post)?.note || "";
    $("position").textContent = `${(number + 1).toLocaleString("en")} of ${posts.length.toLocaleString("en")}`;
    const button = $("list").children[number].firstChild;
    button.setAttribute("aria-current", "true");
    reveal(button);
    showMarks();
  }

  function reveal(button) {
    const list = $("list");
    const [row, frame] = [button.getBoundingClientRect(), list.getBoundingClientRect()];
    if (row.top < frame.top || row.bottom > frame.bottom) {
      list.scrollTop += row.top - frame.top - frame.height / 2;
    }
  }

  function metadata(post, meta) {
    const rows = [];
    const row = (name, value) => rows.push(make("div", {}, make("dt", {}, name), make("dd", { lang: "zh" }, value)));
    for (const [name, value] of Object.entries(meta)) {
      if (name === "title") continue;
      if (name === "url" || name === "cover") row(name, address(value));
      else row(name, text(Array.isArray(value) ? value.join("、") : value));
    }
    row("file", text(post.path));
    const share = post.share.toLocaleString("en", { style: "percent", maximumFractionDigits: 1 });
    row("removed", `${post.removed} ${post.removed === 1 ? "piece" : "pieces"}, ${share} of the text`);
    return rows;
  }

  function finding([code, line, message]) {
    const [name, meaning] = about.codes[code];
    return make("li", { title: meaning }, make("b", {}, `${code} ${name}`), ` line ${line}: `, text(message));
  }

  function pieceRow(piece, index) {
    const gone = Boolean(piece.rule);
    const row = make("div", { class: gone ? "piece gone" : "piece", "data-number": index });
    const words = () => [
      ...(RULE.test(piece.text) ? [make("hr", { class: "line" })] : piece.text.trim() ? [make("p", {}, text(piece.text))] : []),
      ...(piece.images || []).map((src) => make("p", { class: "picture" }, "picture ", address(src))),
    ];
    const shown = words();
    const was = make(gone ? "del" : "div", { class: "was", lang: "zh" }, ...(shown.length ? shown : ["nothing to see"]));
    const is = make("div", { class: "is" });
    if (gone) {
      const rule = about.rules[piece.rule];
      is.append(make("p", {}, make("span", { class: "kind" }, piece.kind), " ", make("code", {}, text(piece.rule))));
      if (rule) is.append(make("p", { class: "why" }, text(rule.why), " ", make("span", {}, text(rule.place))));
    } else {
      is.setAttribute("lang", "zh");
      is.append(...words());
    }
    const label = gone ? "Should stay" : "Should go";
    const button = make("button", { type: "button", class: "mark", "aria-pressed": "false" }, label);
    button.hidden = !canMark(piece);
    row.append(was, is, button);
    return row;
  }

  function showMarks() {
    const post = posts[current];
    const mark = markOf(post);
    for (const verdict of ["right", "wrong"]) $(verdict).setAttribute("aria-pressed", mark?.verdict === verdict);
    for (const { piece, row } of pieces) {
      const should = piece.rule ? "stay" : "go";
      const value = shownText(piece);
      const marked = Boolean(mark?.pieces.some((one) => one.text === value && one.should === should));
      row.classList.toggle("marked", marked);
      row.lastChild.setAttribute("aria-pressed", marked);
    }
    $("stale").hidden = !mark || !mark.result || mark.result === post.result;
    showState(current);
    tally();
  }

  function moveCursor(step) {
    if (!pieces.length) return;
    pieces[cursor]?.row.classList.remove("cursor");
    cursor = Math.min(Math.max(cursor + step, 0), pieces.length - 1);
    const { row } = pieces[cursor];
    row.classList.add("cursor");
    row.scrollIntoView({ block: "nearest" });
  }

  // ---- the list -----------------------------------------------------------------------------------------

  function listRow(post, number) {
    const risk = about.random ? "" : `risk ${post.risk}`;
    const removed = post.removed ? `−${post.removed}` : "";
    const notes = [risk, post.site, removed, post.codes.join(" ")].filter(Boolean).join(" · ");
    const title = make("span", { class: "name", lang: "zh" }, text(post.title || post.path.split("/").at(-1)));
    const button = make("button", { type: "button", "data-number": number }, title, make("small", {}, text(notes)));
    return make("li", {}, button);
  }

  function showState(number) {
    const row = $("list").children[number];
    const verdict = verdictOf(posts[number]);
    if (verdict) row.dataset.verdict = verdict;
    else delete row.dataset.verdict;
    row.firstChild.setAttribute("aria-description", verdict ? `marked ${verdict}` : "");
  }

  function tally() {
    const judged = posts.map(verdictOf).filter(Boolean);
    const wrong = judged.filter((verdict) => verdict === "wrong").length;
    let said = `${judged.length} judged, ${wrong} wrong.`;
    if (about.random && judged.length >= 10) {
      const [low, high] = wilson(wrong, judged.length).map((share) => (100 * share).toFixed(1));
      said += ` In all the archive, ${low} to ${high} % are likely wrong (95 %).`;
    }
    $("tally").textContent = said;
  }

  // The interval of Wilson for a share of which a random sample is known, at 95 %.
  function wilson(hits, all) {
    const z = 1.96;
    const share = hits / all;
    const middle = share + (z * z) / (2 * all);
    const half = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
    const whole = 1 + (z * z) / all;
    return [Math.max((middle - half) / whole, 0), Math.min((middle + half) / whole, 1)];
  }

  function fits(post) {
    const wanted = $("filter").value;
    if (wanted === "all") return true;
    if (wanted === "open") return !verdictOf(post);
    if (wanted === "removed") return post.removed > 0;
    if (wanted === "found") return post.codes.length > 0;
    return verdictOf(post) === wanted;
  }

  function filter() {
    posts.forEach((post, number) => {
      $("list").children[number].hidden = !fits(post);
    });
    const first = posts.findIndex(fits);
    if (first >= 0 && $("list").children[current].hidden) show(first);
    say(first < 0 ? "No post of the sample is so." : "");
  }

  function move(step) {
    let number = current + step;
    while (number >= 0 && number < posts.length && $("list").children[number].hidden) number += step;
    if (number < 0 || number >= posts.length) {
      say(step > 0 ? "That was the last post." : "This is the first post.");
      return;
    }
    say("");
    show(number);
    const top = $("review").getBoundingClientRect().top;
    if (top < 0 || top > innerHeight / 2) window.scrollBy(0, top);
  }

  // ---- what people do -----------------------------------------------------------------------------------

  const say = (message) => {
    $("message").textContent = message || trouble;
  };

  function right() {
    const was = verdictOf(posts[current]);
    setVerdict("right");
    if (was !== "right") move(1);
  }

  function save() {
    const url = URL.createObjectURL(new Blob([asFile()], { type: "application/json" }));
    const link = make("a", { href: url, download: "marks.json" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  async function load(event) {
    const [file] = event.target.files;
    if (!file) return;
    const taken = take(await file.text());
    event.target.value = "";
    if (taken === null) {
      say(`${file.name} is no file of marks.`);
      return;
    }
    const here = [...marks.keys()].filter((id) => known.has(id)).length;
    say(`Marks of ${taken} posts loaded; ${here} of the posts here are marked.`);
    showAll();
    keep();
  }

  function showAll() {
    posts.forEach((_, number) => showState(number));
    show(Math.max(current, 0));
  }

  function toggleKeys() {
    $("keys").hidden = !$("keys").hidden;
    $("help").setAttribute("aria-expanded", !$("keys").hidden);
  }

  function takeBack() {
    marks.delete(posts[current].id);
    $("note").value = "";
    showMarks();
    keep();
  }

  const KEYS = {
    n: () => move(1),
    ArrowRight: () => move(1),
    p: () => move(-1),
    ArrowLeft: () => move(-1),
    r: right,
    w: () => setVerdict("wrong"),
    j: () => moveCursor(1),
    k: () => moveCursor(-1),
    x: () => cursor >= 0 && togglePiece(cursor),
    m: () => $("note").focus(),
    u: takeBack,
    d: save,
    "?": toggleKeys,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key; // also under Caps Lock
    const action = Object.hasOwn(KEYS, key) ? KEYS[key] : null;
    if (!action) return;
    event.preventDefault();
    action();
  });
  $("list").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) show(Number(button.dataset.number));
  });
  $("pieces").addEventListener("click", (event) => {
    const button = event.target.closest("button.mark");
    const row = event.target.closest(".piece");
    if (!row) return;
    moveCursor(Number(row.dataset.number) - cursor);
    if (button) togglePiece(cursor);
  });
  $("note").addEventListener("input", () => change((mark) => (mark.note = $("note").value)));
  $("previous").addEventListener("click", () => move(-1));
  $("next").addEventListener("click", () => move(1));
  $("right").addEventListener("click", right);
  $("wrong").addEventListener("click", () => setVerdict("wrong"));
  $("save").addEventListener("click", save);
  $("load").addEventListener("change", load);
  $("help").addEventListener("click", toggleKeys);
  $("filter").addEventListener("change", filter);

  // ---- begin --------------------------------------------------------------------------------------------

  try {
    take(localStorage.getItem(store) || "");
  } catch {
    // a page from a file may have no storage; the message comes with the first mark
  }
  if (matchMedia("(max-width: 800px)").matches) $("fold").open = false;
  $("list").append(...posts.map(listRow));
  if (posts.length) showAll();
  else say("There is no post to look at.");
})();
